import { ANY_MANY, type Condition, compare, isIn, mapChildren, match, not, type Scalar, visit } from '@ruleglot/core'

/** What one edit did, as a person would say it. */
export type EditName =
  | 'drop a value'
  | 'drop a part'
  | 'flip a not'
  | 'widen a wildcard'
  | 'narrow a wildcard'
  | 'change case'
  | 'swap and/or'
  | 'shift a bound'

/** A condition with a single edit. It may mean the same: whoever counts has to ask. */
export interface Mutant {
  readonly edit: EditName
  readonly condition: Condition
}

/**
 * Single edits of a condition, as a careless change of a rule would be: up to `most`, taken evenly from all that there
 * are, every kind of edit before a second one of any kind. Deterministic.
 */
export function mutantsOf(condition: Condition, most: number): readonly Mutant[] {
  const byEdit = new Map<EditName, (() => Condition)[]>()
  let number = 0
  visit(condition, (node) => {
    const at = number++
    for (const { edit, node: next } of editsOf(node)) {
      const list = byEdit.get(edit) ?? []
      list.push(() => withNode(condition, at, next))
      byEdit.set(edit, list)
    }
  })
  const queues = [...byEdit].map(([edit, list]) => ({ edit, list: spread(list) }))
  const mutants: Mutant[] = []
  for (let round = 0; mutants.length < most && queues.some(({ list }) => list.length > round); round++) {
    for (const { edit, list } of queues) {
      const make = list[round]
      if (make !== undefined && mutants.length < most) mutants.push({ edit, condition: make() })
    }
  }
  return mutants
}

interface Edited {
  readonly edit: EditName
  readonly node: Condition
}

function editsOf(node: Condition): readonly Edited[] {
  switch (node.kind) {
    case 'And':
    case 'Or': {
      const swapped: Condition = { ...node, kind: node.kind === 'And' ? 'Or' : 'And' }
      if (node.children.length < 2) return []
      const dropped = node.children.map((_, i) => ({
        edit: 'drop a part' as const,
        node: { ...node, children: node.children.filter((_, j) => j !== i) },
      }))
      return [{ edit: 'swap and/or', node: swapped }, ...dropped]
    }
    case 'Not':
      return [{ edit: 'flip a not', node: node.child }]
    case 'In':
      return [
        { edit: 'flip a not', node: not(node) },
        ...node.values.map((_, i) => ({
          edit: 'drop a value' as const,
          node: isIn(
            node.field,
            node.values.filter((_, j) => j !== i),
          ),
        })),
        ...node.values.map((value, i) => ({
          edit: 'change case' as const,
          node: isIn(
            node.field,
            node.values.map((own, j) => (i === j ? otherCase(value) : own)),
          ),
        })),
      ]
    case 'Compare': {
      if (typeof node.value === 'object') return [{ edit: 'flip a not', node: not(node) }]
      const { field, op, value, domain } = node
      const options = domain === undefined ? {} : { domain }
      if (op !== 'eq') {
        const other = ({ gt: 'ge', ge: 'gt', lt: 'le', le: 'lt' } as const)[op]
        const shifted = typeof value === 'number' ? compare(field, op, value + 1, options) : undefined
        return [
          { edit: 'flip a not', node: not(node) },
          { edit: 'shift a bound', node: compare(field, other, value, options) },
          ...(shifted === undefined ? [] : [{ edit: 'shift a bound' as const, node: shifted }]),
        ]
      }
      if (typeof value !== 'string') return [{ edit: 'flip a not', node: not(node) }]
      return [
        { edit: 'flip a not', node: not(node) },
        { edit: 'change case', node: compare(field, op, otherCase(value), options) },
        { edit: 'change case', node: match(field, [value], { ignoreCase: true }) },
        { edit: 'widen a wildcard', node: match(field, [value, ANY_MANY]) },
        { edit: 'widen a wildcard', node: match(field, [ANY_MANY, value]) },
      ]
    }
    case 'Match': {
      const { field, pattern, ignoreCase, on } = node
      const options = { ignoreCase, on }
      const isMany = (part: (typeof pattern)[number] | undefined): boolean =>
        typeof part === 'object' && part.wildcard === 'many'
      const edits: Edited[] = [
        { edit: 'flip a not', node: not(node) },
        { edit: 'change case', node: { ...node, ignoreCase: !ignoreCase } },
      ]
      if (isMany(pattern.at(-1)))
        edits.push({ edit: 'narrow a wildcard', node: match(field, pattern.slice(0, -1), options) })
      else edits.push({ edit: 'widen a wildcard', node: match(field, [...pattern, ANY_MANY], options) })
      if (isMany(pattern[0])) edits.push({ edit: 'narrow a wildcard', node: match(field, pattern.slice(1), options) })
      else edits.push({ edit: 'widen a wildcard', node: match(field, [ANY_MANY, ...pattern], options) })
      return edits
    }
    case 'Cidr': {
      const [address = '', bits = ''] = node.network.split('/')
      const shifts = [Number(bits) - 1, Number(bits) + 1].filter(
        (prefix) => prefix >= 0 && prefix <= (address.includes(':') ? 128 : 32),
      )
      return [
        { edit: 'flip a not', node: not(node) },
        ...shifts.map((prefix) => ({
          edit: 'shift a bound' as const,
          node: { ...node, network: `${address}/${prefix}` },
        })),
      ]
    }
    case 'Regex':
      return [
        { edit: 'flip a not', node: not(node) },
        { edit: 'change case', node: { ...node, ignoreCase: !node.ignoreCase } },
      ]
    case 'Exists':
    case 'Shape':
    case 'CompareFields':
    case 'Tokens':
      return [{ edit: 'flip a not', node: not(node) }]
    default:
      return []
  }
}

function otherCase<T extends Scalar>(value: T): Scalar {
  if (typeof value !== 'string') return value
  return value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()
}

/** The condition with the node at this place, in the order of `visit`, replaced. */
function withNode(condition: Condition, at: number, next: Condition): Condition {
  let number = -1
  const walk = (node: Condition): Condition => {
    number++
    if (number === at) {
      // The nodes inside are gone: their numbers are not needed, those after them neither.
      number = Number.POSITIVE_INFINITY
      return next
    }
    return number > at ? node : mapChildren(node, walk)
  }
  return walk(condition)
}

/** First, last, middle, then the rest: the first few come from all over. */
function spread<T>(list: readonly T[]): readonly T[] {
  const order: number[] = []
  const taken = new Set<number>()
  for (let parts = 1; order.length < list.length; parts *= 2) {
    for (let i = 0; i <= parts && order.length < list.length; i++) {
      const at = Math.round((i * (list.length - 1)) / parts)
      if (!taken.has(at)) {
        taken.add(at)
        order.push(at)
      }
    }
  }
  return order.map((i) => list[i] as T)
}
