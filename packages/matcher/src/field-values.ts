import { type Path, type Scalar, segmentKey } from '@ruleglot/core'
import { eachScalar } from './each-scalar.js'
import { forgetKeys, isPlain, type Node, newNode, type Target, targetOf } from './field-tree.js'
import { type FirstValues, newSlot, type Slot } from './slot.js'
import { isRuledOut, type TextFilter } from './text-filter.js'

/**
 * Reads many fields from an event in one walk over the keys that some field needs, without expanding the event: keys
 * with dots and keys in objects are one field, lists are opened.
 */
export interface FieldValues {
  /** The slot of a field, made when it is new. */
  slotOf(path: Path): Slot
  /** From now on every scalar of an event that is in no searched slot is given to `others` as it is read. */
  showOthers(others: Others): void
  /** Fills the slots; answers false when the event is nested too deeply in lists to be read this way. */
  read(event: unknown, number: number): boolean
  /** The slots that the last event filled. */
  readonly filled: Slot[]
  /** How many of `filled` are of that event. */
  filledCount(): number
}

/** Who looks at the scalars that are in no searched slot. */
export interface Others {
  /** Shorter texts need not be shown, and none that is ruled out. */
  shortest: number
  filter: TextFilter
  showText(text: string): void
  showOther(value: number | boolean): void
}

/** Events may make up keys without end; this many are remembered at each place. */
const MOST_KEYS = 4096
const DEEPEST_LIST = 200
/** Events have seldom more fields that are read; room is made for those that have. */
const MOST_FILLED = 32

export function createFieldValues(firstSlot = 0): FieldValues {
  const root = newNode()
  const filled: Slot[] = []
  const firsts: FirstValues = { list: [] }
  let filledCount = 0
  let number = 0
  let slots = firstSlot
  /** A field came since the last event: what keys were found to lead to is to be found anew. */
  let isNew = false
  let others: Others | undefined

  function put(slot: Slot, value: Scalar): void {
    if (slot.seen === number) {
      slot.more[slot.count++] = value
      return
    }
    slot.seen = number
    slot.count = 1
    slot.place = filledCount
    firsts.list[filledCount] = value
    filled[filledCount++] = slot
  }

  function putScalar(slot: Slot | undefined, value: Scalar): void {
    if (typeof value === 'string') {
      putText(slot, value)
      return
    }
    // Adding 0 turns -0 into 0.
    const scalar = typeof value === 'number' ? value + 0 : value
    if (slot !== undefined) put(slot, scalar)
    if (others !== undefined && slot?.isSearched !== true) others.showOther(scalar)
  }

  function putText(slot: Slot | undefined, text: string): void {
    if (slot !== undefined) put(slot, text)
    if (others === undefined || slot?.isSearched === true || text.length < others.shortest) return
    if (!isRuledOut(text, others.filter)) others.showText(text)
  }

  function walk(node: Node, value: unknown, depth: number): boolean {
    if (isScalar(value)) {
      putScalar(node.slot, value)
      return true
    }
    if (typeof value !== 'object') return value === undefined
    if (value === null) return true
    if (Array.isArray(value)) {
      if (depth === DEEPEST_LIST) return false
      for (const item of value) if (!walk(node, item, depth + 1)) return false
      return true
    }
    if (node.slot !== undefined) node.slot.objects = number
    if (node.children.size === 0) return showAll(value)
    let i = 0
    if (hasOwnKeysOnly(value)) {
      const { keys, targets } = node
      for (const key in value) {
        const inner = (value as Inner)[key]
        // Most objects are like the last one here, and most values texts.
        const isKnown = keys[i] === key && typeof inner === 'string'
        if (isKnown && isPlain(targets[i])) putText(targets[i]?.slot, inner)
        else if (!step(node, i, key, inner, depth)) return false
        i++
      }
    } else {
      for (const key of Object.keys(value)) if (!step(node, i++, key, (value as Inner)[key], depth)) return false
    }
    return true
  }

  /** One key of an object, the one at place `i`. */
  function step(node: Node, i: number, key: string, inner: unknown, depth: number): boolean {
    let target: Target | undefined
    if (i >= MOST_KEYS) target = targetFor(node, key)
    else {
      if (node.keys[i] !== key) {
        node.keys[i] = key
        node.targets[i] = targetFor(node, key)
      }
      target = node.targets[i]
    }
    if (inner === undefined || (target === undefined && others === undefined)) return true
    if (!isPlain(target) || !isScalar(inner)) return reach(target, inner, depth)
    putScalar(target?.slot, inner)
    return true
  }

  function targetFor(node: Node, key: string): Target | undefined {
    let target = node.known.get(key)
    if (target === undefined && !node.known.has(key)) {
      target = targetOf(node, key)
      if (node.known.size < MOST_KEYS) node.known.set(key, target)
    }
    return target
  }

  function reach(target: Target | undefined, value: unknown, depth: number): boolean {
    if (target !== undefined) for (const slot of target.passed) slot.objects = number
    if (target?.node !== undefined) return walk(target.node, value, depth + 1)
    return showAll(value)
  }

  function showAll(value: unknown): boolean {
    return others === undefined || eachScalar(value, (scalar) => putScalar(undefined, scalar))
  }

  return {
    filled,
    filledCount: () => filledCount,
    slotOf(path) {
      let node = root
      for (const segment of path) {
        for (const key of segmentKey(segment).split('.')) {
          let child = node.children.get(key)
          if (child === undefined) {
            child = newNode()
            node.children.set(key, child)
            isNew = true
          }
          node = child
        }
      }
      if (node.slot === undefined) {
        // A key may have been found to lead beyond this field, or only to what is below it.
        isNew = true
        node.slot = newSlot(slots++, firsts)
      }
      return node.slot
    },
    showOthers(some) {
      others = some
    },
    read(event, of) {
      if (isNew) forgetKeys(root)
      isNew = false
      number = of
      filledCount = 0
      firsts.list = new Array<Scalar>(MOST_FILLED)
      return walk(root, event, 0)
    },
  }
}

type Inner = Readonly<Record<string, unknown>>

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Going through the keys of an object is fastest where it would not come to those of what the object inherits from. */
function hasOwnKeysOnly(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  for (const _ in PLAIN) return false
  return true
}

const PLAIN = {}
