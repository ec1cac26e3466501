import {
  type Assumption,
  and,
  type Condition,
  type Diagnostic,
  diagnostic,
  type EmitOptions,
  failure,
  type JsonObject,
  type JsonValue,
  type Result,
  type Rule,
  success,
  TRUE,
  wholeCondition,
} from '@ruleglot/core'
import { chooseLanguage } from './choose-language.js'
import { filterOf } from './filter-of.js'
import { nullAsMissing } from './null-as-missing.js'
import { queryWriter } from './query-writer.js'
import type { Keys } from './rule-keys.js'

/** The keys that hold a condition, and what they rely on. */
export interface QueryKeys {
  readonly keys: Keys
  readonly assumptions: readonly Assumption[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The condition as a query, in the language that was chosen for the rule. A conjunct that KQL cannot say becomes a filter
 * if Elasticsearch can; exceptions that were read as text go back into their list. What is left makes the rule unwritable.
 */
export function queryKeys(rule: Rule, options: EmitOptions): Result<QueryKeys> {
  const known = lastKeys.get(rule)
  if (known !== undefined && isSameButVerdict(known.options, options)) return known.keys
  const keys = queryKeysOf(rule, options)
  lastKeys.set(rule, { options, keys })
  return keys
}

/** A rule is written twice, once to be judged and once with its verdict in the header. The query is the same. */
const lastKeys = new WeakMap<Rule, { readonly options: EmitOptions; readonly keys: Result<QueryKeys> }>()

function isSameButVerdict(a: EmitOptions, b: EmitOptions): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof EmitOptions)[])
  names.delete('verdict')
  return [...names].every((name) => a[name] === b[name])
}

function queryKeysOf(rule: Rule, options: EmitOptions): Result<QueryKeys> {
  if (isKeptQuery(rule)) return success({ keys: {}, assumptions: rule.assumptions ?? [], diagnostics: [] })
  const condition = wholeCondition(rule)
  const keys = keysFor(rule, condition, options)
  if (keys.ok || !keys.diagnostics.some(({ code }) => code === 'emit/shape')) return keys
  const near = nullAsMissing(condition)
  const written = near === undefined ? keys : keysFor(rule, near.condition, options)
  if (near === undefined || !written.ok) return keys
  return success({ ...written.value, diagnostics: [...written.value.diagnostics, takenForMissing(near.fields)] })
}

function takenForMissing(fields: readonly string[]): Diagnostic {
  const named = `${fields.slice(0, 3).join(', ')}${fields.length > 3 ? ` and ${fields.length - 3} more` : ''}`
  const message = `The source tells null or the type of a value apart in ${named}. Elastic knows only whether a field has a value: null is taken for missing there.`
  return diagnostic('elastic/null-as-missing', message, {
    hint: 'If the field is never null and always of that type, the rule means the same; the verdict has an event that shows the difference.',
    data: { fields },
  })
}

function keysFor(rule: Rule, condition: Condition, options: EmitOptions): Result<QueryKeys> {
  if (condition.kind === 'Opaque' && Object.hasOwn(VERBATIM, condition.language)) {
    const { text, language } = condition
    return success({ keys: { ...NO_FILTERS, ...VERBATIM[language], query: text }, assumptions: [], diagnostics: [] })
  }
  const all = condition.kind === 'And' ? condition.children : [condition]
  const exceptions = all.map(exceptionList).filter((list) => list !== undefined)
  const parts = all.filter((part) => exceptionList(part) === undefined)
  const whole = together(parts)
  const write = queryWriter(options)
  const { language, why } = chooseLanguage(rule, parts, whole, options, write)
  const isWritable = write(language, whole).ok
  const inQuery: Condition[] = isWritable ? [...parts] : []
  const filters: JsonObject[] = []
  const assumptions: Assumption[] = []
  const problems: Diagnostic[] = []
  for (const part of isWritable ? [] : parts) {
    const written = write(language, part)
    const filter = written.ok ? undefined : filterOf(part, options)
    if (written.ok) inQuery.push(part)
    else if (filter !== undefined) {
      filters.push(filter.filter)
      assumptions.push(...filter.assumptions)
    } else problems.push(...beyondFilters(written.diagnostics))
  }
  if (problems.length > 0) return failure(problems)
  const query = write(language, isWritable ? whole : together(inQuery))
  if (!query.ok) return query
  const chosen = why === undefined ? [] : [diagnostic('elastic/query-language', why, { data: { language } })]
  return success({
    keys: {
      query: `${query.value.text}\n`,
      language,
      ...(rule.trigger.kind === 'each' ? { type: language === 'eql' ? 'eql' : 'query' } : {}),
      filters: filters.length === 0 ? undefined : filters,
      exceptions_list: exceptions.length === 0 ? undefined : exceptions,
    },
    assumptions: [...query.value.assumptions, ...assumptions],
    diagnostics: [...query.diagnostics, ...query.value.diagnostics, ...chosen],
  })
}

function together(parts: readonly Condition[]): Condition {
  const [only] = parts
  return only === undefined ? TRUE : parts.length === 1 ? only : and(parts)
}

/** A sequence and its like: the query is part of the trigger, and the condition only what its steps look for. */
function isKeptQuery({ trigger }: Rule): boolean {
  if (trigger.kind !== 'other' || trigger.language !== 'elastic') return false
  const { source } = trigger
  return typeof source === 'object' && source !== null && 'query' in source
}

/** What a filter could say too is not what keeps a part from being written, unless there is nothing else. */
function beyondFilters(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const others = problems.filter(({ code }) => code !== 'emit/ignore-case' && code !== 'emit/pattern')
  return others.length > 0 ? others : problems
}

const NO_FILTERS: Keys = { filters: undefined, exceptions_list: undefined }

/** Queries that were kept as text go back into rules of their language. */
const VERBATIM: Readonly<Record<string, Keys>> = {
  eql: { language: 'eql', type: 'eql' },
  esql: { language: 'esql', type: 'esql' },
  lucene: { language: 'lucene' },
}

/** `not` a list of exceptions that is named in the rule but not in the file. */
function exceptionList(part: Condition): JsonValue | undefined {
  if (part.kind !== 'Not' || part.child.kind !== 'Opaque' || part.child.language !== 'elastic-exceptions')
    return undefined
  try {
    const list = JSON.parse(part.child.text) as JsonObject
    return typeof list === 'object' && list !== null && !Object.hasOwn(list, 'entries') ? list : undefined
  } catch {
    return undefined
  }
}
