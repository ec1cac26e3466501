import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import parseToml from '@iarna/toml/parse-string.js'
import { ecsSchema } from '@ruleglot/core'
import { kql, parseKqlQuery } from '@ruleglot/parsers/kql'
import { sharedData } from '../packages/conformance/src/shared-data.js'
import { alternatingRounds } from './alternating-rounds.js'

/**
 * Reading KQL beside a hand-written parser of 80 lines that keeps offsets but has no diagnostics: the practical limit
 * for JavaScript. The target is at most 7 times its time, from text to tree with spans, and linear growth.
 */
export function benchKqlParsing(): void {
  const queries = realQueries()
  const hand = handParser()
  if (queries === undefined || hand === undefined)
    console.log('  skipped beside the hand-written parser: no shared folder')
  else compareWithHand(queries, hand)
  growth('nested parentheses', [10, 30, 100, 300, 1000], (n) => `${'('.repeat(n)}a:1${')'.repeat(n)}`)
  growth('nested not (...)', [10, 30, 100, 300, 900], (n) => `${'not ('.repeat(n)}a:1${')'.repeat(n)}`)
  growth('values in a list', [50, 500, 5000], (n) => `a:(${Array.from({ length: n }, (_, i) => `v${i}`).join(' or ')})`)
}

const TARGET = 7

function compareWithHand(queries: readonly string[], hand: (query: string) => unknown): void {
  const both = queries.filter((query) => accepts(hand, query) && parseKqlQuery(query).ok)
  const options = { schema: ecsSchema }
  const times = alternatingRounds({
    hand: () => both.forEach((query) => void hand(query)),
    tree: () => both.forEach((query) => void parseKqlQuery(query)),
    condition: () => both.forEach((query) => void kql.parseCondition?.(query, options)),
  })
  const ratio = (time: number): string => `${(time / times.hand).toFixed(2)} x`
  const bytes = both.reduce((sum, query) => sum + query.length, 0)
  console.log(`  ${both.length} queries of Elastic's rules, ${bytes} characters, median of alternating rounds`)
  console.log(`  hand-written, tree with offsets        ${times.hand.toFixed(2)} ms   1.00 x`)
  console.log(
    `  ruleglot, tree with spans              ${times.tree.toFixed(2)} ms   ${ratio(times.tree)}   target ${TARGET} x: ${times.tree / times.hand <= TARGET ? 'met' : 'MISSED'}`,
  )
  console.log(`  ruleglot, condition with warnings      ${times.condition.toFixed(2)} ms   ${ratio(times.condition)}`)
}

/** Time per unit at each size, against the smallest: about 1 when growth is linear. */
function growth(what: string, sizes: readonly number[], make: (n: number) => string): void {
  const texts = sizes.map((n) => [n, make(n)] as const)
  const times = alternatingRounds(
    Object.fromEntries(texts.map(([n, text]) => [String(n), () => void parseKqlQuery(text)])),
    7,
  )
  const perUnit = sizes.map((n) => (times[String(n)] as number) / n)
  console.log(`  ${what}`)
  for (const [index, n] of sizes.entries()) {
    const ms = times[String(n)] as number
    const ratio = (perUnit[index] as number) / (perUnit[0] as number)
    console.log(`    ${String(n).padStart(5)}   ${ms.toFixed(4)} ms   ${ratio.toFixed(2)} x the time per unit`)
  }
}

function accepts(parse: (query: string) => unknown, query: string): boolean {
  try {
    parse(query)
    return true
  } catch {
    return false
  }
}

function handParser(): ((query: string) => unknown) | undefined {
  const path = sharedData('prototypes/kql-rd.cjs')
  if (path === undefined) return undefined
  return (createRequire(import.meta.url)(path) as { readonly parse: (query: string) => unknown }).parse
}

function realQueries(): readonly string[] | undefined {
  const path = sharedData('corpora/elastic-rules.jsonl.gz')
  if (path === undefined) return undefined
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((row) => ruleOf((JSON.parse(row) as { readonly text: string }).text))
    .flatMap((rule) => (rule?.language === 'kuery' && rule.query !== undefined ? [rule.query.trim()] : []))
}

interface RuleTable {
  readonly language?: string
  readonly query?: string
}

function ruleOf(text: string): RuleTable | undefined {
  return (parseToml(text) as { readonly rule?: RuleTable }).rule
}
