import { isPath } from '../ir/fields-read.js'
import type { Field } from '../ir/node.js'
import { segmentKey } from '../ir/path.js'

/**
 * Whether a field is the `caseless` twin that Elastic Defend keeps of a keyword: its normaliser lower-cases what is
 * stored and what is asked for alike, so no test of it depends on letter case.
 */
export function isCaseless(field: Field): boolean {
  const last = isPath(field) && field.length > 1 ? field.at(-1) : undefined
  return last !== undefined && segmentKey(last) === 'caseless'
}

/** Why a test of such a field relies on `asciiCase`. */
export const LOWER_CASED = 'Elasticsearch compares lower-cased texts'
