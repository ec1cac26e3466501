import type { Scalar } from '../ir/node.js'

/**
 * The text of a scalar: a string itself, `true`/`false`, a number as ECMAScript writes it (shortest decimal that reads
 * back as the same double; an exponent from 1e21 up and below 1e-6). What `on: 'scalar'` and `string()` read.
 */
export function canonicalText(value: Scalar): string {
  return String(value)
}
