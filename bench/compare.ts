import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { type Condition, compareConditions } from '@ruleglot/core'
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
    const ratios: ({ readonly path: string } & Readonly<Record<Comparison, number>>)[] = []
    rows.forEach(({ path, text }, i) => {
      if (i % step !== 0) return
      const parsing = fastest(() => parseRule(language, text))
      const parsed = parseRule(language, text)
      if (!parsed.ok) return
      const { condition } = parsed.value
      const times = (other: Condition): number => fastest(() => compareConditions(condition, other)) / (2 * parsing)
      ratios.push({
        path,
        equal: times(JSON.parse(JSON.stringify(condition)) as Condition),
        'one test less': times(oneTestLess(condition)),
        'its negation': times({ kind: 'Not', child: condition }),
      })
    })
    for (const key of COMPARISONS) {
      const sorted = [...ratios].sort((a, b) => a[key] - b[key])
      const median = sorted[sorted.length >> 1]?.[key] ?? Number.NaN
      const slowest = sorted.at(-1)
      console.log(
        `${language}, ${key}: ${ratios.length} pairs, median ${median.toFixed(2)} times parsing both, slowest ${slowest?.[key].toFixed(1)} (${slowest?.path})`,
      )
    }
  }
}

const COMPARISONS = ['equal', 'one test less', 'its negation'] as const
type Comparison = (typeof COMPARISONS)[number]

/** The outermost connective without its first part. */
function oneTestLess(condition: Condition): Condition {
  if (condition.kind !== 'And' && condition.kind !== 'Or') return { kind: 'Not', child: condition }
  return condition.children.length < 2
    ? oneTestLess(condition.children[0] ?? { kind: 'True' })
    : { kind: condition.kind, children: condition.children.slice(1) }
}

/** What takes long is measured once. */
function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3 && (i === 0 || best < LONG); i++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

const LONG = 200
