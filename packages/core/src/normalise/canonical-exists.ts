import type { Condition, ExistsNode, ValueExpression } from '../ir/node.js'
import { ANY_MANY, type Pattern } from '../ir/pattern.js'

/**
 * That a split text has an n-th piece is a test of the text: it holds the separator so many times. Separators are found
 * from the left, none within another, which finds as many as there can be.
 */
export function canonicalExists(node: ExistsNode): Condition {
  const split = 'call' in node.field && node.field.call === 'split' ? splitOf(node.field) : undefined
  if (split === undefined || split.pieces > MOST_PIECES) return node
  const pattern: Pattern = [
    ANY_MANY,
    ...Array.from({ length: split.pieces - 1 }, () => [split.separator, ANY_MANY]).flat(),
  ]
  return { kind: 'Match', field: split.of, pattern, ignoreCase: false, on: 'string' }
}

const MOST_PIECES = 20

/** `pieces`: how many there must be. */
function splitOf({ args }: ValueExpression) {
  const [of, separator, index] = args
  if (of === undefined || 'literal' in of || args.length !== 3) return undefined
  if (separator === undefined || !('literal' in separator) || index === undefined || !('literal' in index))
    return undefined
  const [between, at] = [separator.literal, index.literal]
  if (typeof between !== 'string' || between === '' || typeof at !== 'number' || !Number.isInteger(at)) return undefined
  return { of, separator: between, pieces: at < 0 ? -at : at + 1 }
}
