import {
  callFunction,
  type DataModel,
  EVENT,
  KIND,
  type LiftSource,
  type Machine,
  type Names,
  one,
  openModule,
  place,
  TooLarge,
  TRUE,
  type Value,
  type Values,
} from '../lift/index.js'
import { type FunctionName, kept, type Read } from './lifted-functions.js'

/** The functions of one module, followed like rule() itself. */
export interface Reading {
  readonly source: LiftSource
  /** Reads what the function gives, which has to be the same by each data model. */
  readonly call: <T>(name: FunctionName, read: ReadValues<T>) => Read<T>
  /** The same, put together where the data models of the rule's log types map it differently. */
  readonly callEach: <T>(name: FunctionName, read: ReadValues<T>, join: Join<T>) => Read<T>
  /** Goes on with what was read. */
  readonly goOn: <T>(read: (m: Machine) => Read<T>) => Read<T>
}

export type ReadValues<T> = (m: Machine, values: Values) => Read<T>

export interface ByModel<T> {
  readonly model: DataModel
  readonly value: T
}

/** `unmodelled` gives what the function says of events without a data model. */
export type Join<T> = (m: Machine, all: readonly ByModel<T>[], unmodelled: () => Read<T>) => Read<T>

export function openReading(source: LiftSource): Reading {
  const { m, load } = openModule(source)
  const { models } = m
  let names: Names | undefined
  const follow = <T>(name: FunctionName, read: ReadValues<T>): Read<T> =>
    notTooLarge(() => {
      names ??= load()
      // No function takes the budget of another, or of the modules it needs.
      Object.assign(m, { steps: 0, raised: [], rendered: 0 })
      m.store.steps = 0
      m.calls.length = 0
      m.sites.length = 0
      m.opaque.clear()
      const given = names.own.get(name)
      const found = given?.length === 1 ? given[0]?.value : undefined
      if (found?.type !== 'function') return kept('it is not a function of the module')
      const event: Value = {
        type: 'node',
        node: place(m.store, EVENT, [], false),
        mask: KIND.object | KIND.emptyObject,
      }
      const span = { start: 0, end: 0, file: source.file }
      return read(m, callFunction(m, found, { plain: [one(TRUE, event)], named: new Map() }, TRUE, { span }))
    })
  const callEach: Reading['callEach'] = (name, read, join) => {
    // event.udm() reads what the data model of the log type maps.
    const [model, ...others] = models ?? []
    if (model !== undefined) m.model = model
    m.usesModel = false
    const first = follow(name, read)
    if (!m.usesModel || model === undefined || !first.ok) return first
    const all = [{ model, value: first.value }]
    for (const other of others) {
      m.model = other
      const next = follow(name, read)
      if (!next.ok) return next
      all.push({ model: other, value: next.value })
    }
    return notTooLarge(() =>
      join(m, all, () => {
        m.model = 'none'
        return follow(name, read)
      }),
    )
  }
  const call: Reading['call'] = (name, read) => callEach(name, read, sameByAll)
  return { source, call, callEach, goOn: (read) => notTooLarge(() => read(m)) }
}

function notTooLarge<T>(read: () => Read<T>): Read<T> {
  try {
    return read()
  } catch (problem) {
    if (!(problem instanceof TooLarge)) throw problem
    return kept('it is too large to be followed')
  }
}

function sameByAll<T>(_: Machine, all: readonly ByModel<T>[]): Read<T> {
  const [first, ...others] = all as readonly [ByModel<T>, ...ByModel<T>[]]
  const isSame = others.every(({ value }) => plain(value) === plain(first.value))
  return isSame ? { ok: true, value: first.value } : kept('the data models of its log types map it differently')
}

function plain(value: unknown): string {
  return JSON.stringify(value, (key, item) => (key === 'span' ? undefined : item))
}
