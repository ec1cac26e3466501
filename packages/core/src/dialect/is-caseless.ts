import { isPath } from '../ir/fields-read.js'
import type { Field } from '../ir/node.js'
import { type Path, segmentKey } from '../ir/path.js'

/**
 * Whether a field is the `caseless` twin that Elastic Defend keeps of a keyword, as far as the schema knows: its
 * normaliser lower-cases what is stored and what is asked for alike, so no test of it depends on letter case.
 * `copyOf`: the field that Elasticsearch makes another one from.
 */
export function isCaseless(field: Field, copyOf: (path: Path) => string | undefined): boolean {
  const last = isPath(field) ? field.at(-1) : undefined
  return last !== undefined && segmentKey(last) === 'caseless' && isPath(field) && copyOf(field) !== undefined
}

/** Why a test of such a field relies on `asciiCase`. */
export const LOWER_CASED = 'Elasticsearch compares lower-cased texts'
