import { type Condition, dotted, isPath } from '@ruleglot/core'
import type { Idiom } from './idioms.js'
import { type FieldTest, type FoldedFields, fieldTestOf, type LeafTest } from './leaf-test.js'

/**
 * The parts of one `Or`: tests that ask the same of the same field joined to one where the first of them stands, other
 * nodes as they are.
 */
export function joinTests<I extends Idiom = never>(
  parts: readonly (Condition | I)[],
  folded?: FoldedFields,
): readonly (FieldTest | Condition | I)[] {
  const joined = new Map<string, FieldTest | Condition | I | FieldTest[]>()
  for (const [i, part] of parts.entries()) {
    const own = 'idiom' in part ? undefined : fieldTestOf(part, folded)
    const key = own === undefined ? undefined : joinKey(own)
    const before = key === undefined ? undefined : (joined.get(key) as FieldTest[] | undefined)
    if (own === undefined || key === undefined) joined.set(`alone ${i}`, own ?? part)
    else if (before === undefined) joined.set(key, [own])
    else before.push(own)
  }
  return [...joined.values()].map((part) => (Array.isArray(part) ? joinAll(part) : part))
}

/** The parts of one `And`: negated tests that ask the same of the same field joined, `not a and not b` being `not (a or b)`. */
export function joinNegated<I extends Idiom>(
  parts: readonly (Condition | I)[],
  folded?: FoldedFields,
): readonly (Condition | I | { readonly not: FieldTest })[] {
  const joined = new Map<string, Condition | I | FieldTest[]>()
  for (const [i, part] of parts.entries()) {
    const own = 'idiom' in part || part.kind !== 'Not' ? undefined : fieldTestOf(part.child, folded)
    const key = own === undefined ? undefined : joinKey(own)
    const before = key === undefined ? undefined : (joined.get(key) as FieldTest[] | undefined)
    if (own === undefined || key === undefined) joined.set(`alone ${i}`, part)
    else if (before === undefined) joined.set(key, [own])
    else before.push(own)
  }
  return [...joined.values()].map((part) => (Array.isArray(part) ? { not: joinAll(part) } : part))
}

function joinKey({ field, test }: FieldTest): string | undefined {
  if (!isPath(field) && !('call' in field)) return undefined
  const name = isPath(field) ? dotted(field) : JSON.stringify(field)
  if (test.type === 'equal' || test.type === 'network') return `${test.type} ${name}`
  if (test.type === 'words') return `words ${test.mode} ${name}`
  if (test.type === 'text') return `${test.how} ${test.ignoreCase} ${test.scalars} ${name}`
  return undefined
}

/** Tests with one key, all at once: a list may be long. */
function joinAll(all: readonly FieldTest[]): FieldTest {
  const first = all[0] as FieldTest
  return all.length === 1 ? first : { ...first, test: joinedTest(first.test, all) }
}

function joinedTest(test: LeafTest, all: readonly FieldTest[]): LeafTest {
  switch (test.type) {
    case 'equal':
      return { ...test, values: [...new Set(all.flatMap((one) => (one.test.type === 'equal' ? one.test.values : [])))] }
    case 'network':
      return { ...test, networks: unique(all.flatMap((one) => (one.test.type === 'network' ? one.test.networks : []))) }
    case 'words':
      return { ...test, texts: unique(all.flatMap((one) => (one.test.type === 'words' ? one.test.texts : []))) }
    case 'text':
      return { ...test, texts: unique(all.flatMap((one) => (one.test.type === 'text' ? one.test.texts : []))) }
    default:
      return test
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
