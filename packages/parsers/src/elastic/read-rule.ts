import {
  depthOf,
  diagnostic,
  failure,
  MAX_DEPTH,
  type ParseOptions,
  type Result,
  type Rule,
  success,
  withOrigin,
} from '@ruleglot/core'
import { readCondition, readIndicators } from './condition.js'
import { isTable, type RuleDocument, valueAt } from './document.js'
import type { ExceptionItems } from './exceptions.js'
import { type Reading, report, textAt } from './keys.js'
import { readMetadata } from './metadata.js'
import { readTrigger } from './trigger.js'

/** The rule in a document. Fails when it has no rule, or a query that cannot be read. */
export function readRule(document: RuleDocument, lists: ExceptionItems, options: ParseOptions): Result<Rule> {
  if (!isTable(valueAt(document.root, document.rulePath))) {
    return failure([
      diagnostic('elastic/no-rule', 'The file has no [rule] table.', {
        span: document.spanOf(document.rulePath),
        hint: 'A rule file has a table [metadata] and a table [rule].',
      }),
    ])
  }
  const reading: Reading = { document, options, diagnostics: [] }
  const type = textAt(reading, ['type']) ?? typeFromKeys(reading)
  const metadata = readMetadata(reading)
  for (const key of ['rule_id', 'name'] as const) {
    if (textAt(reading, [key]) === undefined)
      report(reading, 'elastic/missing-key', [], `The rule has no ${key}.`, { data: { key } })
  }
  const condition = readCondition(reading, type, lists)
  const indicators = type === 'threat_match' ? readIndicators(reading) : success(undefined)
  const diagnostics = [...reading.diagnostics, ...condition.diagnostics, ...indicators.diagnostics]
  if (!condition.ok || !indicators.ok) return failure(diagnostics)
  const span = document.spanOf([])
  if (depthOf(condition.value.condition) > MAX_DEPTH) {
    return failure([
      ...diagnostics,
      diagnostic('limit/nesting', `The condition is more than ${MAX_DEPTH} levels deep.`, { span }),
    ])
  }
  const before = reading.diagnostics.length
  const trigger = readTrigger(reading, type, indicators.value?.condition)
  diagnostics.push(...reading.diagnostics.slice(before))
  const rule: Rule = {
    ir: 1,
    language: 'elastic',
    ...metadata,
    trigger,
    condition: condition.value.condition,
    defined: [],
    assumptions: condition.value.assumptions,
    tests: [],
    vendor: document.root,
    span,
  }
  return success(withOrigin(rule), diagnostics)
}

/** A rule without `type` is what its keys say. */
function typeFromKeys(reading: Reading): string {
  report(reading, 'elastic/missing-key', [], 'The rule has no type.', { data: { key: 'type' } })
  const language = textAt(reading, ['language'])
  if (language === 'eql' || language === 'esql') return language
  const has = (key: string): boolean =>
    valueAt(reading.document.root, [...reading.document.rulePath, key]) !== undefined
  if (has('machine_learning_job_id')) return 'machine_learning'
  if (has('threshold')) return 'threshold'
  if (has('new_terms') || has('new_terms_fields')) return 'new_terms'
  return has('threat_query') ? 'threat_match' : 'query'
}
