import {
  type Assumption,
  type Condition,
  type Diagnostic,
  failure,
  opaque,
  type Result,
  type Span,
  success,
} from '@ruleglot/core'
import { readEql } from './eql-part.js'
import { type ExceptionItems, readExceptions } from './exceptions.js'
import { allOf, readFilters } from './filters.js'
import { keyPath, keyValue, type Reading, report, textAt } from './keys.js'
import { type ReadPart, readKql } from './kql-part.js'

/**
 * What an event must be for the rule to see it: the query, its filters, and no exception. Index patterns are routing and
 * not part of it. Queries in other languages than KQL and EQL are kept as text.
 */
export function readCondition(reading: Reading, type: string, lists: ExceptionItems): Result<ReadPart> {
  const query = readQuery(reading, type)
  if (!query.ok) return query
  const parts = [query.value, ...readFilters(reading, 'filters'), ...readExceptions(reading, lists)]
  return success(together(parts), query.diagnostics)
}

/** The condition over indicator documents of an indicator match rule. */
export function readIndicators(reading: Reading): Result<ReadPart | undefined> {
  const text = textAt(reading, ['threat_query'])
  const filters = readFilters(reading, 'threat_filters')
  if (text === undefined) return success(filters.length === 0 ? undefined : together(filters))
  const query = inLanguage(reading, 'threat_query', text, textAt(reading, ['threat_language']) ?? 'kuery')
  if (!query.ok) return query
  return success(together([query.value, ...filters]), query.diagnostics)
}

function together(parts: readonly ReadPart[]): ReadPart {
  const assumptions: readonly Assumption[] = parts.flatMap((one) => one.assumptions)
  return { condition: allOf(parts.map((one) => one.condition)), assumptions }
}

function readQuery(reading: Reading, type: string): Result<ReadPart> {
  const text = textAt(reading, ['query'])
  const language = textAt(reading, ['language']) ?? DEFAULT_LANGUAGES[type] ?? 'kuery'
  if (type === 'machine_learning') return success(readJob(reading))
  // Beside a saved query, the one in the rule runs only where Kibana does not find the saved one.
  const isElsewhere = type === 'saved_query' && textAt(reading, ['saved_id']) !== undefined
  if (text !== undefined && !isElsewhere) return inLanguage(reading, 'query', text, language)
  const problems: Diagnostic[] = []
  report(
    { ...reading, diagnostics: problems },
    'elastic/no-query',
    ['type'],
    NO_QUERY[type] ?? 'The rule has no query, so there is nothing to translate.',
    {
      hint: isElsewhere ? 'Write it as `query`, with the type `query`.' : 'Add `query` to the rule.',
    },
  )
  return failure(problems)
}

const DEFAULT_LANGUAGES: Readonly<Record<string, string>> = { eql: 'eql', esql: 'esql' }

const NO_QUERY: Readonly<Record<string, string>> = {
  saved_query: 'The rule runs a saved query that is not in the file.',
}

function inLanguage(reading: Reading, key: 'query' | 'threat_query', text: string, language: string): Result<ReadPart> {
  if (language === 'kuery') return readKql(reading, [key], text)
  if (language === 'eql') return readEql(reading, [key], text)
  const span: Span = reading.document.spanOf(keyPath(reading, [key]))
  report(
    reading,
    'elastic/unsupported-language',
    [key],
    `The ${LANGUAGE_NAMES[language] ?? language} query is kept as text, not read: the rule's metadata can be used, its condition not translated.`,
    {
      effect: 'unknown',
      data: { language },
    },
  )
  return success(kept(opaque(language, text, [], span)))
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { esql: 'ES|QL', lucene: 'Lucene' }

/** A machine learning rule looks at the results of a job; which events made them is not in the rule. */
function readJob(reading: Reading): ReadPart {
  const job = keyValue(reading, ['machine_learning_job_id']) ?? null
  const span: Span = reading.document.spanOf(keyPath(reading, ['machine_learning_job_id']))
  report(
    reading,
    'elastic/unsupported-language',
    ['type'],
    'A machine learning rule has no condition over events: only its metadata is read.',
    {
      effect: 'unknown',
      data: { language: 'machine_learning' },
    },
  )
  return kept(opaque('machine_learning', JSON.stringify(job), [], span))
}

function kept(condition: Condition): ReadPart {
  return { condition, assumptions: [] }
}
