import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { compareConditions } from '@ruleglot/core'
import { parseRule } from 'ruleglot'

/** A comparison beside parsing the same two rules, over the Elastic and Sigma rules of the corpora. */
export function benchCompare(): void {
  const root = process.env['RULEGLOT_CORPORA'] ?? new URL('../../shared', import.meta.url).pathname
  for (const [language, file] of [
    ['elastic', 'elastic-rules.jsonl.gz'],
    ['sigma', 'sigma-rules.jsonl.gz'],
  ] as const) {
    let rows: readonly { readonly path: string; readonly text: string }[]
    try {
      const lines = gunzipSync(readFileSync(`${root}/corpora/${file}`))
        .toString('utf8')
        .trimEnd()
        .split('\n')
      rows = lines.map((line) => JSON.parse(line) as { path: string; text: string })
    } catch {
      console.log(`${language}: no corpus`)
      continue
    }
    const step = language === 'sigma' ? 20 : 8
    const ratios: { readonly same: number; readonly edited: number; readonly path: string }[] = []
    rows.forEach(({ path, text }, i) => {
      if (i % step !== 0) return
      const parsing = fastest(() => parseRule(language, text))
      const parsed = parseRule(language, text)
      if (!parsed.ok) return
      const { condition } = parsed.value
      const other = { kind: 'Not' as const, child: condition }
      const same = fastest(() => compareConditions(condition, JSON.parse(JSON.stringify(condition))))
      const edited = fastest(() => compareConditions(condition, other))
      ratios.push({ same: same / (2 * parsing), edited: edited / (2 * parsing), path })
    })
    for (const key of ['same', 'edited'] as const) {
      const sorted = [...ratios].sort((a, b) => a[key] - b[key])
      const median = sorted[sorted.length >> 1]?.[key] ?? Number.NaN
      const slowest = sorted.at(-1)
      console.log(
        `${language}, ${key === 'same' ? 'equal' : 'its negation'}: ${ratios.length} pairs, median ${median.toFixed(2)} times parsing both, slowest ${slowest?.[key].toFixed(1)} (${slowest?.path})`,
      )
    }
  }
}

function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}
