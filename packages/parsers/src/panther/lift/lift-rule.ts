import {
  type AssumptionKind,
  assumptionHolds,
  dotted,
  type JsonValue,
  joinKeySpellings,
  mergeAssumptions,
  opaque,
  type Path,
  type Span,
} from '@ruleglot/core'
import { liftFunction } from '../python/lift.js'
import { readModule as readOwnModule } from '../python/read-syntax.js'
import { callFunction } from './call.js'
import { compareValues } from './compare-values.js'
import { evaluate, testOf } from './evaluate.js'
import { emptyFacts, learn } from './facts.js'
import { and, isIn, not, or, place, type Store, under, unknown } from './formula.js'
import { EVENT, FALSE, type Formula, isLiteral, KIND, type Place, TooLarge, TRUE } from './formula-node.js'
import { withinBudget } from './formula-size.js'
import type { DataModel, LiftedRule, LiftOptions, LiftSource } from './lifted-rule.js'
import { constant, createMachine, type Machine, one, type Raise, unknownTruth } from './machine.js'
import { importer, loadModule, modelMethods } from './modules.js'
import { assumeDropped, assumeItems, PYTHON, type Rendering, toCondition } from './render.js'
import { assumed, narrowerRoles, type Role, rolesOf } from './roles.js'
import { run } from './statements.js'
import type { Names, Value } from './value.js'

/** What the functions of a Panther rule mean, as far as they can be read. Total: any text gives an answer. */
export function liftRule(source: LiftSource, options: LiftOptions = {}): LiftedRule {
  const span: Span = { start: 0, end: source.body.length, file: source.file }
  // What ruleglot itself writes is known letter for letter, and read so.
  const own = liftFunction(readOwnModule(source.body, source.file), 'rule', options.anyCase)
  if (own.ok && (options.guards !== 'explicit' || own.assumptions.length === 0)) {
    return {
      ...unread(source, span, ''),
      condition: own.condition,
      assumptions: joinKeySpellings(own.assumptions),
      opaque: [],
    }
  }
  try {
    return lift(source, options, span)
  } catch (problem) {
    if (!(problem instanceof TooLarge)) throw problem
    return unread(source, span, 'the rule is too large to be followed')
  }
}

function unread(source: LiftSource, span: Span, reason: string): LiftedRule {
  return {
    condition: opaque(PYTHON, source.body, [], span),
    defined: [],
    assumptions: [],
    severityOverrides: [],
    outputFields: [],
    diagnostics: [],
    opaque: [{ span, reason }],
  }
}

function lift(source: LiftSource, options: LiftOptions, span: Span): LiftedRule {
  const m = createMachine(modelsFor(source), source.logTypes ?? [], { evaluate, testOf, run })
  m.imported = importer(m, source.modules)
  m.modelMethod = modelMethods(m)
  const names = loadModule(m, source.body, source.file)
  const rule = functionNamed(names, 'rule')
  if (rule === undefined) return unread(source, span, 'there is no rule(event)')
  const fires = firingByModel(m, rule, { text: source.body, span })
  const explicit = options.guards === 'explicit'
  const kept = keptBy(source.samples ?? [])
  const allowed: typeof kept = (kind, path) =>
    !(kind === 'keyCase' && options.anyCase?.has(dotted(path)) === true) && kept(kind, path)
  const { roles, formula: whole } = explicit
    ? { roles: new Map<Place, Role>(), formula: fires }
    : underAssumptions(m, fires, allowed)
  const exact = withinBudget(m.store, whole, { text: source.body, span })
  const { condition, guards } = split(m, exact)
  const rendering: Rendering = {
    m,
    explicit,
    assumptions: [],
    spoken: new Set(),
    nulls: new Set(),
    span,
    roles,
    allowed,
    lets: [],
  }
  const opaqueParts = opaqueIn(m, exact)
  assumeItems(rendering)
  const written = toCondition(condition, rendering)
  const defined = guards.map((guard) => ({ when: toCondition(guard, rendering), span }))
  assumeDropped(rendering, fires, whole)
  return {
    condition: written,
    defined,
    assumptions: joinKeySpellings(mergeAssumptions([rendering.assumptions])),
    severityOverrides: [],
    outputFields: [],
    diagnostics: [],
    opaque: opaqueParts,
  }
}

/** The formula under what is assumed: more of it only where less cannot be read, and no more than that needs. */
function underAssumptions(
  m: Machine,
  fires: Formula,
  allowed: Rendering['allowed'],
): { readonly roles: ReadonlyMap<Place, Role>; readonly formula: Formula } {
  let roles = rolesOf(m, [fires], allowed)
  let formula = assumed(m.store, fires, roles)
  let unread = opaqueIn(m, formula).length
  if (unread === 0) return { roles, formula }
  const more = new Map([...roles, ...narrowerRoles(m, [fires], roles, allowed)])
  const better = assumed(m.store, fires, more)
  if (opaqueIn(m, better).length >= unread) return { roles, formula }
  unread = opaqueIn(m, better).length
  formula = better
  for (const node of narrowerRoles(m, [fires], roles, allowed).keys()) {
    const less = new Map(more)
    const plain = roles.get(node)
    if (plain === undefined) less.delete(node)
    else less.set(node, plain)
    const found = assumed(m.store, fires, less)
    if (opaqueIn(m, found).length > unread) continue
    if (plain === undefined) more.delete(node)
    else more.set(node, plain)
    formula = found
  }
  roles = more
  return { roles, formula }
}

/** Whether every sample keeps an assumption; asked again and again for the same fields. */
function keptBy(samples: readonly JsonValue[]): (kind: AssumptionKind, path: Path) => boolean {
  const known = new Map<string, boolean>()
  return (kind, path) => {
    const key = `${kind} ${JSON.stringify(path)}`
    const found = known.get(key)
    if (found !== undefined) return found
    const kept = samples.every((event) => assumptionHolds({ kind, path }, event))
    known.set(key, kept)
    return kept
  }
}

/** The data models of the log types that the rule gets; of all events, where it does not say. */
export function modelsFor({
  dataModels = [],
  logTypes = [],
  samples = [],
}: LiftSource): readonly DataModel[] | undefined {
  if (dataModels.length === 0) return undefined
  const named = new Set(logTypes)
  for (const event of samples) {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) continue
    const type = (event as Readonly<Record<string, JsonValue>>)['p_log_type']
    if (typeof type === 'string') named.add(type)
  }
  return named.size === 0 ? dataModels : dataModels.filter((model) => model.logTypes.some((type) => named.has(type)))
}

export type RuleFunction = Value & { type: 'function' }

function functionNamed(names: Names, name: string): RuleFunction | undefined {
  const found = names.own.get(name)
  const value = found?.length === 1 ? found[0]?.value : undefined
  return value?.type === 'function' ? value : undefined
}

/**
 * What `event.udm()` reads depends on the log type of the event: the rule is followed once for each data model, and once
 * for events that have none. Following all of them at once would multiply their ways.
 */
function firingByModel(m: Machine, rule: RuleFunction, source: { text: string; span: Span }): Formula {
  const { store } = m
  const [first] = m.models ?? []
  if (first === undefined) return firing(m, rule)
  const raised: Raise[] = []
  const found: Formula[] = []
  const logType = place(store, EVENT, ['p_log_type'], false)
  let rest: Formula = TRUE
  for (const model of [...(m.models ?? []), 'none'] as const) {
    const ours = model === 'none' ? TRUE : isIn(store, logType, [...model.logTypes])
    const when = and(store, [rest, ours])
    m.model = model
    m.raised = []
    store.steps = 0
    m.steps = 0
    const fires = firingOrUnread(m, rule, source)
    if (model === first && !m.usesModel) return fires
    m.opaque.clear()
    found.push(and(store, [when, fires]))
    for (const one of m.raised) raised.push({ ...one, when: and(store, [when, one.when]) })
    rest = and(store, [rest, not(store, ours)])
  }
  m.raised = raised
  return or(store, found)
}

function firingOrUnread(m: Machine, rule: RuleFunction, source: { text: string; span: Span }): Formula {
  try {
    return firing(m, rule)
  } catch (problem) {
    if (!(problem instanceof TooLarge) || !m.usesModel) throw problem
    m.depth = 0
    m.calls.length = 0
    m.raised = []
    const name = typeof m.model === 'string' ? m.model : m.model.id
    const reason = `what event.udm() gives by the data model ${name} cannot be followed`
    return unknown(m.store, { text: source.text, reason, span: source.span, mark: `model ${name}` })
  }
}

/** When rule(event) gives True. Anything but a bool is an error and no alert. */
function firing(m: Machine, rule: RuleFunction): Formula {
  const event: Value = { type: 'node', node: place(m.store, EVENT, [], false), mask: KIND.object | KIND.emptyObject }
  const given = callFunction(m, rule, { plain: [one(TRUE, event)], named: new Map() }, TRUE, {
    span: { start: 0, end: 0, file: rule.file },
  })
  return or(
    m.store,
    given.map(({ when, value }) => trueOf(m, value, when, rule.file)),
  )
}

function trueOf(m: Machine, value: Value, when: Formula, file: string): Formula {
  switch (value.type) {
    case 'constant':
      return value.value === true ? when : FALSE
    case 'node':
      return and(m.store, [when, isIn(m.store, value.node, [true])])
    case 'unknown':
      return unknownResult(m, when, value)
    case 'method':
      // An attribute that is not called: a property, such as `is_private`, may be True.
      return unknownTruth(m, when, `${value.name} of ${value.object.type}`, { start: 0, end: 0, file }).yes
    case 'walk':
      return compareValues(m, 'is', one(when, value), one(when, constant(true)), value.span).yes
    default:
      return FALSE
  }
}

function unknownResult(m: Machine, when: Formula, value: Value & { type: 'unknown' }): Formula {
  return unknownTruth(m, when, value.reason, value.span, value.raises).yes
}

/** What only says that nothing raised stands apart from what the rule asks. */
function split(m: Machine, fires: Formula): { readonly condition: Formula; readonly guards: readonly Formula[] } {
  if (fires.op !== 'and') return { condition: fires, guards: [] }
  const { store } = m
  const quiet = not(
    store,
    or(
      store,
      m.raised.map(({ when }) => when),
    ),
  )
  const guards: Formula[] = []
  for (const part of fires.parts) {
    if (part.op !== 'is' && part.op !== 'or') continue
    const facts = emptyFacts()
    for (const other of fires.parts) {
      if (other !== part && isLiteral(other)) learn(facts, other)
    }
    const rest = under(store, quiet, facts)
    if (follows(store, rest, part)) guards.push(part)
  }
  if (guards.length === fires.parts.length) return { condition: fires, guards: [] }
  return {
    condition: and(
      store,
      fires.parts.filter((part) => !guards.includes(part)),
    ),
    guards,
  }
}

function follows(store: Store, from: Formula, part: Formula): boolean {
  return and(store, [from, not(store, part)]) === FALSE
}

export function opaqueIn(_m: Machine, formula: Formula): LiftedRule['opaque'] {
  const found = new Map<string, { span: Span; reason: string }>()
  const seen = new Set<Formula>()
  const visit = (one_: Formula): void => {
    if (seen.has(one_)) return
    seen.add(one_)
    if (one_.op === 'and' || one_.op === 'or') one_.parts.forEach(visit)
    else if (one_.op === 'some' || one_.op === 'count') visit(one_.body)
    else if (one_.op === 'unknown')
      found.set(`${one_.span.file} ${one_.span.start} ${one_.reason}`, { span: one_.span, reason: one_.reason })
  }
  visit(formula)
  return [...found.values()]
}
