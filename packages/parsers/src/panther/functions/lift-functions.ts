import {
  type Assumption,
  type Diagnostic,
  diagnostic,
  opaque,
  type RuleSeverity,
  type SeverityOverride,
} from '@ruleglot/core'
import type { LiftOptions, LiftSource } from '../lift/index.js'
import type { ConditionContext } from './condition-of.js'
import { FUNCTION_NAMES, type FunctionName, type LiftedFunctions } from './lifted-functions.js'
import { openReading, type Reading } from './open-reading.js'
import { contextByModel, readContext } from './read-context.js'
import { readDistinct, readGrouping } from './read-grouping.js'
import { severityByModel, severityOverrides, severityWays } from './read-severity.js'
import { readTitle } from './read-title.js'

export interface FunctionOptions extends LiftOptions {
  /** What the rule's YAML says. */
  readonly severity?: RuleSeverity
  /** What the condition of the rule relies on. */
  readonly ruleRelies?: readonly Assumption[]
}

/**
 * The functions beside rule(), followed like rule() itself and never executed. One that is not a plain template, field or
 * choice of severities is kept as text, and said. Total: any text gives an answer.
 */
export function liftFunctions(source: LiftSource, options: FunctionOptions = {}): LiftedFunctions {
  const found = FUNCTION_NAMES.filter((name) => isDefined(source.body, name))
  const diagnostics = OTHERS.filter((name) => isDefined(source.body, name)).map((name) => onlyPanthers(source, name))
  const nothing: LiftedFunctions = {
    severityOverrides: [],
    assumptions: [],
    outputFields: [],
    diagnostics,
    kept: {},
    found,
  }
  if (found.length === 0) return nothing
  const reading = openReading(source)
  let lifted = nothing
  for (const name of found) lifted = { ...lifted, ...READERS[name](reading, lifted, options) }
  return lifted
}

/** A first look: most modules lack most of the functions. */
function isDefined(body: string, name: string): boolean {
  return new RegExp(`^(?:def ${name}\\(|${name} =)|\\bimport\\b.*\\b${name}\\b`, 'm').test(body)
}

type Reader = (reading: Reading, lifted: LiftedFunctions, options: FunctionOptions) => Partial<LiftedFunctions>

const READERS = {
  title: (reading, lifted, options) => {
    const read = reading.call('title', (m, values) => readTitle(m, values, contextOf(reading, options)))
    return read.ok ? { alertTitle: read.value } : left(reading, lifted, 'title', read.reason)
  },
  dedup: (reading, lifted, options) => {
    const read = reading.call('dedup', (m, values) => readGrouping(m, values, contextOf(reading, options)))
    return read.ok ? { grouping: read.value } : left(reading, lifted, 'dedup', read.reason)
  },
  unique: (reading, lifted, options) => {
    const read = reading.call('unique', (m, values) => readDistinct(m, values, contextOf(reading, options)))
    return read.ok ? { distinct: read.value } : left(reading, lifted, 'unique', read.reason)
  },
  severity: (reading, lifted, options) => {
    const { severity } = options
    const context = { ...contextOf(reading, options), base: severity }
    const ways = reading.callEach('severity', (m, values) => severityWays(m, values, context), severityByModel)
    const read = ways.ok ? reading.goOn((m) => severityOverrides(m, ways.value, context)) : ways
    if (read.ok) return { severityOverrides: read.value.overrides, assumptions: read.value.assumptions }
    return { severityOverrides: [unreadSeverity(reading, severity)], ...left(reading, lifted, 'severity', read.reason) }
  },
  alert_context: (reading, lifted) => {
    const read = reading.callEach('alert_context', (_, values) => readContext(values), contextByModel)
    if (!read.ok) return left(reading, lifted, 'alert_context', read.reason)
    const { fields, left: others } = read.value
    if (others.length === 0) return { outputFields: fields }
    const computed = `${others.length} of its ${others.length + fields.length} values are computed (${others.slice(0, 3).join(', ')}${others.length > 3 ? ', ...' : ''})`
    return { outputFields: fields, ...left(reading, lifted, 'alert_context', computed) }
  },
} satisfies Record<FunctionName, Reader>

function contextOf({ source }: Reading, { guards, ruleRelies = [] }: FunctionOptions): ConditionContext {
  return { source, explicit: guards === 'explicit', ruleRelies }
}

function left(
  { source }: Reading,
  lifted: LiftedFunctions,
  name: FunctionName,
  reason: string,
): Pick<LiftedFunctions, 'diagnostics' | 'kept'> {
  const start = startOf(source, name)
  const end = start + `def ${name}(`.length - 1
  const said: Diagnostic = diagnostic('panther/unread-function', `${name}() is kept as Python: ${reason}.`, {
    span: { start, end, file: source.file },
    hint: HINTS[name],
    data: { function: name, reason },
  })
  return { diagnostics: [...lifted.diagnostics, said], kept: { ...lifted.kept, [name]: reason } }
}

/** Some events get another severity: which ones and what, nobody could read. It says so to every target. */
function unreadSeverity({ source }: Reading, base: RuleSeverity = 'medium'): SeverityOverride {
  const text = source.body.slice(startOf(source, 'severity'))
  const end = text.search(/\n(?=[^\s#)])/)
  return { condition: opaque('panther-python', end === -1 ? text : text.slice(0, end).trimEnd()), severity: base }
}

function startOf({ body }: LiftSource, name: string): number {
  return Math.max(0, body.search(new RegExp(`^def ${name}\\(`, 'm')))
}

/** Functions that Panther calls too, and that nothing elsewhere is like. */
const OTHERS = ['description', 'destinations', 'reference', 'runbook'] as const

function onlyPanthers(source: LiftSource, name: (typeof OTHERS)[number]): Diagnostic {
  const start = startOf(source, name)
  return diagnostic('panther/unread-function', `${name}() is kept as Python: other platforms have nothing like it.`, {
    span: { start, end: start + `def ${name}(`.length - 1, file: source.file },
    hint: 'It goes back to Panther as it is; elsewhere what it says has to be set up by hand.',
    data: { function: name, reason: 'other platforms have nothing like it' },
  })
}

const HINTS: Readonly<Record<FunctionName, string>> = {
  title: 'It goes back to Panther as it is; elsewhere alerts are named after the rule.',
  dedup: 'It goes back to Panther as it is; elsewhere alerts are not grouped by it.',
  unique: 'It goes back to Panther as it is; elsewhere the trigger has to be written by hand.',
  severity: 'It goes back to Panther as it is; elsewhere the rule has the severity of its YAML.',
  alert_context: 'It goes back to Panther as it is; elsewhere only its plain fields are shown.',
}
