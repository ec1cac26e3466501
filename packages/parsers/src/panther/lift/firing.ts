import type { Span } from '@ruleglot/core'
import { callFunction } from './call.js'
import { compareValues } from './compare-values.js'
import { and, not, or } from './formula.js'
import { EVENT, FALSE, type Formula, KIND, TooLarge, TRUE } from './formula-node.js'
import { isIn, unknown } from './literals.js'
import { constant, type Machine, one, type Raise, unknownTruth } from './machine.js'
import { place } from './store.js'
import type { Names, Value } from './value.js'

/**
 * What `event.udm()` reads depends on the log type of the event: the rule is followed once for each data model, and once
 * for events that have none. Following all of them at once would multiply their ways.
 */
export function firingByModel(m: Machine, rule: RuleFunction, source: { text: string; span: Span }): Formula {
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
    m.sites.length = 0
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

export type RuleFunction = Value & { type: 'function' }

export function functionNamed(names: Names, name: string): RuleFunction | undefined {
  const found = names.own.get(name)
  const value = found?.length === 1 ? found[0]?.value : undefined
  return value?.type === 'function' ? value : undefined
}
