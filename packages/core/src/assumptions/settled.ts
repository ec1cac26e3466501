import type { AssumptionKind } from './assumption.js'

/** A question about a field that a mapping pack answers. */
export interface Settled {
  readonly field: string
  /** The assumption that need not be made, or whether letter case matters. */
  readonly question: AssumptionKind | 'letterCase'
  /** The pack, with what it says where that is more than the question. */
  readonly by: string
}
