import { type LeafPlace, leafPlaces } from '../compare/leaf-places.js'
import { keysRead } from '../compare/sample-model.js'
import { and, compare, FALSE, not, or, TRUE } from '../ir/build.js'
import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { mapChildren, transform } from '../ir/transform.js'
import { inlineLets } from '../normalise/inline-let.js'

/** A leaf where it stands in a condition: what a test has to show. */
export interface TestPoint {
  readonly leaf: Condition
  /** The field, from the event on; undefined for a leaf that reads several, or none. */
  readonly keys: readonly string[] | undefined
  /** Alternatives on one field share their group. */
  readonly group: string
  /** Among the alternatives of its group, from 0. */
  readonly rank: number
  /** The nodes around it, innermost first. */
  readonly place: LeafPlace
  /** Inside elements of a list, where it may be true of one and false of another. */
  readonly inElements: boolean
  /** Under an even number of negations. */
  readonly positive: boolean
}

export interface PointedCondition {
  /** Shared parts put in place, lists of values taken apart. Means the same. */
  readonly whole: Condition
  readonly points: readonly TestPoint[]
}

/** Longer lists of values stay one leaf. */
const LONGEST_LIST = 200

export function testPoints(condition: Condition): PointedCondition {
  const whole = transform(inlineLets(condition), apart)
  const groups = new Map<string, number>()
  const parents = new Map<Condition, number>()
  const points = leafPlaces(whole).flatMap((place): TestPoint[] => {
    const { node } = place
    if (node.kind === 'Ref' || childrenOf(node).length > 0) return []
    const reads = keysRead(node)
    const keys = reads.length === 1 ? [...place.absolute, ...(reads[0] as readonly string[])] : undefined
    const parent = place.parent?.node ?? node
    if (!parents.has(parent)) parents.set(parent, parents.size)
    const group = `${parents.get(parent)} ${keys?.join('.') ?? parents.size}`
    const rank = groups.get(group) ?? 0
    groups.set(group, rank + 1)
    return [{ leaf: node, keys, group, rank, place, inElements: isInElements(place), positive: !place.negated }]
  })
  return { whole, points }
}

function apart(node: Condition): Condition {
  if (node.kind !== 'In' || node.values.length < 2 || node.values.length > LONGEST_LIST) return node
  const { field, values, span } = node
  return or(
    values.map((value) => compare(field, 'eq', value, span === undefined ? {} : { span })),
    span,
  )
}

function isInElements(place: LeafPlace): boolean {
  for (let at = place.parent; at !== undefined; at = at.parent) {
    const { kind } = at.node
    if (kind !== 'And' && kind !== 'Or' && kind !== 'Not') return true
  }
  return false
}

/** True of the events that the rule decides as wanted, and that it would decide otherwise if this leaf were otherwise. */
export function decidesWhen(whole: Condition, point: TestPoint, fires: boolean): Condition {
  if (point.inElements) {
    const changed = or([TRUE, FALSE].map((value) => (fires ? not(replaced(point, value)) : replaced(point, value))))
    return and([fires ? whole : not(whole), changed])
  }
  const hold: Condition[] = [fires === point.positive ? point.leaf : not(point.leaf)]
  const fail: Condition[] = []
  for (let at = point.place; at.parent !== undefined; at = at.parent) {
    const { node } = at.parent
    const beside = childrenOf(node).filter((_, i) => i !== at.index)
    if (node.kind === 'And') for (const child of beside) hold.push(child)
    else if (node.kind === 'Or') for (const child of beside) fail.push(not(child))
  }
  return and([...hold, ...fail])
}

/** The whole condition with this one leaf replaced. */
export function replaced({ place }: TestPoint, value: Condition): Condition {
  let node = value
  for (let at = place; at.parent !== undefined; at = at.parent) {
    const { index } = at
    const inner = node
    let i = -1
    node = mapChildren(at.parent.node, (child) => {
      i++
      return i === index ? inner : child
    })
  }
  return node
}
