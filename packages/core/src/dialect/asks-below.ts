import { isPath } from '../ir/fields-read.js'
import type { Field } from '../ir/node.js'

/**
 * Whether `name:*` of Kibana asks for values below the field too, as `Exists` does. A star in a name finds the fields of
 * the mapping that hold values: with the last sign a star those below an object are among them, else they are not.
 */
export function asksBelow(field: Field): boolean {
  if (isPath(field) || 'call' in field) return true
  return typeof field.pattern.at(-1) === 'object'
}
