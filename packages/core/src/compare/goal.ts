import type { Condition, CountNode, EveryNode, SearchNode, SomeNode } from '../ir/node.js'
import { elementKeys } from './leaf-places.js'

/** A node that has to be true, or false, of one element. */
export interface Goal {
  readonly node: Condition
  readonly wanted: boolean
  /** Of the side that has to be true. */
  readonly ofFires: boolean
  readonly absolute: readonly string[]
  readonly shared: Shared
}

type Shared = ReadonlyMap<string, { readonly value: Condition; readonly shared: Shared }>
export const NOTHING_SHARED: Shared = new Map()

/** What a goal comes to: nothing can be done, a leaf, all of some goals, one of them. */
export type Opened =
  | { readonly kind: 'never' | 'leaf' }
  | { readonly kind: 'some'; readonly goals: readonly Goal[] }
  | {
      readonly kind: 'all'
      readonly goals: readonly Goal[]
      /** Elements that have to stand somewhere, all alike. */
      readonly elements?: { readonly keys: readonly string[]; readonly number: number }
    }

/** A goal in terms of what is inside of it. */
export function opened(goal: Goal): Opened {
  const { node, wanted } = goal
  switch (node.kind) {
    case 'True':
    case 'False':
      return (node.kind === 'True') === wanted ? { kind: 'all', goals: [] } : { kind: 'never' }
    case 'Not':
      return { kind: 'all', goals: [{ ...goal, node: node.child, wanted: !wanted }] }
    case 'And':
    case 'Or': {
      const goals = node.children.map((child) => ({ ...goal, node: child }))
      return { kind: (node.kind === 'And') === wanted ? 'all' : 'some', goals }
    }
    case 'Let': {
      const shared = new Map(goal.shared).set(node.name, { value: node.value, shared: goal.shared })
      return { kind: 'all', goals: [{ ...goal, node: node.body, shared }] }
    }
    case 'Ref': {
      const bound = goal.shared.get(node.name)
      return bound === undefined
        ? { kind: 'never' }
        : { kind: 'all', goals: [{ ...goal, node: bound.value, shared: bound.shared }] }
    }
    case 'Some':
    case 'Search':
      return wanted ? withElements(goal, node, true, 1) : withoutElement(goal, node, false)
    case 'Every':
      return wanted ? withoutElement(goal, node, true) : withElements(goal, node, false, 1)
    case 'Count': {
      const number = numberFor(node, wanted)
      if (number === undefined) return { kind: 'never' }
      return number === 0 ? withoutElement(goal, node, false) : withElements(goal, node, true, number)
    }
    default:
      return { kind: 'leaf' }
  }
}

type ElementNode = SomeNode | EveryNode | CountNode | SearchNode

function withElements(goal: Goal, node: ElementNode, wanted: boolean, number: number): Opened {
  const inside = insideElement(goal, node, wanted)
  return { kind: 'all', goals: [inside], elements: { keys: inside.absolute, number } }
}

/** The one element is not so, or there is none. */
function withoutElement(goal: Goal, node: ElementNode, wanted: boolean): Opened {
  const inside = insideElement(goal, node, wanted)
  const field = node.kind === 'Search' ? node.scope : node.path
  if (field.length === 0) return { kind: 'all', goals: [inside] }
  const none: Goal = { ...goal, node: { kind: 'Shape', field, kinds: ['missing'] }, wanted: true }
  return { kind: 'some', goals: [inside, none] }
}

function insideElement(goal: Goal, node: ElementNode, wanted: boolean): Goal {
  return { ...goal, node: node.condition, wanted, absolute: [...goal.absolute, ...elementKeys(node)] }
}

/** How many alike elements make the count so. */
function numberFor({ op, count }: CountNode, wanted: boolean): number | undefined {
  const holds = (n: number): boolean =>
    ({ eq: n === count, lt: n < count, le: n <= count, gt: n > count, ge: n >= count })[op]
  return [1, 0, 2, 3, 4, 5].find((n) => holds(n) === wanted)
}
