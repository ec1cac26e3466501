import { type Diagnostic, type ParseRulesOptions, type Rule, SOURCE_TEXT } from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { entryOf, type YamlMapping } from '../yaml/yaml-node.js'
import { type Correlated, readCorrelation } from './correlation.js'
import { documentTexts } from './document-texts.js'
import { type Filter, readFilter, reportUnused, withFilters } from './filters.js'
import { readRule } from './read-rule.js'
import { newReading, type Reading, report } from './reading.js'

/**
 * The rules of one or several texts, each of any number of documents. Filters join the rules they name. A rule that only
 * feeds a correlation is no rule of its own, unless the correlation says `generate: true`. With `entry` the rules of
 * that file alone come out; the others are what they refer to.
 */
export function readCollection(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): {
  readonly rules: readonly Rule[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const { documents, diagnostics, readings } = readDocuments(files, options)
  readPlainRules(documents)
  applyFilters(documents)
  const fed = readCorrelations(documents)
  for (const reading of readings) diagnostics.push(...reading.diagnostics)
  const wanted = documents.filter(({ path }) => options.entry === undefined || path === options.entry)
  return { rules: wanted.flatMap(({ rule }) => (rule === undefined || fed.has(rule) ? [] : [rule])), diagnostics }
}

/** A document on its way to a rule. Mutable on purpose. */
interface Document {
  readonly path: string
  readonly node: YamlMapping
  readonly reading: Reading
  /** With comments, and with the documents it needs. */
  text: string
  rule?: Rule
}

function readDocuments(
  files: Readonly<Record<string, string>>,
  options: ParseRulesOptions,
): { readonly documents: readonly Document[]; readonly diagnostics: Diagnostic[]; readonly readings: Reading[] } {
  const documents: Document[] = []
  const diagnostics: Diagnostic[] = []
  const readings: Reading[] = []
  for (const [path, text] of Object.entries(files)) {
    const file = path === '' ? options.file : path
    const yaml = readYaml(text, file)
    diagnostics.push(...yaml.diagnostics)
    if (!yaml.ok) continue
    const reading = newReading(text, file, options.placeholders)
    readings.push(reading)
    const texts = documentTexts(text)
    for (const node of yaml.value) {
      if (node.type === 'empty') continue
      if (node.type !== 'mapping') {
        report(reading, 'sigma/not-a-rule', node.span, 'A Sigma rule is a map of keys.')
        continue
      }
      const own = texts.filter(({ start }) => start <= node.span.start).at(-1)?.text ?? text
      documents.push({ path, node, reading, text: own })
    }
  }
  return { documents, diagnostics, readings }
}

const isCorrelation = ({ node }: Document): boolean => entryOf(node, 'correlation') !== undefined

const isFilter = ({ node }: Document): boolean =>
  entryOf(node, 'filter') !== undefined && entryOf(node, 'detection') === undefined

function readPlainRules(documents: readonly Document[]): void {
  for (const document of documents) {
    if (isCorrelation(document) || isFilter(document)) continue
    const { node, reading } = document
    const action = entryOf(node, 'action')
    if (action !== undefined) {
      report(reading, 'sigma/not-a-rule', action.key.span, 'Collections with "action" were removed in Sigma 2.', {
        hint: 'Write each rule out.',
      })
      continue
    }
    reading.expanded = false
    const rule = readRule(node, reading)
    if (rule !== undefined) document.rule = withText(reading.expanded ? withoutOrigin(rule) : rule, document.text)
  }
}

/** The rule keeps its text for writing it back; where it may stand is core's to say. */
function withText(rule: Rule, text: string): Rule {
  return { ...rule, vendor: { ...rule.vendor, [SOURCE_TEXT]: text } }
}

/** The condition is not what the text says any more, so a writer must not take it from there. */
function withoutOrigin(rule: Rule): Rule {
  const { condition: _, ...origin } = rule.origin ?? {}
  return { ...rule, origin }
}

function applyFilters(documents: readonly Document[]): void {
  const filters = documents.filter(isFilter).flatMap((document) => {
    const filter = readFilter(document.node, document.reading)
    return filter === undefined ? [] : [{ filter, text: document.text }]
  })
  if (filters.length === 0) return
  const texts = new Map<Filter, string>(filters.map(({ filter, text }) => [filter, text]))
  const usedBy = new Map<Filter, Rule[]>(filters.map(({ filter }) => [filter, []]))
  const all: Rule[] = []
  for (const document of documents) {
    if (document.rule === undefined) continue
    all.push(document.rule)
    const { rule, used } = withFilters(document.rule, [...texts.keys()])
    for (const filter of used) usedBy.get(filter)?.push(document.rule)
    document.rule = rule
    document.text = joined([document.text, ...used.map((filter) => texts.get(filter) as string)])
  }
  reportUnused([...texts.keys()], usedBy, all)
}

const joined = (texts: readonly string[]): string =>
  [...new Set(texts)].map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n')

/** Reads the correlations, those that others build on first; gives the rules that only feed one. */
function readCorrelations(documents: readonly Document[]): ReadonlySet<Rule> {
  const byReference = new Map<string, Document>()
  for (const document of documents) {
    for (const key of ['id', 'name']) {
      const value = entryOf(document.node, key)?.value
      if (value?.type === 'scalar' && !byReference.has(value.text)) byReference.set(value.text, document)
    }
  }
  const open = new Set<Document>()
  const fed = new Set<Rule>()
  const read = (document: Document): Rule | undefined => {
    if (document.rule !== undefined || !isCorrelation(document) || done.has(document)) return document.rule
    if (open.has(document) || open.size >= MOST_LEVELS) return undefined
    open.add(document)
    const sources: Document[] = []
    const find = (reference: string): Rule | undefined => {
      const found = byReference.get(reference)
      if (found !== undefined) sources.push(found)
      return found === undefined ? undefined : read(found)
    }
    const correlated = readCorrelation(document.node, find, document.reading)
    open.delete(document)
    done.add(document)
    if (correlated !== undefined) keep(document, correlated, sources, fed)
    return document.rule
  }
  const done = new Set<Document>()
  for (const document of documents) if (isCorrelation(document)) read(document)
  return fed
}

/** Correlations of correlations. */
const MOST_LEVELS = 50

function keep(document: Document, correlated: Correlated, sources: readonly Document[], fed: Set<Rule>): void {
  document.text = joined([...sources.map(({ text }) => text), document.text])
  document.rule = withText(correlated.rule, document.text)
  if (!correlated.generate) for (const rule of correlated.used) fed.add(rule)
}
