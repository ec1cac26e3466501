import {
  type Assumption,
  and,
  type Condition,
  type Diagnostic,
  type EmitOptions,
  failure,
  type JsonObject,
  type JsonValue,
  type Result,
  success,
  TRUE,
} from '@ruleglot/core'
import { emitKql } from '../kql/index.js'
import { filterOf } from './filter-of.js'
import type { Keys } from './rule-keys.js'

/** The keys that hold a condition, and what they rely on. */
export interface QueryKeys {
  readonly keys: Keys
  readonly assumptions: readonly Assumption[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The condition as a KQL query. A conjunct that KQL cannot say becomes a filter if Elasticsearch can; exceptions that
 * were read as text go back into their list. What is left makes the rule unwritable.
 */
export function queryKeys(condition: Condition, options: EmitOptions): Result<QueryKeys> {
  if (condition.kind === 'Opaque' && Object.hasOwn(VERBATIM, condition.language)) {
    const { text, language } = condition
    return success({ keys: { ...NO_FILTERS, ...VERBATIM[language], query: text }, assumptions: [], diagnostics: [] })
  }
  const inQuery: Condition[] = []
  const filters: JsonObject[] = []
  const exceptions: JsonValue[] = []
  const assumptions: Assumption[] = []
  const problems: Diagnostic[] = []
  for (const part of condition.kind === 'And' ? condition.children : [condition]) {
    const list = exceptionList(part)
    const written = list === undefined ? emitKql(part, options) : undefined
    const filter = written?.ok === false ? filterOf(part, options) : undefined
    if (list !== undefined) exceptions.push(list)
    else if (written?.ok === true) inQuery.push(part)
    else if (filter !== undefined) {
      filters.push(filter.filter)
      assumptions.push(...filter.assumptions)
    } else problems.push(...beyondFilters(written?.diagnostics ?? []))
  }
  if (problems.length > 0) return failure(problems)
  const only = inQuery.length === 1 ? inQuery[0] : undefined
  const query = emitKql(only ?? (inQuery.length === 0 ? TRUE : and(inQuery)), options)
  if (!query.ok) return query
  return success({
    keys: {
      query: `${query.value.text}\n`,
      language: 'kuery',
      filters: filters.length === 0 ? undefined : filters,
      exceptions_list: exceptions.length === 0 ? undefined : exceptions,
    },
    assumptions: [...query.value.assumptions, ...assumptions],
    diagnostics: [...query.diagnostics, ...query.value.diagnostics],
  })
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
