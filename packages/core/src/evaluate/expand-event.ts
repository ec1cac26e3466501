import type { Scalar } from '../ir/node.js'

/**
 * The expanded event: every key with dots replaced by nested objects, merged with what is there. A key leads to a list
 * of nodes because `{"a":1,"a.b":2}` has two at `a`; at most one of them is an object, the merged one.
 * Objects are Maps, so `__proto__` is an ordinary key; array elements are each a node of their own.
 */
export type EventNode = null | Scalar | EventArray | EventObject
export interface EventArray extends ReadonlyArray<EventNode> {}
export interface EventObject extends ReadonlyMap<string, readonly EventNode[]> {}

type Building = Map<string, EventNode[]>

/** An object or array being copied: what is left of it, and where its parts go. */
interface Frame {
  readonly source: object
  readonly keys: readonly string[] | undefined
  readonly target: Building | EventNode[]
  next: number
}

/**
 * The nodes of the event itself: one, or none for `undefined`. Iterative, in document order. Throws a TypeError for
 * what JSON cannot hold: functions, symbols, bigints, NaN, class instances, an event that contains itself.
 */
export function expandEvent(event: unknown): readonly EventNode[] {
  const root: EventNode[] = []
  const frames: Frame[] = []
  const open = new Set<object>()
  const put = (value: unknown, list: EventNode[], merge: boolean): void => {
    if (!isContainer(value)) {
      list.push(scalarNode(value))
      return
    }
    if (open.has(value)) throw new TypeError('An event is a JSON value, and this one contains itself')
    open.add(value)
    if (Array.isArray(value)) {
      const target: EventNode[] = []
      list.push(target)
      frames.push({ source: value, keys: undefined, target, next: 0 })
    } else {
      frames.push({
        source: value,
        keys: Object.keys(value),
        target: merge ? objectIn(list) : newObject(list),
        next: 0,
      })
    }
  }
  if (event !== undefined) put(event, root, false)
  for (let frame = frames[frames.length - 1]; frame !== undefined; frame = frames[frames.length - 1]) {
    const { source, keys, target } = frame
    if (keys === undefined) {
      const items = source as readonly unknown[]
      if (frame.next < items.length) {
        const item = items[frame.next++]
        if (item !== undefined) put(item, target as EventNode[], false)
        continue
      }
    } else if (frame.next < keys.length) {
      const key = keys[frame.next++] as string
      const value = (source as Record<string, unknown>)[key]
      if (value !== undefined) put(value, placeOf(key, target as Building), true)
      continue
    }
    open.delete(source)
    frames.pop()
  }
  return root
}

export function isObject(node: EventNode): node is EventObject {
  return node instanceof Map
}

export function isArray(node: EventNode): node is EventArray {
  return Array.isArray(node)
}

/** The list of nodes that a raw key names: its cuts are walked down, objects made on the way. */
function placeOf(key: string, object: Building): EventNode[] {
  if (!key.includes('.')) return listAt(object, key)
  const segments = key.split('.')
  const last = segments.pop() as string
  let inner = object
  for (const segment of segments) inner = objectIn(listAt(inner, segment))
  return listAt(inner, last)
}

function listAt(object: Building, key: string): EventNode[] {
  let list = object.get(key)
  if (list === undefined) {
    list = []
    object.set(key, list)
  }
  return list
}

/** The one object of a list. It is kept in front, so that finding it does not depend on how long the list is. */
function objectIn(list: EventNode[]): Building {
  const first = list[0]
  if (first instanceof Map) return first as Building
  const object: Building = new Map()
  list.unshift(object)
  return object
}

function newObject(list: EventNode[]): Building {
  const object: Building = new Map()
  list.push(object)
  return object
}

function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  // A plain object's prototype is a root: null, or the Object.prototype of whichever realm made it.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return true
  throw new TypeError(`An event is a JSON value, and this one holds ${describe(value)}`)
}

function scalarNode(value: unknown): EventNode {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  // Adding 0 turns -0 into 0.
  if (typeof value === 'number' && !Number.isNaN(value)) return value + 0
  throw new TypeError(`An event is a JSON value, and this one holds ${describe(value)}`)
}

function describe(value: unknown): string {
  if (typeof value === 'number') return 'NaN'
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`
  return `an instance of ${String(value.constructor?.name ?? 'a class')}`
}
