import { type CompareNode, type Condition, equals, exists, readDecimal, type Scalar } from '@ruleglot/core'
import { elasticsearchOrder, type IpTest } from '@ruleglot/core/dialect'
import type { ValueKind } from './literals.js'
import type { Instant } from './write-date.js'

/** How Elasticsearch orders a field of some kind against a text, and whether that is all that the comparison says. */
export interface Order {
  readonly of: 'string' | 'number'
  /** False: the field must hold values of that type only. */
  readonly isExact: boolean
}

/** The order that the comparison asks for, or undefined where a field of that kind does not have it. */
export function orderOf({ domain }: CompareNode, value: Scalar, kind: ValueKind | undefined): Order | undefined {
  const readsAsNumber = typeof readDecimal(String(value)) === 'number'
  const of = domain === 'text' ? 'string' : 'number'
  const hasOrder = kind === 'untyped' || kind === (of === 'string' ? 'text' : 'number')
  const isWritable = of === 'string' ? typeof value === 'string' : readsAsNumber
  if (domain === undefined || !hasOrder || !isWritable) return undefined
  return { of, isExact: kind === 'untyped' ? !readsAsNumber : domain !== 'numeric' }
}

/**
 * Numbers by value or text by character, which is what an order on a field of no known type means: the two alternatives
 * as the one on text, which stands for both.
 */
export function untypedOrder(a: Condition, b: Condition): (CompareNode & { readonly value: string }) | undefined {
  const [number, text] = a.kind === 'Compare' && a.domain === 'text' ? [b, a] : [a, b]
  if (number.kind !== 'Compare' || text.kind !== 'Compare' || number.domain !== 'number') return undefined
  if (text.domain !== 'text' || number.op !== text.op || text.op === 'eq') return undefined
  if (!equals(exists(number.field), exists(text.field))) return undefined
  const { value } = text
  return typeof value === 'string' && readDecimal(value) === number.value ? { ...text, value } : undefined
}

/** An order of IPv4 and what is beside it of IPv6, as the one order of Elasticsearch that means the two tests. */
export function addressOrder(a: Condition, b: Condition): (CompareNode & { readonly value: string }) | undefined {
  return [a, b].find((node): node is CompareNode & { readonly value: string } => {
    const tests = ipOrder(node)?.tests ?? []
    const [first, second] = tests
    if (first === undefined || second === undefined) return false
    return (equals(first, a) && equals(second, b)) || (equals(first, b) && equals(second, a))
  })
}

function ipOrder(node: Condition): IpTest | undefined {
  if (node.kind !== 'Compare' || node.domain !== 'ip' || typeof node.value !== 'string') return undefined
  return elasticsearchOrder(node.field, node.op, node.value)
}

/** Writes alternatives one by one, but for the two orders of a field that stand together as one. */
export function writeAlternatives<Text>(
  children: readonly Condition[],
  write: (child: Condition) => Text,
  writeBoth: (child: Condition, next: Condition) => Text | undefined,
): readonly Text[] {
  const pieces: Text[] = []
  for (let i = 0; i < children.length; i++) {
    const child = children[i] as Condition
    const next = children[i + 1]
    const both = next === undefined ? undefined : writeBoth(child, next)
    pieces.push(both ?? write(child))
    if (both !== undefined) i++
  }
  return pieces
}

/** Instants are whole milliseconds, so "after" is "from the next one". */
export function atMillisecond(node: CompareNode): readonly ['ge' | 'lt' | undefined, Instant | undefined] {
  const instant = node.value as Instant
  if (node.op === 'ge' || node.op === 'lt') return [node.op, instant]
  if (node.op === 'eq' || typeof instant !== 'number') return [undefined, undefined]
  return [node.op === 'gt' ? 'ge' : 'lt', instant + 1]
}
