import { type JsonObject, type JsonValue, or, pathOf, type Rule, type Trigger, withOrigin } from '@ruleglot/core'
import { entryOf, valueAt, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js'
import { readMetadata } from './metadata.js'
import { plainValue } from './plain-value.js'
import { requireKeys } from './read-rule.js'
import { type Reading, report } from './reading.js'

/** A correlation and the rules it counts over. */
export interface Correlated {
  readonly rule: Rule
  /** Its rules raise alerts of their own too. */
  readonly generate: boolean
  readonly used: readonly Rule[]
}

/** A correlation document over rules read beside it. Undefined after problems, which are reported. */
export function readCorrelation(
  document: YamlMapping,
  rules: readonly Rule[],
  reading: Reading,
): Correlated | undefined {
  const node = valueAt(document, 'correlation')
  requireKeys(document, ['title'], reading)
  if (node?.type !== 'mapping') return report(reading, 'sigma/correlation', document.span, 'The correlation is empty.')
  const used: Rule[] = []
  for (const { text, span } of scalarsOf(valueAt(node, 'rules'))) {
    const found = rules.find((rule) => rule.name === text || rule.id === text)
    if (found === undefined) {
      return report(reading, 'sigma/correlation', span, `There is no rule with the id or name "${text}" beside it.`, {
        hint: 'Give the files of all rules that a correlation refers to.',
      })
    }
    used.push(found)
  }
  const [first] = used
  if (first === undefined) return report(reading, 'sigma/correlation', node.span, 'The correlation names no rules.')
  const trigger = readTrigger(node, reading)
  if (trigger === undefined) return undefined
  const metadata = readMetadata(document, reading)
  const rule = withOrigin({
    ir: 1,
    language: 'sigma',
    ...metadata,
    logSource: first.logSource,
    trigger,
    condition: used.length === 1 ? first.condition : or(used.map(({ condition }) => condition)),
    defined: [],
    tests: [],
    vendor: plainValue(document) as JsonObject,
    span: document.span,
  })
  return { rule, generate: textOf(node, 'generate') === 'true', used }
}

/** Counting is understood; sequences and sums are kept as they stand. */
function readTrigger(node: YamlMapping, reading: Reading): Trigger | undefined {
  const type = textOf(node, 'type')
  const groupBy = scalarsOf(valueAt(node, 'group-by')).map(({ text }) => pathOf(text))
  const window = secondsOf(textOf(node, 'timespan'))
  const count = leastCount(valueAt(node, 'condition'))
  const counted = (type === 'event_count' || type === 'value_count') && entryOf(node, 'aliases') === undefined
  if (window === undefined) {
    return report(
      reading,
      'sigma/correlation',
      entryOf(node, 'timespan')?.value.span ?? node.span,
      'The timespan is not one.',
      {
        hint: 'Write a number and s, m, h or d: 15m.',
      },
    )
  }
  if (type === 'event_count' && counted && count !== undefined) return { kind: 'threshold', count, groupBy, window }
  const field = textOf(mappingOf(valueAt(node, 'condition')), 'field')
  if (type === 'value_count' && counted && count !== undefined && field !== undefined) {
    return { kind: 'threshold', count: 1, groupBy, window, distinct: { field: pathOf(field), count } }
  }
  return { kind: 'other', language: 'sigma', name: type ?? 'correlation', source: plainValue(node) as JsonValue }
}

/** At least so many, when that is all the condition says. */
function leastCount(node: YamlNode | undefined): number | undefined {
  const condition = mappingOf(node)
  const operators = condition?.entries.filter(({ key }) => key.text !== 'field') ?? []
  const [only] = operators
  if (operators.length !== 1 || only?.value.type !== 'scalar' || !/^\d{1,9}$/.test(only.value.text)) return undefined
  const count = Number(only.value.text)
  if (only.key.text === 'gte') return count
  return only.key.text === 'gt' ? count + 1 : undefined
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

function secondsOf(text: string | undefined): number | undefined {
  const parts = /^(\d{1,9})([smhd])$/.exec(text ?? '')
  return parts === null ? undefined : Number(parts[1]) * (UNITS[parts[2] as string] as number)
}

const mappingOf = (node: YamlNode | undefined): YamlMapping | undefined => (node?.type === 'mapping' ? node : undefined)

function textOf(node: YamlMapping | undefined, key: string): string | undefined {
  const value = valueAt(node, key)
  return value?.type === 'scalar' ? value.text.trim() : undefined
}

function scalarsOf(node: YamlNode | undefined) {
  const nodes = node === undefined ? [] : node.type === 'sequence' ? node.items : [node]
  return nodes.flatMap((one) => (one.type === 'scalar' ? [one] : []))
}
