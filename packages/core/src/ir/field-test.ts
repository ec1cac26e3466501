import type { CidrNode, CompareNode, Condition, ExistsNode, InNode, MatchNode, RegexNode, TokensNode } from './node.js'

/**
 * Leaves that are true when some value of their one field satisfies them: on `p.q` such a leaf is `Some(p, leaf on q)`.
 * `Shape` looks at nodes, and `CompareFields` at two fields.
 */
export type FieldTest = CompareNode | InNode | MatchNode | RegexNode | CidrNode | ExistsNode | TokensNode

export function isFieldTest(node: Condition): node is FieldTest {
  return KINDS.has(node.kind)
}

const KINDS: ReadonlySet<Condition['kind']> = new Set<FieldTest['kind']>([
  'Compare',
  'In',
  'Match',
  'Regex',
  'Cidr',
  'Exists',
  'Tokens',
])
