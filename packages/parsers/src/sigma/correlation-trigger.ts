import { type JsonValue, pathOf, type Rule, type Trigger } from '@ruleglot/core'
import { entryOf, valueAt, type YamlMapping, type YamlNode } from '../yaml/yaml-node.js'
import { plainValue } from './plain-value.js'
import { type Reading, report } from './reading.js'

interface TypeFacts {
  /** Its condition compares a number with something; sequences may go without. */
  readonly counts: boolean
  readonly field: boolean
  /** Not in the specification's text, but in use. */
  readonly dialect?: true
}

const TYPES: Readonly<Record<string, TypeFacts>> = {
  event_count: { counts: true, field: false },
  value_count: { counts: true, field: true },
  temporal: { counts: false, field: false },
  temporal_ordered: { counts: false, field: false },
  value_sum: { counts: true, field: true },
  value_avg: { counts: true, field: true },
  value_percentile: { counts: true, field: true },
  value_median: { counts: true, field: true, dialect: true },
  temporal_extended: { counts: false, field: false, dialect: true },
  temporal_ordered_extended: { counts: false, field: false, dialect: true },
}

/** Counting is understood; sequences, sums and correlations of correlations are kept as they stand, and named. */
export function readTrigger(node: YamlMapping, used: readonly Rule[], reading: Reading): Trigger | undefined {
  const type = textOf(node, 'type')
  const place = (key: string) => entryOf(node, key)?.value.span ?? node.span
  const facts = type !== undefined && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  if (type === undefined || facts === undefined) {
    const message = type === undefined ? 'The correlation has no type.' : `"${type}" is no type of correlation.`
    return report(reading, 'sigma/correlation', place('type'), message, {
      hint: `One of ${Object.keys(TYPES).join(', ')}.`,
    })
  }
  const window = secondsOf(textOf(node, 'timespan'))
  if (window === undefined) {
    return report(reading, 'sigma/correlation', place('timespan'), 'The timespan is not one.', {
      hint: 'Write a number and s, m, h or d: 15m.',
    })
  }
  const problem = conditionProblem(valueAt(node, 'condition'), facts)
  if (problem !== undefined) {
    return report(reading, 'sigma/correlation', place('condition'), problem, {
      hint: facts.field ? 'Such as: { field: TargetUserName, gte: 10 }.' : 'Such as: { gte: 10 }.',
    })
  }
  if (facts.dialect) {
    report(reading, 'sigma/dialect', place('type'), `The type "${type}" is not in the specification yet.`, {
      hint: 'Not every tool takes it.',
      effect: 'none',
    })
  }
  return threshold(node, type, window, used) ?? kept(node, type, used, reading)
}

/** At least so many matches, or values of one field, of rules that match single events. */
function threshold(node: YamlMapping, type: string, window: number, used: readonly Rule[]): Trigger | undefined {
  const count = leastCount(valueAt(node, 'condition'))
  const single = used.every(({ trigger }) => trigger.kind === 'each')
  if (count === undefined || !single || entryOf(node, 'aliases') !== undefined) return undefined
  const groupBy = scalarsOf(valueAt(node, 'group-by')).map(({ text }) => pathOf(text))
  if (type === 'event_count') return { kind: 'threshold', count, groupBy, window }
  const field = textOf(mappingOf(valueAt(node, 'condition')), 'field')
  if (type !== 'value_count' || field === undefined) return undefined
  return { kind: 'threshold', count: 1, groupBy, window, distinct: { field: pathOf(field), count } }
}

function kept(node: YamlMapping, type: string, used: readonly Rule[], reading: Reading): Trigger {
  const chained = used.some(({ trigger }) => trigger.kind !== 'each')
  const why =
    type !== 'event_count' && type !== 'value_count'
      ? `A correlation of type ${type}`
      : chained
        ? `A ${type} over other correlations`
        : entryOf(node, 'aliases') !== undefined
          ? `A ${type} with aliases`
          : `A ${type} that asks for more than a least number`
  report(reading, 'sigma/correlation-kept', node.span, `${why} is kept as it stands; only Sigma gets it back.`, {
    hint: 'In other languages every match of its rules would alert.',
    effect: 'widens',
  })
  return { kind: 'other', language: 'sigma', name: type, source: plainValue(node) as JsonValue }
}

const OPERATORS: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte', 'eq', 'neq'])

/** What is wrong with the condition, if anything. */
function conditionProblem(node: YamlNode | undefined, facts: TypeFacts): string | undefined {
  if (node === undefined || node.type === 'empty') {
    return facts.counts ? 'The correlation has no condition.' : undefined
  }
  // Extended sequences combine their rules in a text.
  if (node.type === 'scalar' && facts.dialect === true && !facts.counts) return undefined
  if (node.type !== 'mapping') return 'The condition must be a map of operators and numbers.'
  const keys = node.entries.filter(({ key }) => OPERATORS.has(key.text))
  const other = node.entries.find(({ key }) => !OPERATORS.has(key.text) && !FIELD_KEYS.has(key.text))
  if (other !== undefined) return `"${other.key.text}" is no operator of a correlation.`
  if (keys.length === 0) return 'The condition compares with nothing.'
  const text = keys.find(({ value }) => value.type !== 'scalar' || !/^-?\d+(?:\.\d+)?$/.test(value.text))
  if (text !== undefined) return `"${text.key.text}" needs a number.`
  if (facts.field && scalarsOf(valueAt(node, 'field')).length === 0) return 'The condition needs the field it looks at.'
  return undefined
}

const FIELD_KEYS: ReadonlySet<string> = new Set(['field', 'percentile'])

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

export function textOf(node: YamlMapping | undefined, key: string): string | undefined {
  const value = valueAt(node, key)
  return value?.type === 'scalar' ? value.text.trim() : undefined
}

/** The scalars of a list, or the one that stands in its place. */
export function scalarsOf(node: YamlNode | undefined) {
  const nodes = node === undefined ? [] : node.type === 'sequence' ? node.items : [node]
  return nodes.flatMap((one) => (one.type === 'scalar' ? [one] : []))
}
