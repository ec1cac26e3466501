import {
  type Assumption,
  type Diagnostic,
  diagnostic,
  opaque,
  type RuleSeverity,
  type SeverityOverride,
} from '@ruleglot/core'
import {
  callFunction,
  EVENT,
  KIND,
  type LiftOptions,
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
import { FUNCTION_NAMES, type FunctionName, kept, type LiftedFunctions, type Read } from './lifted-functions.js'
import { readContext } from './read-context.js'
import { readDistinct, readGrouping } from './read-grouping.js'
import { readSeverity } from './read-severity.js'
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

interface Reading {
  readonly source: LiftSource
  /** Reads what the function gives. */
  readonly call: <T>(name: FunctionName, read: (m: Machine, values: Values) => Read<T>) => Read<T>
}

function openReading(source: LiftSource): Reading {
  const { m, load } = openModule(source)
  const { models } = m
  let names: Names | undefined
  const follow = <T>(name: FunctionName, read: (m: Machine, values: Values) => Read<T>): Read<T> => {
    try {
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
    } catch (problem) {
      if (!(problem instanceof TooLarge)) throw problem
      return kept('it is too large to be followed')
    }
  }
  const call: Reading['call'] = (name, read) => {
    // event.udm() reads what the data model of the log type maps: all of them have to agree.
    const [model, ...others] = models ?? []
    if (model !== undefined) m.model = model
    m.usesModel = false
    const first = follow(name, read)
    if (!m.usesModel) return first
    for (const other of others) {
      m.model = other
      if (plain(follow(name, read)) !== plain(first)) return kept('the data models of its log types map it differently')
    }
    return first
  }
  return { source, call }
}

function plain(value: unknown): string {
  return JSON.stringify(value, (key, item) => (key === 'span' ? undefined : item))
}

type Reader = (reading: Reading, lifted: LiftedFunctions, options: FunctionOptions) => Partial<LiftedFunctions>

const READERS = {
  title: (reading, lifted) => {
    const read = reading.call('title', readTitle)
    return read.ok ? { alertTitle: read.value } : left(reading, lifted, 'title', read.reason)
  },
  dedup: (reading, lifted) => {
    const read = reading.call('dedup', readGrouping)
    return read.ok ? { grouping: read.value } : left(reading, lifted, 'dedup', read.reason)
  },
  unique: (reading, lifted) => {
    const read = reading.call('unique', readDistinct)
    return read.ok ? { distinct: read.value } : left(reading, lifted, 'unique', read.reason)
  },
  severity: (reading, lifted, { guards, severity, ruleRelies = [] }) => {
    const context = { source: reading.source, explicit: guards === 'explicit', base: severity, ruleRelies }
    const read = reading.call('severity', (m, values) => readSeverity(m, values, context))
    if (read.ok) return { severityOverrides: read.value.overrides, assumptions: read.value.assumptions }
    return { severityOverrides: [unreadSeverity(reading, severity)], ...left(reading, lifted, 'severity', read.reason) }
  },
  alert_context: (reading, lifted) => {
    const read = reading.call('alert_context', (_m, values) => readContext(values))
    if (!read.ok) return left(reading, lifted, 'alert_context', read.reason)
    const { fields, left: others } = read.value
    if (others.length === 0) return { outputFields: fields }
    const computed = `${others.length} of its ${others.length + fields.length} values are computed (${others.slice(0, 3).join(', ')}${others.length > 3 ? ', ...' : ''})`
    return { outputFields: fields, ...left(reading, lifted, 'alert_context', computed) }
  },
} satisfies Record<FunctionName, Reader>

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
