import type { Scalar } from '@ruleglot/core'

/** What an event holds in one field. What an earlier event left behind is told by `seen`. */
export interface Slot {
  /** Slots are numbered from 0. */
  readonly number: number
  /** The number of the event that filled it last. */
  seen: number
  /** How many of `values` are of that event. */
  count: number
  readonly values: Scalar[]
  /** The number of the last event in which an object stood at the field: whether that is a value, others decide. */
  objects: number
  /** Its values are searched for what may stand anywhere as well: those of other fields are gathered for that. */
  isSearched: boolean
}

export function newSlot(number: number): Slot {
  return { number, seen: 0, count: 0, values: [], objects: 0, isSearched: false }
}
