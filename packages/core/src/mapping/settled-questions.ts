import type { Assumption } from '../assumptions/assumption.js'
import type { Settled } from '../assumptions/settled.js'
import { childrenOf } from '../ir/child-keys.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import type { PackIndex, PathFacts } from './pack-index.js'

/**
 * What a pack answered, once for each field and question: assumptions that need not be made, and tests that fold letter
 * case where the pack says how the values are spelled. `folding`: conditions in the vendor's names, before its facts.
 */
export function settledQuestions(
  assumptions: readonly Assumption[],
  folding: readonly Condition[],
  index: PackIndex,
): readonly Settled[] {
  const found = new Map<string, Settled>()
  const add = (settled: Settled): void => void found.set(`${settled.field} ${settled.question}`, settled)
  const by = index.pack.id
  for (const { kind, path } of assumptions) add({ field: dotted(path), question: kind, by })
  for (const condition of folding) {
    for (const field of foldedFields(condition)) {
      const says = spelling(index.facts(field))
      if (says !== undefined) add({ field, question: 'letterCase', by: `${by}: ${says}` })
    }
  }
  return [...found.values()]
}

function spelling(facts: PathFacts | undefined): string | undefined {
  if (facts?.closed === true && facts.values !== undefined) return `one of ${facts.values.join(', ')}`
  if (facts?.type === 'date') return 'the letters of dates are capitals'
  switch (facts?.case ?? 'free') {
    case 'free':
      return undefined
    case 'fixed':
      return 'each value is spelled one way'
    case 'lower':
      return 'in lower case'
    case 'upper':
      return 'in upper case'
  }
}

function foldedFields(condition: Condition): ReadonlySet<string> {
  const fields = new Set<string>()
  const open: { readonly node: Condition; readonly scope: Path }[] = [{ node: condition, scope: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, scope } = next
    const inner =
      node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? [...scope, ...node.path] : scope
    for (const child of childrenOf(node)) open.push({ node: child, scope: inner })
    if ((node.kind === 'Match' || node.kind === 'Regex') && node.ignoreCase && isPath(node.field)) {
      fields.add(dotted([...scope, ...node.field]))
    }
  }
  return fields
}
