import { type Condition, type JsonObject, type JsonValue, pathOf, type Trigger } from '@ruleglot/core'
import { secondsBack, secondsIn } from './duration.js'
import { severalEvents } from './eql-part.js'
import { hasTable, keyValue, numberAt, type Reading, report, tablesAt, textAt, textsAt } from './keys.js'

/** Kibana's look-back when the rule names none. */
const DEFAULT_LOOK_BACK = 'now-6m'

/** When the rule alerts, from its `type`. `indicators` is the condition of `threat_query`, where there is one. */
export function readTrigger(reading: Reading, type: string, indicators: Condition | undefined): Trigger {
  switch (type) {
    case 'threshold':
      return readThreshold(reading) ?? keptTrigger(reading, type, ['threshold'])
    case 'new_terms':
      return (
        readNewTerms(reading) ?? keptTrigger(reading, type, ['new_terms', 'new_terms_fields', 'history_window_start'])
      )
    case 'threat_match': {
      const kept = keptTrigger(reading, type, THREAT_MATCH_KEYS)
      return indicators === undefined || kept.kind !== 'other' ? kept : { ...kept, condition: indicators }
    }
    case 'machine_learning':
      return keptTrigger(reading, type, ['anomaly_threshold', 'machine_learning_job_id'])
    case 'eql': {
      const several = severalEvents(textAt(reading, ['query']) ?? '')
      return several === undefined ? { kind: 'each' } : keptTrigger(reading, several, EQL_KEYS)
    }
    default:
      return { kind: 'each' }
  }
}

/** The query is the trigger: the order of its steps is nowhere else. */
const EQL_KEYS = ['type', 'language', 'query', 'event_category_override', 'timestamp_field', 'tiebreaker_field']

const THREAT_MATCH_KEYS = [
  'threat_index',
  'threat_indicator_path',
  'threat_language',
  'threat_query',
  'threat_filters',
  'threat_mapping',
]

/** The window is the look-back of one run: what `from` says. */
function readThreshold(reading: Reading): Trigger | undefined {
  if (!hasTable(reading, ['threshold'])) return undefined
  const count = numberAt(reading, ['threshold', 'value'])
  const cardinality = tablesAt(reading, ['threshold', 'cardinality'])
  // Kibana's own form allows one counted field; more than one have no place in the model.
  if (count === undefined || cardinality.length > 1) return undefined
  const fields = keyValue(reading, ['threshold', 'field'])
  const names = typeof fields === 'string' ? [fields] : textsAt(reading, ['threshold', 'field'])
  const window = lookBack(reading)
  const counted = cardinality[0]
  const distinctField = counted === undefined ? undefined : textAt(reading, [...counted, 'field'])
  const distinctCount = counted === undefined ? undefined : numberAt(reading, [...counted, 'value'])
  // Half a row says that something is counted, and not what: it is kept, not left out.
  if (counted !== undefined && (distinctField === undefined || distinctCount === undefined)) return undefined
  return {
    kind: 'threshold',
    count,
    groupBy: names.filter((name) => name !== '').map(pathOf),
    ...(window === undefined ? {} : { window }),
    ...(distinctField === undefined || distinctCount === undefined
      ? {}
      : { distinct: { field: pathOf(distinctField), count: distinctCount } }),
  }
}

function lookBack(reading: Reading): number | undefined {
  const from = textAt(reading, ['from']) ?? DEFAULT_LOOK_BACK
  const seconds = secondsBack(from)
  if (seconds === undefined) {
    report(reading, 'elastic/unknown-value', ['from'], `"${from}" is no length of time that can be read.`, {
      hint: 'Write it as "now-9m".',
    })
  }
  return seconds
}

/** In TOML a table `new_terms`; in an export two keys of the rule. */
function readNewTerms(reading: Reading): Trigger | undefined {
  const inTable = keyValue(reading, ['new_terms']) !== undefined && hasTable(reading, ['new_terms'])
  const fields = textsAt(reading, inTable ? ['new_terms', 'value'] : ['new_terms_fields'])
  const start = tableHistory(reading) ?? textAt(reading, ['history_window_start'])
  const history = start === undefined ? undefined : (secondsBack(start) ?? secondsIn(start))
  if (fields.length === 0 || history === undefined) {
    report(
      reading,
      'elastic/unknown-value',
      [inTable ? 'new_terms' : 'type'],
      'A new terms rule needs fields and the start of its history.',
      {
        hint: 'The history is written as "now-7d".',
      },
    )
    return undefined
  }
  return { kind: 'newTerms', fields: fields.map(pathOf), history }
}

function tableHistory(reading: Reading): string | undefined {
  if (keyValue(reading, ['new_terms', 'history_window_start']) === undefined) return undefined
  const row = tablesAt(reading, ['new_terms', 'history_window_start'])[0]
  return row === undefined ? undefined : textAt(reading, [...row, 'value'])
}

/** A trigger that the model has no words for, with the keys that define it. */
function keptTrigger(reading: Reading, name: string, keys: readonly string[]): Trigger {
  const source: Record<string, JsonValue> = {}
  for (const key of keys) {
    const value = keyValue(reading, [key])
    if (value !== undefined) source[key] = value
  }
  return { kind: 'other', language: 'elastic', name, source: source as JsonObject }
}
