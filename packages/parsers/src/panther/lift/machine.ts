import type { Scalar, Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, LISTS, OBJECTS, type Place, type Scope, scopeOf, TooLarge, TRUE } from './formula-node.js'
import type { Frame } from './frames.js'
import type { DataModel } from './lifted-rule.js'
import { is, truthy, unknown } from './literals.js'
import { createStore, type Store } from './store.js'
import type { Expression, Statement } from './syntax.js'
import type { Names, Value, Values } from './value.js'

/** What one lift has at hand and finds out on its way. */
export interface Machine {
  readonly store: Store
  /** Texts by file, for the words of what could not be read. */
  readonly texts: Map<string, string>
  /** Where Python raises, innermost `try` or loop first. */
  raised: Raise[]
  /** The item that expressions speak of now, and how many lists it stands in. */
  depth: number
  readonly calls: string[]
  /** By which calls and turns of loops the machine got where it is: the same expression may mean something else each time. */
  readonly sites: (string | number)[]
  steps: number
  /** Expressions inside each other, those of called functions too. */
  within: number
  /** How lists are used, where the text tells: `list` for loops, `text` for what has text as default. */
  readonly uses: Map<Place, Set<Use>>
  readonly opaque: Map<string, { readonly span: Span; readonly reason: string }>
  /** Where a place is read first, and each value of it asked for. */
  readonly askedAt: Map<string, Span>
  /** Undefined: none were given, so that nothing is known of what `event.udm()` maps. */
  readonly models: readonly DataModel[] | undefined
  /** The one in force, or none: events of its log types are followed by themselves. `any`: whichever the event has. */
  model: DataModel | 'none' | 'any'
  usesModel: boolean
  readonly logTypes: readonly string[]
  /** The parts that follow expressions and statements: they need each other. */
  readonly follow: Follow
  /** What an import binds, where the module is one of the rule's. */
  imported: (module: string, member: string | undefined) => Values | undefined
  /** What a method of a data model gives. */
  modelMethod: (
    model: DataModel,
    method: string,
    event: Value & { type: 'node' },
    live: Formula,
    call: { readonly span: Span },
  ) => Values
  /** Nodes of the condition that have been written. */
  rendered: number
  /** While modules are loaded nothing is said of what they do not read: only its use matters. */
  loading: boolean
  /** The items of a list, as seen from where the machine is. */
  scopeOf: (node: Place) => Scope
  /** Lists in which null would matter, by their scope. */
  readonly nulls: Map<string, Place>
  /** What deep_walk() ends at: a list of empty lists alone counts as nothing, which no shape tells. */
  readonly ends: Set<Place>
  /** Lists and dicts of the rule's own that were changed in place, and when: other names still hold what they were. */
  readonly changed: Map<Value, Formula>
}

/** How a place is used, which tells what it holds: `member` is `in`, which a text and a list both answer; `plain` is what a text or
 * a number stands, and an object does not. */
export type Use = 'list' | 'text' | 'type' | 'member' | 'number' | 'plain' | 'object' | 'walk' | 'whole'

export interface Follow {
  readonly evaluate: (m: Machine, expression: Expression, names: Names, live: Formula) => Values
  readonly testOf: (m: Machine, expression: Expression, names: Names, live: Formula) => Truth
  readonly run: (m: Machine, statements: readonly Statement[], frame: Frame) => void
}

export interface Raise {
  readonly when: Formula
  /** The class of the exception, `Exception` where any is possible. */
  readonly error: string
  readonly span: Span
}

/** A condition and its opposite; where neither holds, Python has raised. */
export interface Truth {
  readonly yes: Formula
  readonly no: Formula
}

export function createMachine(
  models: readonly DataModel[] | undefined,
  logTypes: readonly string[],
  follow: Follow,
): Machine {
  const m: Machine = {
    store: createStore(),
    texts: new Map(),
    raised: [],
    depth: 0,
    within: 0,
    calls: [],
    sites: [],
    steps: 0,
    uses: new Map(),
    opaque: new Map(),
    askedAt: new Map(),
    models,
    model: 'any',
    usesModel: false,
    logTypes,
    follow,
    imported: () => undefined,
    modelMethod: () => [],
    rendered: 0,
    loading: false,
    scopeOf: (node) => scopeOf(node, m.depth + 1),
    nulls: new Map(),
    ends: new Set(),
    changed: new Map(),
  }
  return m
}

const MOST_STEPS = 60_000

/** What cannot be read multiplies with every use; from here on nothing readable is left of it. */
const MOST_UNREAD = 200
const MOST_UNREAD_IN_MODEL = 12

function unread(m: Machine, atom: string, span: Span, reason: string): void {
  if (m.opaque.size >= (m.model === 'any' ? MOST_UNREAD : MOST_UNREAD_IN_MODEL)) throw new TooLarge()
  m.opaque.set(atom, { span, reason })
}

export function step(m: Machine): void {
  if (++m.steps > MOST_STEPS) throw new TooLarge()
}

/** So many parts are copied: text after text put onto the end of the same one is the square of them. */
export function copying(m: Machine, parts: number): void {
  m.steps += parts >> 6
  step(m)
}

export function raise(m: Machine, when: Formula, error: string, span: Span): void {
  if (when !== FALSE) m.raised.push({ when, error, span })
}

export function use(m: Machine, node: Place, how: Use): void {
  const known = m.uses.get(node)
  if (known === undefined) m.uses.set(node, new Set([how]))
  else known.add(how)
}

export function constant(value: Scalar | null, float = false): Value {
  return { type: 'constant', value, ...(float ? { float: true } : {}) }
}

export const NONE: Value = constant(null)

export function one(when: Formula, value: Value): Values {
  return when === FALSE ? [] : [{ when, value }]
}

export function truthValues(truth: Truth): Values {
  return [...one(truth.yes, constant(true)), ...one(truth.no, constant(false))]
}

/** When there is a value at all. */
export function covered(m: Machine, values: Values): Formula {
  return or(
    m.store,
    values.map(({ when }) => when),
  )
}

export function restrict(m: Machine, values: Values, live: Formula): Values {
  if (live === TRUE) return values
  return values.flatMap(({ when, value }) => one(and(m.store, [live, when]), value))
}

/** A value that is not known. It may have raised as well: on that way nothing goes on. */
export function unknownValues(
  m: Machine,
  live: Formula,
  reason: string,
  span: Span,
  from: readonly string[] = [],
): Values {
  if (live === FALSE) return []
  if (m.loading) return one(live, { type: 'unknown', reason, raises: [...from], span })
  const raising = unknown(m.store, { text: `${textAt(m, span)} raises`, reason, span, mark: `${m.sites.join(' ')}!` })
  unread(m, raising.op === 'unknown' ? raising.atom : '', span, reason)
  raise(m, and(m.store, [live, raising]), 'Exception', span)
  const atom = raising.op === 'unknown' ? raising.atom : ''
  return one(and(m.store, [live, not(m.store, raising)]), { type: 'unknown', reason, raises: [...from, atom], span })
}

/** These are changed in place where `live` holds. */
export function markChanged(m: Machine, values: Values, live: Formula): void {
  for (const { when, value } of values) {
    if (value.type !== 'dict' && !(value.type === 'items' && value.kind !== 'tuple')) continue
    m.changed.set(value, or(m.store, [m.changed.get(value) ?? FALSE, and(m.store, [when, live])]))
  }
}

/** The values as they are now: what was changed through another name is not known. */
export function current(m: Machine, values: Values, span: Span): Values {
  if (m.changed.size === 0 || !values.some(({ value }) => m.changed.has(value))) return values
  return values.flatMap((one_): Values => {
    const changed = m.changed.get(one_.value)
    if (changed === undefined) return [one_]
    return [
      ...one(and(m.store, [one_.when, not(m.store, changed)]), one_.value),
      ...unknownValues(m, and(m.store, [one_.when, changed]), 'a list that another name has changed', span),
    ]
  })
}

/** A value that is not known but surely does not raise. */
export function unknownTruth(
  m: Machine,
  when: Formula,
  reason: string,
  span: Span,
  raises: readonly string[] = [],
): Truth {
  const atom = unknown(m.store, { text: textAt(m, span), reason, span, refutes: raises, mark: `${m.steps}` })
  unread(m, atom.op === 'unknown' ? atom.atom : '', span, reason)
  return { yes: and(m.store, [when, atom]), no: and(m.store, [when, not(m.store, atom)]) }
}

export function textAt(m: Machine, span: Span): string {
  return (m.texts.get(span.file ?? '') ?? '').slice(span.start, span.end)
}

/** Splits what stands at a place by kind: one entry for each group of kinds that can stand there. */
export function byKind(
  m: Machine,
  when: Formula,
  node: Place,
  mask: number,
  groups: readonly number[],
): readonly Formula[] {
  return groups.map((group) =>
    (mask & group) === 0 ? FALSE : (mask & ~group) === 0 ? when : and(m.store, [when, is(m.store, node, group & mask)]),
  )
}

/** Python's truth of what stands at a place. */
export function placeTruth(m: Machine, when: Formula, node: Place): Truth {
  const { store } = m
  const yes = truthy(store, node)
  return { yes: and(store, [when, yes]), no: and(store, [when, not(store, yes)]) }
}

export const CONTAINERS = LISTS | OBJECTS

/** A formula that decides wherever `when` holds. */
export function decided(m: Machine, when: Formula, formula: Formula): Truth {
  return { yes: and(m.store, [when, formula]), no: and(m.store, [when, not(m.store, formula)]) }
}

export function flip({ yes, no }: Truth): Truth {
  return { yes: no, no: yes }
}

export function joined(m: Machine, ...truths: readonly Truth[]): Truth {
  return {
    yes: or(
      m.store,
      truths.map(({ yes }) => yes),
    ),
    no: or(
      m.store,
      truths.map(({ no }) => no),
    ),
  }
}
