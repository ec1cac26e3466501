import {
  type Diagnostic,
  diagnostic,
  dotted,
  failure,
  type OutputField,
  type ParseRulesOptions,
  type Result,
  type Rule,
  success,
  withOrigin,
} from '@ruleglot/core'
import { entryOf } from '../yaml/yaml-node.js'
import { withBase } from './base-detection.js'
import { type Body, detectionBody, keptBody, pythonBody } from './body.js'
import { liftBody } from './lift-body.js'
import { metadataOf, type Reading } from './metadata.js'
import { pythonOf, type Repository, type RuleDocument, readRepository, stemOf } from './repository.js'

/**
 * Panther rules of some files: YAML specs with the Python they name (by file name, wherever it stands), the helper
 * modules and data models among the files. A YAML without its Python still gives its rule, with a condition that nobody
 * can read; a Python file without YAML gives a rule that is its condition alone. With `entry` only the rules of that
 * file come out.
 */
export function parseRules(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): Result<readonly Rule[]> {
  const repository = readRepository(files)
  const diagnostics: Diagnostic[] = [...repository.diagnostics]
  const rules: Rule[] = []
  const isAsked = (file: string): boolean => options.entry === undefined || file === options.entry
  for (const document of repository.rules) {
    if (!isAsked(document.file)) continue
    const rule = ruleOf(withBase(document, repository.rules, diagnostics), repository, options, diagnostics)
    if (rule !== undefined) rules.push(rule)
  }
  for (const file of repository.loosePython.filter(isAsked))
    rules.push(looseRule(file, repository, options, diagnostics))
  if (rules.length === 0 && diagnostics.length === 0) {
    diagnostics.push(
      diagnostic('panther/no-rule', 'No Panther rule is in these files.', {
        hint: 'A rule is a YAML file with AnalysisType: rule, and the Python file it names.',
      }),
    )
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? failure(diagnostics) : success(rules, diagnostics)
}

const BARE: Omit<Rule, 'condition'> = {
  ir: 1,
  language: 'panther',
  severityOverrides: [],
  authors: [],
  references: [],
  falsePositives: [],
  tags: [],
  attack: [],
  logSource: {},
  outputFields: [],
  trigger: { kind: 'each' },
  defined: [],
  tests: [],
  vendor: {},
}

/** A module with rule() and no document. */
function looseRule(
  file: string,
  { files, modules, dataModels }: Repository,
  options: ParseRulesOptions,
  diagnostics: Diagnostic[],
): Rule {
  const lifted = liftBody({ body: files[file] as string, file, modules, dataModels }, options)
  diagnostics.push(...lifted.diagnostics)
  const { condition, defined, assumptions } = lifted
  return { ...BARE, title: stemOf(file), condition, defined, assumptions }
}

function ruleOf(
  document: RuleDocument,
  repository: Repository,
  options: ParseRulesOptions,
  diagnostics: Diagnostic[],
): Rule | undefined {
  const { node, vendor } = document
  const spanOf: Reading['spanOf'] = (key) => entryOf(node, key)?.value.span ?? node.span
  if (typeof vendor['RuleID'] !== 'string') {
    diagnostics.push(
      diagnostic('panther/no-rule-id', 'The rule has no RuleID, which Panther needs.', {
        span: node.span,
        hint: 'Give it one, such as Okta.SystemLog.AdminRoleAssigned.',
      }),
    )
    return undefined
  }
  const body = bodyOf(document, repository, options)
  diagnostics.push(...body.diagnostics)
  const metadata = metadataOf({ vendor, diagnostics, spanOf })
  return withOrigin({
    ...BARE,
    ...metadata,
    ...body.triggerWith(metadata),
    outputFields: [...(metadata.outputFields ?? []), ...body.outputFields.filter(isNew(metadata))],
    severityOverrides: body.severityOverrides,
    ...(body.alertTitle === undefined ? {} : { alertTitle: body.alertTitle }),
    condition: body.condition,
    defined: body.defined,
    ...(body.assumptions.length === 0 ? {} : { assumptions: body.assumptions }),
    vendor: body.python === undefined ? vendor : { ...vendor, python: body.python },
    span: node.span,
  })
}

/** A field that is shown under its own name already is not shown twice. */
function isNew({ outputFields = [] }: Partial<Rule>): (field: OutputField) => boolean {
  const shown = new Set(outputFields.map(({ path }) => dotted(path).toLowerCase()))
  return ({ name, path }) => name !== undefined || !shown.has(dotted(path).toLowerCase())
}

function bodyOf(document: RuleDocument, repository: Repository, options: ParseRulesOptions): Body {
  if (document.vendor['Detection'] !== undefined) return detectionBody(document, options)
  const file = pythonOf(document, repository.files, repository.pythonByStem)
  return file === undefined ? keptBody(document) : pythonBody(document, file, repository, options)
}
