import { FALSE, or } from '../ir/build.js'
import type { Condition, RegexNode } from '../ir/node.js'
import { canonicalMatch } from './canonical-match.js'
import type { ScalarType } from './context.js'
import { patternsOf } from './regex-patterns.js'
import { isNever, mayMatchNumberOrBoolean, simplifyRegex } from './simplify-regex.js'

/** A regular expression that is a few patterns becomes `Match`es; any other gets a simplified tree. */
export function canonicalRegex(
  node: RegexNode,
  types: readonly ScalarType[] | undefined,
  singleLine: boolean,
): Condition {
  const { field, ignoreCase } = node
  const tree = simplifyRegex(node.tree, { ignoreCase, singleLine })
  if (isNever(tree)) return FALSE
  const patterns = patternsOf(tree, ignoreCase)
  if (patterns !== undefined) {
    return or(
      patterns.map((pattern) => canonicalMatch({ kind: 'Match', field, pattern, ignoreCase, on: node.on }, types)),
    )
  }
  const strings = types === undefined || types.includes('string')
  const others = types === undefined || types.includes('number') || types.includes('boolean')
  const onScalar = node.on === 'scalar' && others && mayMatchNumberOrBoolean(tree)
  if (!strings && !onScalar) return FALSE
  return { kind: 'Regex', field, tree, ignoreCase, on: onScalar ? 'scalar' : 'string' }
}
