import { type Evaluator, evaluator, type JsonValue } from '@ruleglot/core'
import { compileMatcher, type MatcherRule } from '@ruleglot/matcher'
import { parseRules } from 'ruleglot'
import { describe, expect, test } from 'vitest'
import { readRegressionPairs } from './regression-pairs.js'
import { readSigmaCorpus } from './sigma-corpus.js'

/**
 * Every rule of SigmaHQ in the matcher: on the recorded events, and on mixtures of them, it says what `evaluate` says of
 * each rule. By default a sample of the events; RULEGLOT_FULL=1 takes all of them, or RULEGLOT_PART a share, as 1/4.
 */
const files = readSigmaCorpus()
const pairs = readRegressionPairs()
const full = process.env['RULEGLOT_FULL'] === '1'
const [part = 1, parts = 1] = (process.env['RULEGLOT_PART'] ?? '1/1').split('/').map(Number)
const chosen = (_: unknown, i: number): boolean => (full ? i % parts === part - 1 : i % 31 === 4)
const timeout = full ? 3_600_000 : 120_000

describe.skipIf(files === undefined || pairs === undefined)('every Sigma rule in the matcher', () => {
  const rules = rulesOf(files ?? [])
  const all = eventsOf((pairs ?? []).flatMap(({ events }) => events))
  const evaluators = new Map<string, Evaluator>(rules.map(({ id, condition }) => [id, evaluator(condition)]))
  const expected = (event: JsonValue, of: readonly MatcherRule[]): readonly string[] =>
    of.filter(({ id }) => evaluators.get(id)?.(event, {}) === true).map(({ id }) => id)

  test(
    'on every event, before and after it has learned what is rare',
    () => {
      expect(rules.length).toBeGreaterThan(3700)
      const checked = all.filter(chosen)
      const fresh = compileMatcher(rules)
      const learned = compileMatcher(rules)
      for (let i = 0; i < 520; i++) learned.match(all[i % all.length])
      let hits = 0
      for (const event of checked) {
        const want = expected(event, rules)
        hits += want.length
        expect(fresh.match(event)).toEqual(want)
        // Twice: what is remembered of values must not change the answer.
        for (let i = 0; i < 2; i++) expect(learned.match(event)).toEqual(want)
      }
      expect(hits).toBeGreaterThan(checked.length / 2)
      if (full) console.log(`${checked.length} of ${all.length} events, ${rules.length} rules, ${hits} hits`)
    },
    timeout,
  )

  test(
    'routed by log source: the rules of that source and no others',
    () => {
      const source = { product: 'windows', category: 'process_creation' }
      const own = rules.filter(
        ({ logSource = {} }) =>
          (logSource.product ?? source.product) === source.product &&
          (logSource.category ?? source.category) === source.category,
      )
      const matcher = compileMatcher(rules, { logSource: () => source })
      for (const event of all.filter(chosen)) {
        expect(matcher.match(event)).toEqual(expected(event, own))
      }
    },
    timeout,
  )
})

function rulesOf(sources: readonly { readonly path: string; readonly text: string }[]): readonly MatcherRule[] {
  const found = new Map<string, MatcherRule>()
  for (const { path, text } of sources) {
    const read = parseRules('sigma', { [path]: text })
    for (const rule of read.ok ? read.value : []) {
      const id = rule.id ?? path
      if (!found.has(id) && rule.trigger.kind === 'each') found.set(id, { ...rule, id })
    }
  }
  return [...found.values()]
}

/** The events, and for each one with some fields of another: what rules rule out occurs there. */
function eventsOf(recorded: readonly JsonValue[]): readonly JsonValue[] {
  const mixed = recorded.map((event, i) => {
    const other = Object.entries((recorded[(i * 7 + 3) % recorded.length] ?? {}) as Record<string, JsonValue>)
    return { ...(event as object), ...Object.fromEntries(other.filter((_, at) => at % 3 === i % 3)) } as JsonValue
  })
  return recorded.flatMap((event, i) => [event, mixed[i] as JsonValue])
}
