import {
  type AlertTitle,
  type Assumption,
  and,
  type Condition,
  type Diagnostic,
  diagnostic,
  type Grouping,
  type Guard,
  type JsonValue,
  joinKeySpellings,
  mergeAssumptions,
  type OutputField,
  opaque,
  type ParseRulesOptions,
  parseSeverity,
  type Rule,
  type SeverityOverride,
  type Trigger,
  titlePaths,
} from '@ruleglot/core'
import { entryOf, valueAt, type YamlNode } from '../yaml/yaml-node.js'
import { type DetectionFields, readDetection, readDetectionFields, readInlineFilters } from './detection/index.js'
import { countedBy, liftFunctions } from './functions/index.js'
import { knownHelperNotes } from './known-helper-notes.js'
import { liftBody, MAX_PYTHON_LENGTH, PYTHON } from './lift-body.js'
import { tooLong } from './parse-condition.js'
import { type Repository, type RuleDocument, textsOf } from './repository.js'

/** What the Python or the detection of a rule, and its inline filters, say. */
export interface Body {
  readonly condition: Condition
  readonly defined: readonly Guard[]
  readonly assumptions: readonly Assumption[]
  readonly severityOverrides: readonly SeverityOverride[]
  readonly outputFields: readonly OutputField[]
  readonly alertTitle?: AlertTitle
  /** The text of the module: title() and its like are kept there. */
  readonly python?: string
  readonly diagnostics: readonly Diagnostic[]
  /** Trigger and grouping: YAML has the numbers, the body the fields. */
  readonly triggerWith: (metadata: Partial<Rule>) => { readonly trigger?: Trigger; readonly grouping?: Grouping }
}

const NOTHING = { defined: [], assumptions: [], severityOverrides: [], outputFields: [] } as const

/** A rule whose detection is written in YAML. */
export function detectionBody(document: RuleDocument, options: ParseRulesOptions): Body {
  const read = readDetection(valueAt(document.node, 'Detection') as YamlNode, options)
  const fields = readDetectionFields(document.node, options)
  return withFilters(document, options, {
    ...NOTHING,
    condition: read.condition,
    assumptions: mergeAssumptions([read.assumptions, fields.assumptions]),
    severityOverrides: fields.severityOverrides,
    outputFields: fields.outputFields,
    ...(fields.alertTitle === undefined ? {} : { alertTitle: fields.alertTitle }),
    diagnostics: [...twoBodies(document), ...read.diagnostics, ...fields.diagnostics],
    triggerWith: (metadata) => grouped(metadata, fields),
  })
}

function twoBodies({ node, vendor }: RuleDocument): readonly Diagnostic[] {
  if (vendor['Filename'] === undefined) return []
  const message = 'The rule has a Filename and a Detection; Panther takes one of them. The Detection is read.'
  const span = entryOf(node, 'Filename')?.value.span ?? node.span
  return [diagnostic('panther/two-bodies', message, { span, hint: 'Remove one of the two keys.' })]
}

/** A rule with Python. Data models are those of its own log types. */
export function pythonBody(
  document: RuleDocument,
  file: string,
  { files, modules, dataModels }: Repository,
  options: ParseRulesOptions,
): Body {
  const body = files[file] as string
  if (body.length > MAX_PYTHON_LENGTH) return { ...keptBody(document), diagnostics: [tooLong(body, file)] }
  const isScheduled = document.vendor['AnalysisType'] === 'scheduled_rule'
  const logTypes = textsOf(document.vendor['LogTypes'])
  // The rows of a scheduled query have no data model.
  const models = isScheduled ? [] : dataModels
  // What the rule's own tests hold is not assumed away.
  const known = { samples: eventsOf(document.vendor['Tests']) }
  const source = { body, file, modules, dataModels: models, logTypes, ...known }
  const lifted = liftBody(source, options)
  const severity = parseSeverity(String(document.vendor['Severity'] ?? ''))
  const { guards } = options
  const functions = liftFunctions(source, {
    ...(guards === undefined ? {} : { guards }),
    ...(severity === undefined ? {} : { severity }),
    ruleRelies: lifted.assumptions,
  })
  return withFilters(document, options, {
    condition: lifted.condition,
    defined: lifted.defined,
    assumptions: joinKeySpellings(mergeAssumptions([lifted.assumptions, functions.assumptions])),
    severityOverrides: functions.severityOverrides,
    outputFields: functions.outputFields,
    ...(functions.alertTitle === undefined ? {} : { alertTitle: functions.alertTitle }),
    python: body,
    diagnostics: [...knownHelperNotes(source), ...lifted.diagnostics, ...functions.diagnostics],
    triggerWith: (metadata) => countedBy(metadata, functions),
  })
}

function eventsOf(tests: JsonValue | undefined): readonly JsonValue[] {
  if (!Array.isArray(tests)) return []
  return (tests as readonly JsonValue[]).flatMap((test) => {
    const log = typeof test === 'object' && test !== null && 'Log' in test ? test.Log : undefined
    return log === undefined ? [] : [log]
  })
}

/** A rule whose Python is not there. */
export function keptBody({ node, vendor, noBase }: RuleDocument): Body {
  const filename = typeof vendor['Filename'] === 'string' ? vendor['Filename'] : undefined
  const span = entryOf(node, filename === undefined ? 'RuleID' : 'Filename')?.value.span ?? node.span
  const missing = diagnostic(
    'panther/no-python',
    `The Python of the rule (${filename ?? 'no Filename'}) is not among the files.`,
    { span, hint: 'Give the .py file together with the YAML.' },
  )
  const diagnostics = noBase === true && filename === undefined ? [] : [missing]
  return { ...NOTHING, condition: opaque(PYTHON, '', [], span), diagnostics, triggerWith: () => ({}) }
}

/** Events that the filters take out never reach the rule. `All: []` says nothing and goes. */
function withFilters({ node }: RuleDocument, options: ParseRulesOptions, body: Body): Body {
  const filters = valueAt(node, 'InlineFilters')
  if (filters === undefined || filters.type === 'empty') return body
  const read = readInlineFilters(filters, options)
  const diagnostics = [...body.diagnostics, ...read.diagnostics]
  if (isEmptyAll(read.condition)) return { ...body, diagnostics }
  return {
    ...body,
    condition: and([read.condition, body.condition]),
    assumptions: mergeAssumptions([body.assumptions, read.assumptions]),
    diagnostics,
  }
}

function isEmptyAll(condition: Condition): boolean {
  return condition.kind === 'And' && condition.children.every(isEmptyAll)
}

function grouped({ trigger, grouping }: Partial<Rule>, { groupBy, alertTitle }: DetectionFields) {
  const title = titlePaths(alertTitle ?? [])
  const groups = groupBy.length === 0 ? {} : { grouping: { ...grouping, by: groupBy } }
  if (trigger?.kind !== 'threshold') return groups
  return { ...groups, trigger: { ...trigger, groupBy: groupBy.length === 0 ? title : groupBy } }
}
