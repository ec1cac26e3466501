import { ANY_MANY, type Condition, mapChildren, type Scalar, visit } from '@ruleglot/core'

/** A condition with one thing changed, as people change rules. */
export interface Mutant {
  readonly edit: string
  readonly condition: Condition
}

/** Every single edit of a condition: one value less, one test less, a not more or less, a wildcard, letter case, and/or, a bound. */
export function mutants(condition: Condition): readonly Mutant[] {
  let size = 0
  visit(condition, () => size++)
  const found: Mutant[] = []
  for (let at = 0; at < size && found.length < MOST; at++) {
    for (const [edit, change] of Object.entries(EDITS)) {
      const other = editAt(condition, at, change)
      if (other !== undefined) found.push({ edit, condition: other })
    }
  }
  return found
}

/** Very large rules have enough edits in their first tests. */
const MOST = 2000

type Edit = (node: Condition) => Condition | undefined

const EDITS: Readonly<Record<string, Edit>> = {
  'one value less': (node) =>
    node.kind === 'In' && node.values.length > 1 ? { ...node, values: node.values.slice(1) } : undefined,
  'one test less': (node) =>
    (node.kind === 'And' || node.kind === 'Or') && node.children.length > 1
      ? { ...node, children: node.children.slice(1) }
      : undefined,
  'a not more or less': (node) => (node.kind === 'Not' ? node.child : { kind: 'Not', child: node }),
  'and for or': (node) =>
    node.kind === 'And' ? { ...node, kind: 'Or' } : node.kind === 'Or' ? { ...node, kind: 'And' } : undefined,
  'a wildcard at the end': (node) => {
    if (node.kind === 'Match') return { ...node, pattern: [...node.pattern, ANY_MANY] }
    if (node.kind !== 'Compare' || node.domain !== undefined || typeof node.value !== 'string') return undefined
    return { kind: 'Match', field: node.field, pattern: [node.value, ANY_MANY], ignoreCase: false, on: 'string' }
  },
  'letter case': (node) => {
    if (node.kind === 'Match' || node.kind === 'Regex') return { ...node, ignoreCase: !node.ignoreCase }
    if (node.kind === 'In')
      return { ...node, values: node.values.map((value, i) => (i === 0 ? otherCase(value) : value)) }
    return node.kind === 'Compare' && node.domain === undefined && typeof node.value === 'string'
      ? { ...node, value: otherCase(node.value) as string }
      : undefined
  },
  'a bound moved': (node) =>
    node.kind === 'Compare' && node.op !== 'eq' && typeof node.value === 'number'
      ? { ...node, value: node.value + 1 }
      : node.kind === 'Count'
        ? { ...node, count: node.count + 1 }
        : undefined,
  'a bound left out': (node) =>
    node.kind === 'Compare' && node.op === 'ge'
      ? { ...node, op: 'gt' }
      : node.kind === 'Compare' && node.op === 'gt'
        ? { ...node, op: 'ge' }
        : undefined,
  'elements apart': (node) =>
    node.kind === 'Some' && node.condition.kind === 'And'
      ? { kind: 'And', children: node.condition.children.map((child) => ({ ...node, condition: child })) }
      : undefined,
}

function otherCase(value: Scalar): Scalar {
  if (typeof value !== 'string') return value
  const upper = value.toUpperCase()
  return upper === value ? value.toLowerCase() : upper
}

function editAt(whole: Condition, at: number, edit: Edit): Condition | undefined {
  let number = -1
  let other: Condition | undefined
  const walk = (node: Condition): Condition => {
    number++
    if (number !== at) return number > at ? node : mapChildren(node, walk)
    other = edit(node)
    return other ?? node
  }
  const result = walk(whole)
  return other === undefined ? undefined : result
}
