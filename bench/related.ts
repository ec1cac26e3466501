import { readFileSync } from 'node:fs'
import { cpuUsage } from 'node:process'
import { gunzipSync } from 'node:zlib'
import { findRelated, type Rule } from '@ruleglot/core'
import { parseRule } from 'ruleglot'

const SIZES = [1000, 2500, 5000]

/** Duplicates and containment among more and more rules of the corpora: processor time for each rule, against the smallest size. */
export function benchRelated(): void {
  const root = process.env['RULEGLOT_CORPORA'] ?? new URL('../../shared', import.meta.url).pathname
  let rules: readonly Rule[]
  try {
    rules = (['sigma', 'elastic'] as const).flatMap((language) =>
      readRules(`${root}/corpora/${language}-rules.jsonl.gz`, language),
    )
  } catch {
    console.log('no corpus')
    return
  }
  findRelated(spread(rules, 300))
  let first: number | undefined
  for (const size of SIZES) {
    const taken = spread(rules, size)
    const start = cpuUsage()
    const { compared, pairs } = findRelated(taken)
    const { user, system } = cpuUsage(start)
    const each = (user + system) / 1000 / size
    first ??= each
    console.log(
      `${size} rules: ${compared} pairs compared, ${pairs.length} related; ${((each * size) / 1000).toFixed(1)} s, ${each.toFixed(2)} ms a rule, ${(each / first).toFixed(2)} times that of ${SIZES[0]} rules`,
    )
  }
}

function readRules(file: string, language: 'sigma' | 'elastic'): readonly Rule[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n')
  return lines.flatMap((line) => {
    const { text } = JSON.parse(line) as { readonly text: string }
    const parsed = parseRule(language, text)
    return parsed.ok && !JSON.stringify(parsed.value.condition).includes('"kind":"Opaque"') ? [parsed.value] : []
  })
}

function spread<T>(all: readonly T[], size: number): readonly T[] {
  return Array.from({ length: Math.min(size, all.length) }, (_, i) => all[Math.floor((i * all.length) / size)] as T)
}
