import {
  type Assumption,
  and,
  type Condition,
  type Diagnostic,
  diagnostic,
  failure,
  type JsonObject,
  type JsonValue,
  opaque,
  type ParseRulesOptions,
  type Result,
  type Rule,
  type Span,
  success,
  withOrigin,
} from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { entryOf, type YamlNode } from '../yaml/yaml-node.js'
import { metadataOf, type Reading } from './metadata.js'
import { PYTHON, parseCondition } from './parse-condition.js'
import { jsonOf } from './yaml-json.js'

/**
 * Panther rules of some files: YAML specs with the Python they name (by file name, wherever it stands). A YAML without
 * its Python still gives its rule, with a condition that nobody can read; a Python file without YAML gives a rule that
 * is its condition alone.
 */
export function parseRules(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): Result<readonly Rule[]> {
  const names = Object.keys(files)
  const python = new Map(names.filter(isPython).map((name) => [stemOf(name), name]))
  const specs = names.filter((name) => !isPython(name))
  const diagnostics: Diagnostic[] = []
  const rules: Rule[] = []
  const used = new Set<string>()
  for (const name of specs) {
    const read = readYaml(files[name] as string, name)
    if (!read.ok) return read
    for (const document of read.value) {
      const rule = ruleOf(document, { name, files, python, used, options }, diagnostics)
      if (rule !== undefined) rules.push(rule)
    }
  }
  for (const [stem, name] of python) {
    if (used.has(name)) continue
    const text = files[name] as string
    if (!/^def rule\(/m.test(text)) continue
    const parsed = parseCondition(text, { ...options, file: name })
    if (!parsed.ok) return parsed
    diagnostics.push(...parsed.diagnostics)
    rules.push({ ...BARE, title: stem, condition: parsed.value.condition, assumptions: parsed.value.assumptions })
  }
  if (rules.length === 0 && diagnostics.every(({ severity }) => severity !== 'error')) {
    diagnostics.push(
      diagnostic('panther/no-rule', 'No Panther rule is in these files.', {
        hint: 'A rule is a YAML file with AnalysisType: rule, and the Python file it names.',
      }),
    )
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? failure(diagnostics) : success(rules, diagnostics)
}

interface Place {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly python: ReadonlyMap<string, string>
  readonly used: Set<string>
  readonly options: ParseRulesOptions
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

/** What a spec of another kind is, is not a rule over one event. */
const RULE_TYPES: ReadonlySet<string> = new Set(['rule', 'scheduled_rule', 'correlation_rule'])

function ruleOf(document: YamlNode, place: Place, diagnostics: Diagnostic[]): Rule | undefined {
  if (document.type !== 'mapping') return undefined
  const vendor = jsonOf(document) as JsonObject
  const type = vendor['AnalysisType']
  if (typeof type === 'string' && !RULE_TYPES.has(type)) return undefined
  const reading: Reading = { vendor, diagnostics, spanOf: (key) => entryOf(document, key)?.value.span ?? document.span }
  if (typeof vendor['RuleID'] !== 'string') {
    diagnostics.push(
      diagnostic('panther/no-rule-id', 'The rule has no RuleID, which Panther needs.', {
        span: document.span,
        hint: 'Give it one, such as Okta.SystemLog.AdminRoleAssigned.',
      }),
    )
    return undefined
  }
  const body = bodyOf(reading, place)
  const filters = filtersOf(reading)
  const condition = filters === undefined ? body.condition : and([filters, body.condition])
  return withOrigin({
    ...BARE,
    ...metadataOf(reading),
    condition,
    ...(body.assumptions.length === 0 ? {} : { assumptions: body.assumptions }),
    vendor: body.python === undefined ? vendor : { ...vendor, python: body.python },
    span: document.span,
  })
}

interface Body {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
  /** The text of the module: title() and its like are kept there. */
  readonly python?: string
}

function bodyOf({ vendor, diagnostics, spanOf }: Reading, { name, files, python, used, options }: Place): Body {
  const kept = (language: string, text: string, span: Span): Body => ({
    condition: opaque(language, text, [], span),
    assumptions: [],
  })
  if (vendor['Detection'] !== undefined) {
    const span = spanOf('Detection')
    diagnostics.push(
      diagnostic('panther/unread-detection', 'The detection is written in YAML (Detection) and kept as it is.', {
        span,
        hint: 'It is not read yet; write the condition in Python or as a Panther condition.',
      }),
    )
    return kept('panther-detection', JSON.stringify(vendor['Detection']), span)
  }
  const filename = typeof vendor['Filename'] === 'string' ? vendor['Filename'] : undefined
  const path = filename === undefined ? undefined : (sibling(name, filename, files) ?? python.get(stemOf(filename)))
  if (path === undefined) {
    const span = spanOf(filename === undefined ? 'RuleID' : 'Filename')
    diagnostics.push(
      diagnostic('panther/no-python', `The Python of the rule (${filename ?? 'no Filename'}) is not among the files.`, {
        span,
        hint: 'Give the .py file together with the YAML.',
      }),
    )
    return kept(PYTHON, '', span)
  }
  used.add(path)
  const text = files[path] as string
  const parsed = parseCondition(text, { ...options, file: path })
  diagnostics.push(...parsed.diagnostics)
  const body = parsed.ok ? parsed.value : kept(PYTHON, text, { start: 0, end: text.length, file: path })
  return { ...body, python: text }
}

/** An inline filter that says nothing (`All: []`) goes; any other joins the condition, unread. */
function filtersOf({ vendor, diagnostics, spanOf }: Reading): Condition | undefined {
  const filters = vendor['InlineFilters']
  if (!Array.isArray(filters) || filters.every(saysNothing)) return undefined
  const span = spanOf('InlineFilters')
  diagnostics.push(
    diagnostic('panther/unread-filter', 'The rule has inline filters, which narrow it and are not read.', {
      span,
      hint: 'Move them into rule().',
      effect: 'widens',
    }),
  )
  return opaque('panther-inline-filters', JSON.stringify(filters), [], span)
}

function saysNothing(filter: JsonValue): boolean {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) return false
  const object = filter as JsonObject
  const keys = Object.keys(object)
  const all = object['All']
  return keys.length === 1 && Array.isArray(all) && all.every(saysNothing)
}

function sibling(name: string, filename: string, files: Readonly<Record<string, string>>): string | undefined {
  const folder = name.replace(/[^/\\]*$/, '')
  const path = `${folder}${filename.replace(/^\.\//, '')}`
  return Object.hasOwn(files, path) ? path : undefined
}

function isPython(name: string): boolean {
  return name.toLowerCase().endsWith('.py')
}

function stemOf(name: string): string {
  return name.replace(/^.*[/\\]/, '').replace(/\.py$/i, '')
}
