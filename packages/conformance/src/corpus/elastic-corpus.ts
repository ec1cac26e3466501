import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Condition, Rule } from '@ruleglot/core'
import { wholeCondition } from '@ruleglot/core'
import { parseCondition, parseRules } from 'ruleglot'
import { sharedData } from '../shared-data.js'

/** A rule of the Elastic corpus that KQL decides, as read with the ECS schema. */
export interface CorpusRule {
  readonly path: string
  readonly rule: Rule
  /** What the output must mean: the condition with filters and guards joined. */
  readonly condition: Condition
}

export interface ElasticCorpus {
  readonly rules: readonly CorpusRule[]
  /** Conditions over indicator documents, from `threat_query`. */
  readonly threatQueries: readonly CorpusRule[]
  readonly files: number
  /** The rules of all files, whatever their language. */
  readonly every: readonly { readonly path: string; readonly rule: Rule }[]
}

/** Undefined when the corpus is not on this machine. */
export function readElasticCorpus(): ElasticCorpus | undefined {
  const path = sharedData('corpora/elastic-rules.jsonl.gz')
  if (path === undefined) return undefined
  const rows = gunzipSync(readFileSync(path))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; text: string })
  const rules: CorpusRule[] = []
  const threatQueries: CorpusRule[] = []
  const every: { readonly path: string; readonly rule: Rule }[] = []
  for (const { path: name, text } of rows) {
    const parsed = parseRules('elastic', { [name]: text }, { file: name })
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.diagnostics)}`)
    const rule = parsed.value[0] as Rule
    every.push({ path: name, rule })
    const source = (rule.vendor as { rule?: Record<string, unknown> }).rule ?? {}
    if (source['language'] !== 'kuery') continue
    rules.push({ path: name, rule, condition: wholeCondition(rule) })
    const threat = source['threat_query']
    if (typeof threat !== 'string') continue
    const condition = parseCondition('kql', threat)
    if (!condition.ok) throw new Error(`${name}: ${JSON.stringify(condition.diagnostics)}`)
    threatQueries.push({ path: name, rule, condition: condition.value })
  }
  return { rules, threatQueries, files: rows.length, every }
}
