import {
  type Diagnostic,
  diagnostic,
  type EmitOptions,
  type EmittedRule,
  failure,
  isUnchanged,
  mergeAssumptions,
  type Result,
  type Rule,
  success,
  wholeCondition,
} from '@ruleglot/core'
import { fileStemOf } from '../file-stem.js'
import { provenanceLines } from '../provenance.js'
import { checkedModule, PYTHON, slowRegexes } from './emit-condition.js'
import { canWriteSeverity, moduleWithFunctions } from './functions.js'
import { withGeneratedTests } from './generated-tests.js'
import {
  descriptionOf,
  displayName,
  reportsOf,
  ruleId,
  runbookOf,
  severityOf,
  statusOf,
  summaryOf,
  tagsOf,
  testsOf,
} from './metadata.js'
import { printModule } from './module.js'
import { isOwn, ownEntries, ownPython, ownStyle } from './own-rule.js'
import { canWriteSeverities, simpleKeys } from './simple/index.js'
import { splicedModule } from './spliced-module.js'
import { textLosses } from './text-losses.js'
import { inBounds, type PantherTrigger, pantherTrigger } from './trigger.js'
import { DEEPEST_YAML, depthOfJson, type YamlValue, yamlLines } from './yaml.js'

/** A rule as Panther keeps it: the YAML with its tests, and the Python with rule(); or YAML alone (`style: 'simple'`). */
export function emitRule(rule: Rule, options: EmitOptions): Result<EmittedRule> {
  const logTypes = options.target?.logTypes ?? rule.logSource.logTypes ?? []
  if (logTypes.length === 0 && !isOwn(rule)) return failure([NO_LOG_TYPE])
  const style = options.style ?? ownStyle(rule)
  const trigger = pantherTrigger(rule)
  const canWrite = style === 'simple' ? canWriteSeverities : canWriteSeverity
  const severity = canWrite(rule, options) ? 'exact' : 'approximate'
  const title = displayName(rule.title ?? rule.name ?? rule.id ?? 'Converted rule')
  const stem = options.fileStem ?? fileStemOf(rule.title ?? rule.id ?? title)
  const body = style === 'simple' ? simpleBody(rule, title, options) : pythonBody(rule, stem, title, options)
  if (!body.ok) return body

  const header = provenanceLines(rule, options, differencesOf(rule, trigger, severity)).map((line) => `# ${line}`)
  const tested =
    options.generateTests === true
      ? withGeneratedTests(rule, body.value.assumptions, logTypes[0], options.target?.lists)
      : rule
  const fresh = entriesOf(tested, { title, body: body.value, logTypes, trigger, options })
  const entries = isOwn(rule) ? ownEntries(rule, fresh, style) : fresh
  const yaml = `${[...(rule.language === 'panther' ? [] : header), ...yamlLines(entries)].join('\n')}\n`
  const { text = yaml, files, assumptions } = body.value
  return success({
    text,
    files: { [`${stem}.yml`]: yaml, ...files },
    assumptions,
    diagnostics: [
      ...lossesOf(rule, severity, textLosses(rule, style, options)),
      ...(style === 'simple' ? [] : slowRegexes(wholeCondition(rule))),
    ],
    trigger: trigger.verdict,
    ...(trigger.cause === undefined ? {} : { triggerCause: trigger.cause }),
    severity,
    routing: 'exact',
  })
}

/** What holds the condition. */
interface Body {
  /** Of the Python module, where there is one. */
  readonly text?: string
  readonly files: Readonly<Record<string, string>>
  readonly assumptions: EmittedRule['assumptions']
  readonly entries: readonly (readonly [string, YamlValue | undefined])[]
}

const NO_LOG_TYPE = diagnostic(
  'panther/no-log-type',
  'Panther routes events to rules by log type, and none is known for this rule.',
  {
    hint: 'Name one: --log-type X (for example AWS.CloudTrail), or use a mapping pack that knows the log source.',
  },
)

function pythonBody(rule: Rule, stem: string, title: string, options: EmitOptions): Result<Body> {
  const python = pythonOf(rule, title, options)
  if (!python.ok) return python
  const { text, assumptions } = python.value
  const name = pythonName(rule, stem)
  return success({ text, files: { [name]: text }, assumptions, entries: [['Filename', name]] })
}

/** A detection that nobody has changed stays as it is written. */
function simpleBody(rule: Rule, title: string, options: EmitOptions): Result<Body> {
  const isKept = ownStyle(rule) === 'simple' && isUnchanged(rule, 'condition') && isUnchanged(rule, 'defined')
  const keys = simpleKeys(rule, title, options, isKept)
  return keys.ok ? success({ files: {}, assumptions: keys.value.assumptions, entries: keys.value.entries }) : keys
}

function pythonOf(
  rule: Rule,
  title: string,
  options: EmitOptions,
): Result<{ text: string; assumptions: EmittedRule['assumptions'] }> {
  const own = ownPython(rule)
  if (own !== undefined) return success({ text: own, assumptions: rule.assumptions ?? [] })
  const condition = wholeCondition(rule)
  if (condition.kind === 'Opaque' && condition.language === PYTHON) {
    return success({ text: condition.text, assumptions: rule.assumptions ?? [] })
  }
  const module = checkedModule(condition, options, rule.namedLists)
  if (!module.ok) return module
  const spliced = isOwn(rule) ? splicedModule(rule, module.value) : undefined
  if (spliced !== undefined) {
    return success({ text: spliced, assumptions: mergeAssumptions([module.value.writing.assumptions]) })
  }
  const whole = moduleWithFunctions(rule, module.value, title, options)
  const comment = rule.language === 'panther' ? [] : pythonComment(provenanceLines(rule, options, [])[0] ?? '')
  return success({
    text: printModule(whole, comment),
    assumptions: mergeAssumptions([module.value.writing.assumptions]),
  })
}

/** One line as long as it is not much too long, else lines of at most 100 columns. */
function pythonComment(text: string): readonly string[] {
  if (text.length + 2 <= LONGEST_COMMENT) return [`# ${text}`]
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + 1 + word.length <= 100) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`# ${word}`)
  }
  return lines
}

const LONGEST_COMMENT = 110

interface RuleParts {
  readonly title: string
  readonly body: Body
  readonly logTypes: readonly string[]
  readonly trigger: PantherTrigger
  readonly options: EmitOptions
}

/** The keys in the order that Panther's own rules have them, tests last. */
function entriesOf(
  rule: Rule,
  { title, body, logTypes, trigger, options }: RuleParts,
): readonly (readonly [string, YamlValue])[] {
  const entries: readonly (readonly [string, YamlValue | undefined])[] = [
    ['AnalysisType', 'rule'],
    ...body.entries.filter(([key]) => key === 'Filename'),
    ['RuleID', options.id ?? ruleId(rule, logTypes[0] ?? 'Rule', title)],
    ['DisplayName', title],
    ['Enabled', isEnabled(rule, trigger, options)],
    ['CreateAlert', rule.signal === true || trigger.signal === true ? false : undefined],
    ['LogTypes', logTypes],
    ['Tags', nonEmpty(tagsOf(rule, options))],
    ['Reports', reportsOf(rule)],
    ['Severity', severityOf(rule)],
    ['Status', statusOf(rule)],
    ['Description', descriptionOf(rule)],
    ['Reference', rule.references[0]],
    ['Runbook', runbookOf(rule)],
    ...body.entries.filter(([key]) => key !== 'Filename'),
    ['DedupPeriodMinutes', trigger.dedupPeriod],
    ['Threshold', trigger.threshold],
    ['SummaryAttributes', nonEmpty(summaryOf(rule, options))],
    ['Tests', nonEmpty(testsOf(withWritableTests(rule)))],
  ]
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** Never an alert storm: what may fire more often than its source waits for somebody to switch it on. */
function isEnabled(rule: Rule, trigger: PantherTrigger, { verdict, enable }: EmitOptions): boolean {
  const own = rule.enabled ?? true
  if (enable === 'all') return own
  const mayFireMore = verdict !== undefined && verdict.condition !== 'exact' && verdict.condition !== 'narrower'
  // A signal raises no alert, however often it is there.
  return own && !mayFireMore && (trigger.verdict !== 'lost' || trigger.signal === true)
}

function differencesOf(rule: Rule, trigger: PantherTrigger, severity: 'exact' | 'approximate'): readonly string[] {
  return [
    ...(trigger.cause === undefined ? [] : [`trigger. ${trigger.cause}`]),
    ...(severity === 'exact'
      ? []
      : [`severity. The source changes it by a condition that Python cannot say (${rule.severityOverrides.length}).`]),
  ]
}

function lossesOf(rule: Rule, severity: 'exact' | 'approximate', ofTexts: readonly string[]): readonly Diagnostic[] {
  const losses = [...ofTexts]
  if (severity !== 'exact') losses.push('severity() is left out: a condition in it cannot be written as Python.')
  if (rule.references.length > 1)
    losses.push(`Panther keeps one reference; ${rule.references.length - 1} more stay in the source.`)
  if (rule.falsePositives.length > 0) losses.push('Panther has no place for known false positives.')
  if (rule.setup !== undefined) losses.push('Panther has no place for setup instructions.')
  losses.push(...groupingLosses(rule))
  const left = rule.tests.length - withWritableTests(rule).tests.length
  if (left > 0) losses.push(`${left} tests are left out: their events are no objects, or nested too deeply for YAML.`)
  return losses.map((message) => diagnostic('rule/metadata-lost', message))
}

/** What Panther groups otherwise than the source does. */
function groupingLosses({ language, trigger, grouping }: Rule): readonly string[] {
  if (grouping === undefined || trigger.kind === 'threshold' || language === 'panther') return []
  const { by, missing, window } = grouping
  const period = window === undefined ? undefined : inBounds(window)
  return [
    ...(missing === 'alert' && by.length > 0
      ? ['Events without the fields of the grouping are one alert in Panther; the source alerts on each of them.']
      : []),
    ...(period === window ? [] : [`Panther groups matches for ${period} minutes where the source does for ${window}.`]),
  ]
}

function withWritableTests(rule: Rule): Rule {
  const tests = rule.tests.filter(
    ({ event }) =>
      typeof event === 'object' && event !== null && !Array.isArray(event) && depthOfJson(event) <= DEEPEST_YAML,
  )
  return { ...rule, tests }
}

/** A rule of Panther's own goes on naming its Python as it did. */
function pythonName(rule: Rule, stem: string): string {
  const own = rule.vendor['Filename']
  return isOwn(rule) && typeof own === 'string' ? own.replace(/^.*[/\\]/, '') : `${stem}.py`
}
