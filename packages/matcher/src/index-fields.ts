import { eachScalar } from './each-scalar.js'
import { createFieldIndex, type FieldIndex } from './field-index.js'
import { createFieldValues, type Others } from './field-values.js'
import type { Hint } from './necessary-clauses.js'
import type { ObservedTexts } from './observed-texts.js'
import type { MemoSpace } from './plan.js'
import type { FactsOf } from './plan-holds.js'
import { newSlot, type Slot, slotValue } from './slot.js'
import type { Sought, ValueFacts } from './sought.js'
import { createTextBytes } from './text-bytes.js'
import { NO_FILTER } from './text-filter.js'

export interface Field {
  readonly slot: Slot
  readonly index: FieldIndex
  /** Facts of the first `ready` values of the event with the number `seen`. */
  readonly facts: ValueFacts[]
  seen: number
  ready: number
  observed: ObservedTexts | undefined
  /** What is looked for in it. */
  hints: number
  /** Rules of which the field's presence is a hint. */
  readonly present: Set<number>
  /** Whether a text in it says anything: worked out with the tables. */
  isAsked: boolean
  hasPresent: boolean
  readonly space: MemoSpace
}

/** The fields that an index reads, and what the event that was read last holds in them. */
export interface IndexFields {
  /** By the number of their slots; `anywhere`, the first, stands for every scalar of the event. */
  readonly all: readonly Field[]
  readonly anywhere: Field
  /** Made when it is new. */
  of(path: Hint['path']): Field
  /** Fills the slots; false when the event is too deep for that. */
  read(event: unknown): boolean
  /** The number of that event. */
  number: number
  /** The slots that it filled: the first so many of the list. */
  readonly filled: readonly Slot[]
  readonly filledCount: () => number
  /** What was found in values of no searched field: the first `foundCount` of these. */
  readonly found: Sought[]
  foundCount: number
  /** Reads every scalar of the event, for leaves that look at all; false when there are too many. */
  readAll(event: unknown): boolean
  readonly factsOf: FactsOf
}

export function createIndexFields(): IndexFields {
  const values = createFieldValues(1)
  const bytes = createTextBytes()
  const anywhere = newField(newSlot(0, { list: [] }))
  const all: Field[] = [anywhere]
  const found: Sought[] = []
  let isAllRead = true

  function newField(slot: Slot): Field {
    return {
      slot,
      index: createFieldIndex(bytes),
      facts: [],
      seen: 0,
      ready: 0,
      observed: undefined,
      hints: 0,
      present: new Set(),
      isAsked: false,
      hasPresent: false,
      space: { count: 0, free: [] },
    }
  }

  const others: Others = {
    shortest: 0,
    filter: NO_FILTER,
    showText(text) {
      fields.foundCount = anywhere.index.findIn(text, found, fields.foundCount)
    },
    showOther(value) {
      fields.foundCount = anywhere.index.findInOther(value, found, fields.foundCount)
    },
  }

  const fields: IndexFields = {
    all,
    anywhere,
    of(path) {
      if (path === 'anywhere') {
        values.showOthers(others)
        return anywhere
      }
      const slot = values.slotOf(path)
      let field = all[slot.number]
      if (field === undefined) {
        field = newField(slot)
        all[slot.number] = field
      }
      return field
    },
    read(event) {
      others.shortest = anywhere.index.shortest()
      others.filter = anywhere.index.filter()
      fields.number++
      fields.foundCount = 0
      return values.read(event, fields.number)
    },
    number: 0,
    filled: values.filled,
    filledCount: values.filledCount,
    found,
    foundCount: 0,
    readAll(event) {
      const { slot } = anywhere
      if (slot.seen !== fields.number) {
        slot.seen = fields.number
        slot.count = 0
        isAllRead = eachScalar(event, (value) => {
          if (slot.count === 0) slot.firsts.list[0] = value
          else slot.more[slot.count] = value
          slot.count++
        })
      }
      return isAllRead
    },
    factsOf(slot, at) {
      const field = all[slot.number] as Field
      if (field.seen !== fields.number) {
        field.seen = fields.number
        field.ready = 0
      }
      for (; field.ready <= at; field.ready++) {
        field.facts[field.ready] = field.index.factsOf(slotValue(slot, field.ready), field.ready)
      }
      return field.facts[at] as ValueFacts
    },
  }
  return fields
}
