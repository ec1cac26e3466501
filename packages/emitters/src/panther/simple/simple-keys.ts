import {
  type AlertTitle,
  type Assumption,
  type Diagnostic,
  diagnostic,
  dotted,
  type EmitOptions,
  failure,
  isChoice,
  pantherSeverity,
  type Result,
  type Rule,
  segmentKey,
  success,
  type TitleField,
  type TitlePart,
  wholeCondition,
} from '@ruleglot/core'
import { displayName } from '../metadata.js'
import type { YamlValue } from '../yaml.js'
import { keySpecifier } from './simple-writing.js'
import { writeDetection } from './write-detection.js'

/** The keys that stand in place of a Python module. */
export interface SimpleKeys {
  readonly entries: readonly (readonly [string, YamlValue | undefined])[]
  readonly assumptions: readonly Assumption[]
}

/**
 * Detection, DynamicSeverities, AlertTitle, AlertContext and GroupBy of a rule. `isKept`: its own detection stays as it
 * is written.
 */
export function simpleKeys(rule: Rule, title: string, options: EmitOptions, isKept: boolean): Result<SimpleKeys> {
  if (rule.trigger.kind === 'threshold' && rule.trigger.distinct !== undefined) return failure([NO_UNIQUE])
  const kept = { expressions: undefined, assumptions: rule.assumptions ?? [] }
  const detection = isKept ? success(kept) : writeDetection(wholeCondition(rule), options)
  if (!detection.ok) return detection
  const { expressions, assumptions } = detection.value
  return success({
    entries: [
      ['Detection', expressions],
      ['DynamicSeverities', severitiesOf(rule, options)],
      ['AlertTitle', titleOf(rule, title, options)],
      ['AlertContext', contextOf(rule)],
      ['GroupBy', groupsOf(rule)],
    ],
    assumptions,
  })
}

const NO_UNIQUE: Diagnostic = diagnostic(
  'emit/unsupported',
  'The rule counts distinct values, for which Simple Detections have nothing like unique().',
  { hint: 'Write the rule in Python: --style python.' },
)

/** Whether DynamicSeverities can say everything that raises or lowers the severity. */
export function canWriteSeverities(rule: Rule, options: EmitOptions): boolean {
  return rule.severityOverrides.every(({ condition }) => writeDetection(condition, options).ok)
}

function severitiesOf(rule: Rule, options: EmitOptions): YamlValue | undefined {
  if (rule.severityOverrides.length === 0 || !canWriteSeverities(rule, options)) return undefined
  return rule.severityOverrides.flatMap(({ condition, severity }) => {
    const written = writeDetection(condition, options)
    return written.ok ? [{ ChangeTo: pantherSeverity(severity), Conditions: written.value.expressions }] : []
  })
}

/** Alerts are grouped by title: without a field in it every match of an hour is one alert. Braces are for fields. */
function titleOf({ alertTitle }: Rule, title: string, { target }: EmitOptions): string | undefined {
  if (alertTitle !== undefined && isAlertTitle(alertTitle)) return alertTitle.map(titlePart).join('')
  const actor = target?.actor
  return actor === undefined ? undefined : `${plain(displayName(title))}: {${actor.path.join('.')}}`
}

/** Whether AlertTitle can say it. */
export function isAlertTitle(title: AlertTitle): boolean {
  return title.every((part) => titlePart(part) !== undefined)
}

function titlePart(part: TitlePart): string | undefined {
  if (typeof part === 'string') return plain(part)
  return isChoice(part) ? undefined : fieldIn(part)
}

/** A key with a dot or a brace cannot be named there, nor the first of several fields or texts. */
function fieldIn({ path, instead }: TitleField): string | undefined {
  if (instead !== undefined) return undefined
  const keys = path.map(segmentKey)
  return keys.some((key) => /[.{}]/.test(key)) ? undefined : `{${keys.join('.')}}`
}

function plain(text: string): string {
  return text.replaceAll('{', '(').replaceAll('}', ')')
}

function contextOf(rule: Rule): YamlValue | undefined {
  const fields = rule.outputFields.filter(({ path }) => path.length > 0)
  // Panther's own SummaryAttributes are written as such.
  if (fields.length === 0 || rule.language === 'panther') return undefined
  const names = fields.map(({ name, path }) => name ?? segmentKey(path[path.length - 1] ?? ''))
  return fields.map(({ path }, i) => {
    const name = names[i] as string
    const isClear = names.indexOf(name) === names.lastIndexOf(name)
    return { KeyName: isClear ? name : dotted(path), KeyValue: keySpecifier(path.map(segmentKey)) }
  })
}

function groupsOf({ trigger, grouping }: Rule): YamlValue | undefined {
  const by = trigger.kind === 'threshold' ? trigger.groupBy : (grouping?.by ?? [])
  return by.length === 0 ? undefined : by.map((path) => keySpecifier(path.map(segmentKey)))
}
