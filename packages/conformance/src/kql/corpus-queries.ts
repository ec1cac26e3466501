import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { sharedData } from '../shared-data.js'

/** The KQL of Elastic's rules: queries, and the queries over indicators of threat-match rules. */
export interface CorpusQuery {
  readonly rule: string
  readonly query: string
}

export const CORPUS = 'corpora/elastic-rules.jsonl.gz'

export function corpusQueries(): readonly CorpusQuery[] | undefined {
  const path = sharedData(CORPUS)
  if (path === undefined) return undefined
  const rows = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')
  return rows.flatMap((row) => queriesOf(JSON.parse(row) as { path: string; text: string }))
}

function queriesOf({ path, text }: { readonly path: string; readonly text: string }): readonly CorpusQuery[] {
  const { rule } = parseToml(text) as { rule?: { language?: string; query?: string; threat_query?: string } }
  if (rule?.language !== 'kuery') return []
  return [rule.query, rule.threat_query].flatMap((query) => (query === undefined ? [] : [{ rule: path, query }]))
}

/** The TOML reader belongs to the parsers; this package has no dependencies of its own. */
const parseToml = createRequire(new URL('../../../parsers/package.json', import.meta.url))(
  '@iarna/toml/parse-string.js',
) as (text: string) => unknown
