import {
  type Diagnostic,
  diagnostic,
  dotted,
  type EmitOptions,
  type EmittedRule,
  failure,
  isUnchanged,
  type Result,
  type Rule,
  success,
  titlePaths,
  wholeCondition,
} from '@ruleglot/core'
import { fileStemOf } from '../file-stem.js'
import { provenanceLines } from '../provenance.js'
import { type WrittenTrigger, writeTrigger } from './correlation-keys.js'
import { buildDetection, type Detection } from './emit-condition.js'
import { logSourceKeys, type WrittenLogSource } from './log-source.js'
import { keepsLogic, ownDocument, ownText } from './own-document.js'
import { fieldKeys, given, headKeys, type Identity, isUuid, type Pairs, sigmaId, tailKeys } from './rule-keys.js'
import { type YamlMap, yamlLines, yamlMap } from './yaml-lines.js'

/**
 * A rule as a Sigma file: one document, or for a rule that counts a base rule and the correlation over it. Keys stand
 * in SigmaHQ's order. A comment says where the rule comes from only if no key can.
 */
export function emitRule(rule: Rule, options: EmitOptions): Result<EmittedRule> {
  return emitOwnRule(rule, options) ?? emitFreshRule(rule, options)
}

/**
 * A rule that was Sigma's to begin with: its own text, comments, unknown keys and all, with what has changed written
 * anew. Undefined where the text is not kept, or where more has changed than keys can say.
 */
function emitOwnRule(rule: Rule, options: EmitOptions): Result<EmittedRule> | undefined {
  if (ownText(rule) === undefined) return undefined
  const keeps = keepsLogic(rule)
  const counts = rule.vendor['correlation'] !== undefined || rule.trigger.kind !== 'each'
  if (counts && !(keeps && isUnchanged(rule, 'logSource') && options.target?.logsource === undefined)) return undefined
  const detection = keeps ? undefined : buildDetection(wholeCondition(rule), options)
  if (detection?.ok === false) return detection
  const status = statusOf(rule, options, { verdict: 'exact' })
  const logSource = logSourceKeys(rule, options).keys
  const changed = new Set([
    ...(status === (rule.vendor['status'] ?? 'experimental') ? [] : ['status']),
    ...(options.id === undefined || options.id === rule.id ? [] : ['id']),
    ...(options.target?.logsource === undefined ? [] : ['logsource']),
  ])
  const section = detection?.value.section ?? yamlMap([])
  const text = ownDocument(rule, { fresh: plainKeys({ rule, options, section, logSource, status }), changed })
  if (text === undefined) return undefined
  const severity = rule.severityOverrides.length === 0 ? 'exact' : 'approximate'
  return success({
    text,
    files: { [`${options.fileStem ?? fileStem(rule)}.yml`]: text },
    assumptions: detection?.value.assumptions ?? [],
    diagnostics: losses(rule, severity),
    ...(detection?.value.relaxed === undefined ? {} : { relaxed: detection.value.relaxed }),
    trigger: 'exact',
    severity,
    routing: 'exact',
  })
}

function emitFreshRule(rule: Rule, options: EmitOptions): Result<EmittedRule> {
  const logSource = logSourceKeys(rule, options)
  const detection = buildDetection(wholeCondition(rule), options)
  if (!detection.ok) return failure([...logSource.diagnostics, ...detection.diagnostics])
  if (logSource.keys.length === 0) return failure(logSource.diagnostics)

  const names = baseNames(rule, options)
  const trigger = writeTrigger(rule, names.name)
  const status = statusOf(rule, options, trigger)
  const written: Written = { rule, options, detection: detection.value, logSource: logSource.keys, trigger, status }
  const documents = trigger.section === undefined ? [plainDocument(written)] : countingDocuments(written, names)
  const text = header(rule, options, trigger) + documents.join('---\n')
  const severity = rule.severityOverrides.length === 0 ? 'exact' : 'approximate'
  return success({
    text,
    files: { [`${options.fileStem ?? fileStem(rule)}.yml`]: text },
    assumptions: detection.value.assumptions,
    diagnostics: [...logSource.diagnostics, ...losses(rule, severity)],
    ...(detection.value.relaxed === undefined ? {} : { relaxed: detection.value.relaxed }),
    trigger: trigger.verdict,
    ...(trigger.cause === undefined ? {} : { triggerCause: trigger.cause }),
    severity,
    routing: logSource.routing,
  })
}

interface Written {
  readonly rule: Rule
  readonly options: EmitOptions
  readonly detection: Detection
  readonly logSource: WrittenLogSource['keys']
  readonly trigger: WrittenTrigger
  readonly status: string
}

function plainDocument({ rule, options, detection, logSource, status }: Written): string {
  return yamlLines(yamlMap(plainKeys({ rule, options, section: detection.section, logSource, status })))
}

interface PlainParts extends Pick<Written, 'rule' | 'options' | 'logSource' | 'status'> {
  readonly section: YamlMap
}

function plainKeys({ rule, options, section, logSource, status }: PlainParts): Pairs {
  const identity: Identity = {
    id: options.id ?? sigmaId(rule),
    ...(rule.name === undefined ? {} : { name: rule.name }),
    title: titleOf(rule),
    ...(rule.description === undefined ? {} : { description: rule.description }),
    status,
  }
  return [
    ...headKeys(rule, identity, true, true),
    ...logSource,
    ['detection', section],
    ...fieldKeys(rule),
    ...tailKeys(rule),
  ]
}

interface BaseNames {
  readonly title: string
  readonly name: string
  readonly description?: string
}

/** The base rule only feeds the correlation, so its level is informational and its references stand there. */
function countingDocuments(
  { rule, options, detection, logSource, trigger, status }: Written,
  names: BaseNames,
): string[] {
  const { title, name, description } = names
  const base: Identity = {
    id: options.base?.id ?? sigmaId(rule, 'base'),
    name,
    title,
    ...(description === undefined ? {} : { description }),
    status,
  }
  const correlation: Identity = {
    id: options.id ?? sigmaId(rule),
    title: titleOf(rule),
    ...(rule.description === undefined ? {} : { description: rule.description }),
    status,
  }
  const counted = new Set(rule.trigger.kind === 'threshold' ? rule.trigger.groupBy.map(dotted) : [])
  const outputFields = rule.outputFields.filter(({ path }) => !counted.has(dotted(path)))
  return [
    yamlLines(
      yamlMap([
        ...headKeys(rule, base, false, false),
        ...logSource,
        ['detection', detection.section],
        ...fieldKeys({ ...rule, outputFields }),
        ...given('level', 'informational'),
      ]),
    ),
    yamlLines(
      yamlMap([
        ...headKeys(rule, correlation, true, true),
        ...(trigger.section === undefined ? [] : [['correlation', trigger.section] as const]),
        ...tailKeys(rule),
      ]),
    ),
  ]
}

function baseNames(rule: Rule, options: EmitOptions): BaseNames {
  const title = options.base?.title ?? cut(`${titleOf(rule)} - Single Event`, LONGEST_TITLE)
  const description =
    options.base?.description ?? `Base rule of the correlation "${titleOf(rule)}": one event that it counts.`
  return { title, name: nameOf(title), description }
}

/** Sigma's limit. */
const LONGEST_TITLE = 256

const cut = (text: string, length: number): string => [...text].slice(0, length).join('')

const titleOf = (rule: Rule): string =>
  cut((rule.title ?? rule.id ?? 'Untitled rule').replace(/\s+/g, ' ').trim(), LONGEST_TITLE)

const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '') || 'base_rule'

const fileStem = (rule: Rule): string => fileStemOf(rule.title ?? rule.id ?? 'rule')

/**
 * A rule that would fire more often than its source, or alert on every match where its source counted, is marked
 * experimental; letter case aside. A rule nobody has vouched for is experimental too.
 */
function statusOf(rule: Rule, options: EmitOptions, trigger: Pick<WrittenTrigger, 'verdict'>): string {
  const { verdict } = options
  const wider = verdict !== undefined && verdict.condition !== 'exact' && verdict.condition !== 'narrower'
  const loses = trigger.verdict === 'lost' || (wider && verdict?.cause !== LETTER_CASE)
  if (loses && options.enable !== 'all') return 'experimental'
  if (rule.language !== 'sigma' && rule.status === 'stable') return 'test'
  return rule.status ?? 'experimental'
}

const LETTER_CASE = 'letter case'

/** Only what related, author and license cannot say, and what differs. */
function header(rule: Rule, options: EmitOptions, trigger: WrittenTrigger): string {
  if (rule.language === 'sigma') return ''
  const differs = options.verdict !== undefined && options.verdict.condition !== 'exact'
  const lost = trigger.verdict === 'lost' && trigger.cause !== undefined
  if (isUuid(rule.id) && !differs && !lost) return ''
  const lines = provenanceLines(rule, options, lost ? [`trigger. ${trigger.cause}`] : [])
  return lines.map((line) => `# ${line}\n`).join('')
}

/** What has no key in Sigma. */
function losses(rule: Rule, severity: 'exact' | 'approximate'): readonly Diagnostic[] {
  const lost = (message: string): Diagnostic => diagnostic('rule/metadata-lost', message, { effect: 'none' })
  return [
    ...(severity === 'approximate'
      ? [lost('Sigma has one level for a rule; the severities that depend on the event are left out.')]
      : []),
    ...(rule.runbook === undefined ? [] : [lost('The investigation guide has no place in Sigma.')]),
    ...(rule.setup === undefined ? [] : [lost('The setup guide has no place in Sigma.')]),
    ...(titlePaths(rule.alertTitle ?? []).length === 0
      ? []
      : [lost('Sigma has one title for a rule; what depends on the event is left out.')]),
    ...(rule.grouping === undefined
      ? []
      : [lost('Sigma does not say which matches are one alert; the grouping is left out.')]),
    ...(rule.signal === true ? [lost('Sigma has no rules that match without an alert; this one raises alerts.')] : []),
    ...(rule.enabled === false ? [lost('Sigma does not say whether a rule runs; this one was switched off.')] : []),
    ...(rule.tests.length === 0 ? [] : [lost('The tests of the rule have no place in a Sigma file.')]),
  ]
}
