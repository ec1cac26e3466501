import { type Diagnostic, diagnostic, type JsonObject, type JsonValue } from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { entryOf, valueAt, type YamlNode } from '../yaml/yaml-node.js'
import type { DataModel } from './lift/index.js'
import { jsonOf } from './yaml-json.js'

/** A rule's document and the file it stands in. */
export interface RuleDocument {
  readonly file: string
  readonly node: YamlNode
  readonly vendor: JsonObject
  /** It is derived from a rule that is not among the files, which has been said. */
  readonly noBase?: true
}

/** The files of a Panther repository, or of a part of one, sorted by what they are. */
export interface Repository {
  readonly files: Readonly<Record<string, string>>
  /** Python files by their names without folder and ending. */
  readonly pythonByStem: ReadonlyMap<string, string>
  readonly rules: readonly RuleDocument[]
  /** Helper modules by the name they are imported under. */
  readonly modules: Readonly<Record<string, string>>
  readonly dataModels: readonly DataModel[]
  /** Python files that no document names and that define rule(). */
  readonly loosePython: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Sorts files (path to text) by AnalysisType; Python belongs to the document that names it, the rest are modules. */
export function readRepository(files: Readonly<Record<string, string>>): Repository {
  const names = Object.keys(files)
  const python = names.filter(isPython)
  const byStem = new Map(python.map((name) => [stemOf(name), name]))
  const diagnostics: Diagnostic[] = []
  const documents = names.filter((name) => !isPython(name)).flatMap((file) => documentsOf(file, files, diagnostics))
  const isRule = ({ vendor }: RuleDocument): boolean => RULE_TYPES.has(String(vendor['AnalysisType'] ?? 'rule'))
  const ofType = (type: string): readonly RuleDocument[] =>
    documents.filter(({ vendor }) => vendor['AnalysisType'] === type)
  const hasRules = documents.some(isRule)
  for (const document of documents) {
    // Helpers and data models beside rules are there to be read with them.
    const isCompanion = hasRules && COMPANION_TYPES.has(String(document.vendor['AnalysisType']))
    if (!isRule(document) && !isCompanion) diagnostics.push(notARule(document))
  }

  const modules = new Map<string, string>()
  const named = new Set(
    documents
      .filter(({ vendor }) => vendor['AnalysisType'] !== 'global')
      .flatMap((document) => pythonOf(document, files, byStem) ?? []),
  )
  for (const name of python) if (!named.has(name)) modules.set(stemOf(name), files[name] as string)
  for (const document of ofType('global')) {
    const path = pythonOf(document, files, byStem)
    const id = document.vendor['GlobalID']
    if (path !== undefined && typeof id === 'string') modules.set(id, files[path] as string)
  }
  return {
    files,
    pythonByStem: byStem,
    rules: documents.filter(isRule),
    modules: Object.fromEntries(modules),
    dataModels: ofType('datamodel').flatMap((document) => dataModelOf(document, files, byStem)),
    loosePython: python.filter((name) => !named.has(name) && /^def rule\(/m.test(files[name] as string)),
    diagnostics,
  }
}

/** The Python that a document names, beside it or anywhere among the files. */
export function pythonOf(
  { file, vendor }: RuleDocument,
  files: Readonly<Record<string, string>>,
  byStem: ReadonlyMap<string, string>,
): string | undefined {
  const filename = vendor['Filename']
  if (typeof filename !== 'string') return undefined
  const beside = `${file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}${filename.replace(/^\.\//, '')}`
  return Object.hasOwn(files, beside) ? beside : byStem.get(stemOf(filename))
}

/** Types of documents that hold a condition over one event. The events of a scheduled rule are the rows of its query. */
const RULE_TYPES: ReadonlySet<string> = new Set(['rule', 'scheduled_rule'])

const COMPANION_TYPES: ReadonlySet<string> = new Set(['global', 'datamodel'])

const OTHER_TYPES: Readonly<Record<string, string>> = {
  correlation_rule: 'a correlation rule, which looks at the matches of other rules and not at events',
  policy: 'a policy, which looks at resources and not at events',
  global: 'a helper module; rules that import it are read with it',
  datamodel: 'a data model; rules that call udm() are read with it',
  pack: 'a pack, a list of rules',
  lookup_table: 'a lookup table',
  saved_query: 'a query',
  scheduled_query: 'a query',
  scheduled_prompt: 'a prompt',
}

function notARule({ vendor, node }: RuleDocument): Diagnostic {
  const type = String(vendor['AnalysisType'])
  const what = Object.hasOwn(OTHER_TYPES, type) ? OTHER_TYPES[type] : `of the unknown type ${type}`
  return diagnostic('panther/not-a-rule', `The document is ${what}: it is passed over.`, {
    span: entryOf(node, 'AnalysisType')?.value.span ?? node.span,
    hint: 'Rules over events have AnalysisType: rule or scheduled_rule.',
  })
}

function documentsOf(
  file: string,
  files: Readonly<Record<string, string>>,
  diagnostics: Diagnostic[],
): readonly RuleDocument[] {
  const read = readYaml(files[file] as string, file)
  diagnostics.push(...read.diagnostics)
  if (!read.ok) return []
  return read.value.flatMap((node): readonly RuleDocument[] => {
    if (node.type !== 'mapping') return []
    // YAML of other tools stands in the same folders.
    const isPanther = entryOf(node, 'AnalysisType') !== undefined || entryOf(node, 'RuleID') !== undefined
    return isPanther ? [{ file, node, vendor: jsonOf(node) as JsonObject }] : []
  })
}

function dataModelOf(
  document: RuleDocument,
  files: Readonly<Record<string, string>>,
  byStem: ReadonlyMap<string, string>,
): readonly DataModel[] {
  const { vendor, node } = document
  const logTypes = textsOf(vendor['LogTypes'])
  if (vendor['Enabled'] === false || logTypes.length === 0) return []
  const file = pythonOf(document, files, byStem)
  const mappings: Record<string, DataModel['mappings'][string]> = {}
  for (const mapping of sequenceOf(valueAt(node, 'Mappings'))) {
    const { Name, Path, Method } = jsonOf(mapping) as JsonObject
    if (typeof Name !== 'string') continue
    const target =
      typeof Path === 'string' ? { path: Path } : typeof Method === 'string' ? { method: Method } : undefined
    if (target === undefined) continue
    // An ordinary key even when it is called __proto__.
    Object.defineProperty(mappings, Name, { value: target, enumerable: true, configurable: true, writable: true })
  }
  return [
    {
      id: String(vendor['DataModelID'] ?? ''),
      logTypes,
      mappings,
      ...(file === undefined ? {} : { body: files[file] as string, file }),
    },
  ]
}

function sequenceOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'sequence' ? node.items.filter(({ type }) => type === 'mapping') : []
}

export function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function isPython(name: string): boolean {
  return name.toLowerCase().endsWith('.py')
}

export function stemOf(name: string): string {
  return name.replace(/^.*[/\\]/, '').replace(/\.py$/i, '')
}
