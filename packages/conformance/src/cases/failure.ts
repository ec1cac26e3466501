import type { Gap } from './load-gaps.js'

/** What a language did not do for a case. */
export interface Failure {
  readonly step: Gap['step']
  /** The way of writing. */
  readonly way?: string
  /** Step emit: the code of the refusal or the verdict. */
  readonly gives?: string
  readonly detail: string
}
