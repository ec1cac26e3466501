import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Rule } from '@ruleglot/core'
import { parseRules } from 'ruleglot'
import { sharedData } from '../shared-data.js'

/** An EQL rule of Elastic's repository, as read with the ECS schema. */
export interface EqlRule {
  readonly path: string
  readonly query: string
  readonly rule: Rule
}

const ELASTIC_CORPUS = 'corpora/elastic-rules.jsonl.gz'

/** Undefined when the corpus is not on this machine. Throws for a rule that is not read. */
export function eqlRules(): readonly EqlRule[] | undefined {
  const path = sharedData(ELASTIC_CORPUS)
  if (path === undefined) return undefined
  const rows = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return rows.flatMap((row) => {
    const { path: name, text } = JSON.parse(row) as { path: string; text: string }
    if (!/^language = "eql"/m.test(text)) return []
    const parsed = parseRules('elastic', { [name]: text }, { file: name })
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.diagnostics)}`)
    const rule = parsed.value[0] as Rule
    const { query } = (rule.vendor as { rule: { query: string } }).rule
    return [{ path: name, query, rule }]
  })
}
