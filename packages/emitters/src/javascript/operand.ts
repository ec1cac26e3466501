import { type Condition, type Field, literalOf, type MatchNode, type NodeOf } from '@ruleglot/core'
import { hasHalfPair } from './literals.js'

/** What stands on one level of an `and` or `or`: parts that ask one field in one way are one operand, which reads it once. */
export type Operand = Condition | Networks | Texts

/** Networks of one field, any of which holds. */
export interface Networks {
  readonly kind: 'Networks'
  readonly field: Field
  readonly networks: readonly string[]
}

/** Texts that are looked for in one field in one way: any of them is to be there, or all. */
export interface Texts {
  readonly kind: 'Texts'
  readonly all: boolean
  readonly how: TextTest
  readonly nodes: readonly MatchNode[]
}

export type TextTest = 'equals' | 'startsWith' | 'endsWith' | 'contains'

/** How a pattern of one text and stars asks for it; undefined for other patterns. */
export function textTest({ pattern }: MatchNode): TextTest | undefined {
  // Half of a pair is a character of its own in a pattern; startsWith and its kin would find it inside a whole one.
  if (pattern.some((part) => typeof part === 'string' && hasHalfPair(part))) return undefined
  if (literalOf(pattern) !== undefined) return 'equals'
  return TESTS[pattern.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ')]
}

const TESTS: Readonly<Record<string, TextTest>> = {
  'text many': 'startsWith',
  'many text': 'endsWith',
  'many text many': 'contains',
}

/** The parts of a join, those that go together where the first of them stands. */
export function operandsOf({ kind, children }: NodeOf<'And'> | NodeOf<'Or'>): readonly Operand[] {
  const keyOf = kind === 'Or' ? alternativeKey : requirementKey
  const groups = new Map<string, Condition[]>()
  const order: (string | Condition)[] = []
  for (const child of children) {
    const key = keyOf(child)
    const group = key === undefined ? undefined : groups.get(key)
    if (key === undefined) order.push(child)
    else if (group === undefined) {
      groups.set(key, [child])
      order.push(key)
    } else group.push(child)
  }
  return order.map((entry) => (typeof entry === 'string' ? together(groups.get(entry) ?? [], kind === 'And') : entry))
}

function alternativeKey(node: Condition): string | undefined {
  if (node.kind === 'Cidr') return JSON.stringify(['Cidr', node.field])
  return node.kind === 'Match' ? textKey(node, textTest(node)) : undefined
}

/** Of all the ways to ask for a text, only to stand somewhere is asked several times of one field. */
function requirementKey(node: Condition): string | undefined {
  return node.kind === 'Match' && textTest(node) === 'contains' ? textKey(node, 'contains') : undefined
}

function textKey({ field, on, ignoreCase }: MatchNode, how: TextTest | undefined): string | undefined {
  return how === undefined ? undefined : JSON.stringify([how, field, on, ignoreCase])
}

function together(nodes: readonly Condition[], all: boolean): Operand {
  const [first] = nodes
  if (first === undefined || nodes.length === 1) return first as Condition
  if (first.kind === 'Cidr') {
    const networks = nodes.flatMap((node) => (node.kind === 'Cidr' ? [node.network] : []))
    return { kind: 'Networks', field: first.field, networks: [...new Set(networks)] }
  }
  const how = textTest(first as MatchNode) as TextTest
  return { kind: 'Texts', all, how, nodes: nodes as readonly MatchNode[] }
}
