import type { Relation } from '@ruleglot/core'
import type { Style } from './report.js'

/** How the words of a comparison are coloured: what misses events is red. */
export const VERDICT_STYLE: Readonly<Record<Relation, Style>> = {
  equivalent: 'green',
  wider: 'yellow',
  narrower: 'red',
  different: 'red',
  unproven: 'yellow',
}
