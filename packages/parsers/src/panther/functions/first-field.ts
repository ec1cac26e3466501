import {
  and,
  FALSE,
  type Formula,
  is,
  isIn,
  KIND,
  type Machine,
  not,
  or,
  type Place,
  TRUE,
  truthy,
  type Value,
  type Values,
} from '../lift/index.js'

/** A field, those that are asked next where it is missing, and the text where all are; undefined: the last one's. */
export interface FirstField {
  readonly fields: readonly AskedPlace[]
  readonly missing: string | undefined
}

export interface AskedPlace {
  readonly node: Place
  readonly missingWhen?: 'absent' | 'empty'
}

/**
 * The fields that a value is taken from, one after the other, as get(), deep_get(), `or` and tests for None take them.
 * Each way there is compared with the one that such a chain goes: where the two are not the same, undefined.
 */
export function firstField(m: Machine, values: Values): FirstField | undefined {
  return chain(m, values, when(m, values), [])
}

/** More are made to break a reader: each order of them is tried. */
const MOST_FIELDS = 4

function chain(m: Machine, values: Values, rest: Formula, before: readonly AskedPlace[]): FirstField | undefined {
  const nodes = new Set(values.flatMap(({ value }) => placeOf(value) ?? []))
  if (nodes.size === 0) {
    const [text, ...more] = new Set(values.map(({ value }) => (value.type === 'constant' ? textOf(value) : undefined)))
    return text === undefined || more.length > 0 ? undefined : { fields: before, missing: text }
  }
  if (nodes.size + before.length > MOST_FIELDS) return undefined
  for (const node of nodes) {
    for (const kind of KINDS) {
      const present = presentAt(m, node, kind)
      const ways = values.map((way) => split(m, way, node, present))
      const own = ways.map((way) => way.own)
      if (!isSame(m, or(m.store, own), and(m.store, [rest, present]))) continue
      const left = ways.flatMap((way) => way.left)
      const fields = [...before, kind === 'absent' || kind === 'empty' ? { node, missingWhen: kind } : { node }]
      if (left.length === 0) return { fields, missing: undefined }
      const found = chain(m, left, and(m.store, [rest, not(m.store, present)]), fields)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** What the field is asked for: anything, which leaves nothing to the next; or what makes it count as there. */
const KINDS = ['any', 'null', 'absent', 'empty'] as const
type Kind = (typeof KINDS)[number]

function presentAt({ store }: Machine, node: Place, kind: Kind): Formula {
  switch (kind) {
    case 'any':
      return TRUE
    case 'null':
      return not(store, is(store, node, KIND.missing | KIND.null))
    case 'absent':
      return not(store, is(store, node, KIND.missing))
    case 'empty':
      return truthy(store, node)
  }
}

/** When a way gives the field, as it stands or as the text that Python makes of true, false and nothing; and the rest of it. */
function split({ store }: Machine, way: Values[number], node: Place, present: Formula) {
  const { when, value } = way
  if (value.type !== 'constant') return placeOf(value) === node ? { own: when, left: [] } : { own: FALSE, left: [way] }
  const holds = textAt(store, node, textOf(value))
  const own = and(store, [when, present, holds])
  if (own === FALSE) return { own, left: [way] }
  const left = and(store, [when, not(store, own)])
  return { own, left: left === FALSE ? [] : [{ when: left, value }] }
}

/** When the field's text is this one, of those that lists of values give as constants. */
function textAt(store: Machine['store'], node: Place, text: string): Formula {
  if (text === 'True') return isIn(store, node, [true])
  // As str() says it: a formula does not know that there are two booleans only.
  if (text === 'False') return and(store, [is(store, node, KIND.boolean), not(store, isIn(store, node, [true]))])
  return text === 'None' ? is(store, node, KIND.missing | KIND.null) : FALSE
}

function isSame({ store }: Machine, a: Formula, b: Formula): boolean {
  return a === b || (and(store, [a, not(store, b)]) === FALSE && and(store, [b, not(store, a)]) === FALSE)
}

function when({ store }: Machine, values: Values): Formula {
  return or(
    store,
    values.map((way) => way.when),
  )
}

/** The field of a value that is the field as it stands, or its text. */
export function placeOf(value: Value): Place | undefined {
  switch (value.type) {
    case 'node':
    case 'numberText':
    case 'containerText':
      return value.node
    case 'text':
      return value.steps.length === 0 ? value.node : undefined
    default:
      return undefined
  }
}

/** What an f-string shows of a constant. */
export function textOf({ value }: Value & { type: 'constant' }): string {
  if (value === null) return 'None'
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
}
