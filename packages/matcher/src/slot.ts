import type { Scalar } from '@ruleglot/core'

/** What an event holds in one field. What an earlier event left behind is told by `seen`. */
export interface Slot {
  /** Slots are numbered from 0. */
  readonly number: number
  /** The number of the event that filled it last. */
  seen: number
  /** How many values are of that event. */
  count: number
  /** Its first value is at this place of these; the others are in `more`. */
  readonly firsts: FirstValues
  place: number
  readonly more: Scalar[]
  /** The number of the last event in which an object stood at the field: whether that is a value, others decide. */
  objects: number
  /** Its values are searched for what may stand anywhere as well: those of other fields are gathered for that. */
  isSearched: boolean
}

/**
 * The first value of each field of the event. The list is made anew for each event: the engine keeps account of every
 * young value that is stored in an old list, which takes longer.
 */
export interface FirstValues {
  list: Scalar[]
}

export function newSlot(number: number, firsts: FirstValues): Slot {
  return { number, seen: 0, count: 0, firsts, place: 0, more: [], objects: 0, isSearched: false }
}

/** One of the first `count` values. */
export function slotValue(slot: Slot, at: number): Scalar {
  return (at === 0 ? slot.firsts.list[slot.place] : slot.more[at]) as Scalar
}
