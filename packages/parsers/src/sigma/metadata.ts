import {
  type AttackReference,
  attackTactic,
  type LogSource,
  pairAttack,
  parseSeverity,
  pathOf,
  type Rule,
  type RuleStatus,
} from '@ruleglot/core'
import { entryOf, valueAt, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js'
import { type Reading, report } from './reading.js'

export type Metadata = Omit<Rule, 'ir' | 'language' | 'condition' | 'defined' | 'trigger' | 'vendor' | 'span' | 'tests'>

/** Every key of a rule or correlation but its logic. What is not understood is reported and stays in `vendor`. */
export function readMetadata(document: YamlMapping, reading: Reading): Metadata {
  const tags = textsAt(document, 'tags', reading)
  const level = textAt(document, 'level', reading)
  const severity = level === undefined ? undefined : parseSeverity(level)
  if (level !== undefined && severity === undefined) {
    badValue(
      document,
      'level',
      reading,
      `"${level}" is no level.`,
      'One of informational, low, medium, high, critical.',
    )
  }
  return {
    ...given('id', textAt(document, 'id', reading)),
    ...given('name', textAt(document, 'name', reading)),
    ...given('title', textAt(document, 'title', reading)),
    ...given('description', textAt(document, 'description', reading)),
    ...given('severity', severity),
    severityOverrides: [],
    ...given('status', readStatus(document, reading)),
    authors: splitAuthors(textAt(document, 'author', reading) ?? ''),
    ...given('license', textAt(document, 'license', reading)),
    ...given('created', readDate(document, 'date', reading)),
    ...given('modified', readDate(document, 'modified', reading)),
    references: textsAt(document, 'references', reading),
    falsePositives: textsAt(document, 'falsepositives', reading),
    tags: tags.filter((tag) => attackPart(tag) === undefined),
    attack: readAttack(tags),
    logSource: readLogSource(document, reading),
    outputFields: textsAt(document, 'fields', reading).map((name) => ({ path: pathOf(name) })),
  }
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

function badValue(document: YamlMapping, key: string, reading: Reading, message: string, hint?: string): void {
  const span = entryOf(document, key)?.value.span
  report(reading, 'sigma/bad-value', span, message, hint === undefined ? {} : { hint, effect: 'none' })
}

/** A scalar's text, trimmed; numbers as they are written. */
function textAt(document: YamlMapping, key: string, reading: Reading): string | undefined {
  const value = valueAt(document, key)
  if (value === undefined || value.type === 'empty') return undefined
  if (value.type !== 'scalar') {
    badValue(document, key, reading, `"${key}" must be a text.`)
    return undefined
  }
  const text = value.text.trim()
  return text === '' ? undefined : text
}

/** A list of texts; one text stands for a list of one. */
function textsAt(document: YamlMapping, key: string, reading: Reading): readonly string[] {
  const value = valueAt(document, key)
  if (value === undefined || value.type === 'empty') return []
  const nodes: readonly YamlNode[] = value.type === 'sequence' ? value.items : [value]
  return nodes.flatMap((node) => {
    if (node.type === 'scalar') return node.text.trim() === '' ? [] : [node.text.trim()]
    if (node.type !== 'empty') badValue(document, key, reading, `"${key}" must be a list of texts.`)
    return []
  })
}

const STATUSES: ReadonlySet<string> = new Set(['stable', 'test', 'experimental', 'deprecated', 'unsupported'])

function readStatus(document: YamlMapping, reading: Reading): RuleStatus | undefined {
  const status = textAt(document, 'status', reading)
  if (status === undefined || STATUSES.has(status)) return status as RuleStatus | undefined
  badValue(document, 'status', reading, `"${status}" is no status.`, `One of ${[...STATUSES].join(', ')}.`)
  return undefined
}

/** Authors stand in one text; a comma inside brackets belongs to a name. */
function splitAuthors(text: string): readonly string[] {
  const names: string[] = []
  let [end, isInside] = [text.length, false]
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text[i]
    if (char === '(' || char === ')') isInside = char === ')'
    if (char !== ',' || isInside) continue
    names.push(text.slice(i + 1, end))
    end = i
  }
  names.push(text.slice(0, end))
  return names
    .reverse()
    .map((author) => author.trim())
    .filter((author) => author !== '')
}

/** YYYY-MM-DD; older rules have slashes. */
function readDate(document: YamlMapping, key: string, reading: Reading): string | undefined {
  const text = textAt(document, key, reading)
  if (text === undefined) return undefined
  const parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text)
  if (parts === null) {
    badValue(document, key, reading, `"${text}" is no date.`, 'Write it as 2026-01-31.')
    return undefined
  }
  const [, year = '', month = '', day = ''] = parts
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** `attack.t1531`, `attack.impact`: what stands behind the dot, when ATT&CK has it. */
function attackPart(tag: string): { readonly technique: string } | { readonly tactic: string } | undefined {
  const part = /^attack\.(.+)$/.exec(tag)?.[1]
  if (part === undefined) return undefined
  if (/^t\d{4}(?:\.\d{3})?$/i.test(part)) return { technique: part.toUpperCase() }
  const tactic = attackTactic(part) ?? attackTactic(part, '19')
  return tactic === undefined ? undefined : { tactic: tactic.id }
}

function readAttack(tags: readonly string[]): readonly AttackReference[] {
  const parts = tags.map(attackPart)
  return pairAttack(
    [...new Set(parts.flatMap((part) => (part !== undefined && 'tactic' in part ? [part.tactic] : [])))],
    [...new Set(parts.flatMap((part) => (part !== undefined && 'technique' in part ? [part.technique] : [])))],
  )
}

export function readLogSource(document: YamlMapping, reading: Reading): LogSource {
  const node = valueAt(document, 'logsource')
  if (node?.type !== 'mapping') return {}
  return {
    ...given('category', textAt(node, 'category', reading)),
    ...given('product', textAt(node, 'product', reading)),
    ...given('service', textAt(node, 'service', reading)),
    ...given('definition', textAt(node, 'definition', reading)),
  }
}
