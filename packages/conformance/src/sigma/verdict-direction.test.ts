import {
  assumptionHolds,
  type Condition,
  ecsSchema,
  evaluator,
  type JsonValue,
  type Scalar,
  sampleEvents,
  verify,
} from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { describe, expect, test } from 'vitest'
import { readElasticCorpus } from '../corpus/elastic-corpus.js'

/**
 * `wider` says that nothing is missed, `narrower` that nothing is added. For every rule of the corpus as Sigma: events
 * that one side fires on get another value in one field, a literal of the rule in another letter case, with something
 * before or behind it, as another type; none of them may show what the verdict denies. Made here without the means by
 * which verdicts are made. RULEGLOT_FULL=1 takes every rule, else every fourth.
 */
const corpus = readElasticCorpus()
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 4
const MOST_EVENTS = 6
const MOST_LITERALS = 80

describe.skipIf(corpus === undefined)('verdicts on Sigma outputs', () => {
  test('no event refutes the direction', () => {
    const refuted: string[] = []
    const counts: Record<string, number> = {}
    let events = 0
    const rules = (corpus?.rules ?? []).filter((_, i) => i % STEP === 0)
    for (const { path, condition: source } of rules) {
      const written = emitter.emitCondition?.(source, { schema: ecsSchema })
      const read = written?.ok ? parser.parseCondition?.(written.value.text, { schema: ecsSchema }) : undefined
      if (!written?.ok || !read?.ok) continue
      const output = read.value.condition
      const [named, readerAssumptions] = [written.value.assumptions, read.value.assumptions]
      const { verdict } = verify({ source, output, named, readerAssumptions, schema: ecsSchema })
      counts[verdict] = (counts[verdict] ?? 0) + 1
      const mayMiss = verdict === 'narrower' || verdict === 'different' || verdict === 'unproven'
      const mayAdd = verdict === 'wider' || verdict === 'different' || verdict === 'unproven'
      if (mayMiss && mayAdd) continue
      const [runSource, runOutput] = [evaluator(source), evaluator(output)]
      const refutes = (event: JsonValue): boolean => {
        events++
        const inSource = runSource(event)
        if (mayMiss && inSource === true) return false
        if (mayAdd && inSource === false) return false
        return (
          inSource !== runOutput(event) &&
          [...named, ...readerAssumptions].every((assumption) => assumptionHolds(assumption, event))
        )
      }
      const event = eventsBeside(mayAdd ? source : output, source, output).find(refutes)
      if (event !== undefined) refuted.push(`${path}: ${verdict}, but ${JSON.stringify(event)}`)
    }
    console.log(`${JSON.stringify(counts)}, ${events} events`)
    expect(refuted).toEqual([])
    expect(events).toBeGreaterThan(rules.length * 50)
  }, 900_000)
})

/** Events that fire `fires`, and the same with one field changed. */
function eventsBeside(fires: Condition, source: Condition, output: Condition): readonly JsonValue[] {
  const literals = [
    ...new Map([...literalsIn(source), ...literalsIn(output)].map((one) => [JSON.stringify(one), one])).values(),
  ]
  const some = literals.filter((_, i) => i % Math.ceil(literals.length / MOST_LITERALS) === 0)
  const run = evaluator(fires)
  return sampleEvents([fires], { limit: 60 })
    .filter((event) => run(event) === true)
    .slice(0, MOST_EVENTS)
    .flatMap((event) => [
      event,
      ...some.flatMap(({ path, value }) =>
        variations(value).flatMap((other) => [put(event, path, other), put(event, path, [other])]),
      ),
    ])
}

interface FieldLiteral {
  readonly path: readonly string[]
  readonly value: Scalar
}

/** Every field with each scalar that a leaf on it compares with; of a pattern its text. */
function literalsIn(condition: Condition): readonly FieldLiteral[] {
  if (condition.kind === 'And' || condition.kind === 'Or') return condition.children.flatMap(literalsIn)
  if (condition.kind === 'Not') return literalsIn(condition.child)
  if (!('field' in condition) || !Array.isArray(condition.field)) return []
  const path = condition.field.flatMap((segment: unknown) => (typeof segment === 'string' ? segment.split('.') : []))
  const values =
    condition.kind === 'In'
      ? condition.values
      : condition.kind === 'Match'
        ? [condition.pattern.map((part) => (typeof part === 'string' ? part : 'q')).join('')]
        : condition.kind === 'Compare' && typeof condition.value !== 'object'
          ? [condition.value]
          : []
  return values.map((value) => ({ path, value }))
}

function variations(value: Scalar): readonly JsonValue[] {
  const text = String(value)
  const number = Number(text)
  const other = [value, text, text.toUpperCase(), text.toLowerCase(), `${text}x`, `x${text}`]
  return text.trim() === '' || Number.isNaN(number) ? other : [...other, number, number + 1, String(number + 1)]
}

function put(event: JsonValue, [key, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (key === undefined) return value
  const holder = typeof event === 'object' && event !== null && !Array.isArray(event) ? event : {}
  return { ...holder, [key]: put((holder as Record<string, JsonValue>)[key] ?? {}, rest, value) }
}
