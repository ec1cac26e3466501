import { readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import {
  type Assumption,
  assumptionHolds,
  assumptionKey,
  type Condition,
  type EmitOptions,
  ecsSchema,
  equals,
  evaluate,
  type JsonValue,
  normalise,
  sampleEvents,
} from '@ruleglot/core'
import { javascript, toPredicate } from '@ruleglot/emitters/javascript'
import { javascript as reader } from '@ruleglot/parsers/javascript'
import { kql } from '@ruleglot/parsers/kql'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCondition, arbitraryEvent, objectOf } from './arbitrary-condition.js'
import { type ElasticCorpus, readElasticCorpus } from './corpus/elastic-corpus.js'
import { sharedData } from './shared-data.js'

/** Emitted JavaScript, run in Node, against the evaluator: on every event that keeps what the output names. */

const EVENTS = ['nested', 'flat', 'any'] as const
const ARRAYS = ['any', 'scalar'] as const
const AS = ['expression', 'function', 'module'] as const

/** The ways that differ most. */
const SHAPES = [{}, { arrays: 'scalar' }, { events: 'any' }] as const

interface Emitted {
  readonly text: string
  readonly assumptions: readonly Assumption[]
  readonly matches: (event: JsonValue, options?: { readonly now: number }) => boolean
}

/** Everything that JavaScript text is written for beside paths and the usual tests. */
const EVERYTHING = { fieldPatterns: true, computedTexts: true, tokens: true, relativeInstants: true } as const
/** The clock of a run: expressions ask for their own, so it is near. */
const CLOCK = { now: Date.now() }

function emit(condition: Condition, options: EmitOptions): Emitted | undefined {
  const written = javascript.emitCondition?.(condition, options)
  if (written?.ok !== true) return undefined
  const { text, assumptions } = written.value
  const code =
    options.as === 'expression'
      ? `(event) => ${text}`
      : `(() => {\n${text.replaceAll('export ', '')}\nreturn matches;\n})()`
  return { text, assumptions, matches: runInThisContext(code) as Emitted['matches'] }
}

function agrees({ matches, assumptions, text }: Emitted, condition: Condition, events: readonly JsonValue[]): number {
  let compared = 0
  for (const event of events) {
    if (!assumptions.every((assumption) => assumptionHolds(assumption, event))) {
      expect(typeof matches(event)).toBe('boolean')
      continue
    }
    compared++
    const expected = evaluate(condition, event, CLOCK)
    if (expected === 'unknown') continue
    const got = matches(event, CLOCK)
    if (got !== expected) expect({ event, got, text }).toEqual({ event, got: expected, text })
  }
  return compared
}

const events = fc.array(arbitraryEvent, { minLength: 4, maxLength: 12 })

describe('javascript: executed output agrees with evaluate', () => {
  for (const shape of EVENTS) {
    for (const arrays of ARRAYS) {
      test(`random conditions, events ${shape}, arrays ${arrays}`, () => {
        let compared = 0
        fc.assert(
          fc.property(arbitraryCondition(EVERYTHING), events, fc.constantFrom(...AS), (condition, list, as) => {
            const emitted = emit(condition, { events: shape, arrays, as })
            if (emitted === undefined) return
            if (shape === 'any') expect(emitted.assumptions).toEqual([])
            compared += agrees(emitted, condition, list)
          }),
          { numRuns: 600 },
        )
        expect(compared).toBeGreaterThan(shape === 'any' ? 3000 : 500)
      })
    }
  }

  test('toPredicate, on every event', () => {
    fc.assert(
      fc.property(arbitraryCondition({ oddFields: true }), events, (condition, list) => {
        const matches = toPredicate(condition)
        for (const event of [...list, null, 'a', 5, list as JsonValue]) {
          const expected = evaluate(condition, event)
          const got = matches(event)
          if (expected !== 'unknown' && got !== expected) expect({ event, got }).toEqual({ event, got: expected })
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('deep events, long names and long texts in bounded time', () => {
    const names = emit({ kind: 'Exists', field: { pattern: [{ wildcard: 'many' }, 'a.b', { wildcard: 'many' }] } }, {})
    let deep: JsonValue = 1
    for (let i = 0; i < 20_000; i++) deep = { a: deep, x: i }
    expect(names?.matches(deep)).toBe(false)
    expect(names?.matches(objectOf([[`${'a.'.repeat(20_000)}a`, { b: 1 }]]))).toBe(true)
    const words = emit({ kind: 'Tokens', field: ['m'], analyzer: 'standard', query: { mode: 'any', text: 'x' } }, {})
    expect(words?.matches({ m: '_'.repeat(100_000) })).toBe(false)
    expect(words?.matches({ m: `${'a.'.repeat(100_000)}- x` })).toBe(true)
  })

  test('analysed text: every query on every text', () => {
    const texts = ['Foo bar', 'bar foo', "it's 1.5 a_b", 'FOO.BAR', '__x', '-', 'foo-bar,baz', '1,2;3 a:b', '']
    const queries = [...texts, 'foo', 'BAR baz', 'X', 'a', '1.5', 'fo']
    for (const text of queries) {
      for (const mode of ['any', 'all', 'phrase', 'pattern'] as const) {
        const query =
          mode === 'pattern' ? { mode, pattern: [text, { wildcard: 'many' as const }] } : ({ mode, text } as const)
        const condition: Condition = { kind: 'Tokens', field: ['m'], analyzer: 'standard', query }
        const emitted = emit(condition, { events: 'any' }) as Emitted
        agrees(emitted, condition, [...texts.map((m) => ({ m })), { m: texts }, { m: 1 }, { m: null }, {}])
      }
    }
  })

  const rules = sharedData('corpora/elastic-rules.jsonl.gz')
  test.skipIf(rules === undefined)('every fifth condition of the Elastic corpus, on events made from it', () => {
    const { rules: all, threatQueries } = readElasticCorpus() as ElasticCorpus
    const conditions = [...all, ...threatQueries].filter((_, i) => i % 5 === 0)
    let [compared, matched] = [0, 0]
    for (const { path, condition } of conditions) {
      const samples = sampleEvents([condition], { limit: 30, schema: ecsSchema })
      for (const how of SHAPES) {
        const emitted = emit(condition, how)
        // Only text that no reader of KQL understood is not written.
        if (emitted === undefined) expect(JSON.stringify(condition), path).toContain('"Opaque"')
        else compared += agrees(emitted, condition, samples)
      }
      if (samples.some((event) => evaluate(condition, event, CLOCK) === true)) matched++
    }
    expect(compared).toBeGreaterThan(5000)
    expect(matched).toBeGreaterThan(conditions.length * 0.9)
  })

  const corpus = sharedData('conformance/kql.jsonl')
  test.skipIf(corpus === undefined)('the KQL cases with their events', () => {
    let compared = 0
    for (const line of readFileSync(corpus as string, 'utf8').split('\n')) {
      if (line.trim() === '') continue
      const { query, events: list = [] } = JSON.parse(line) as { query: string; events?: { event: JsonValue }[] }
      const parsed = kql.parseCondition?.(query, {})
      if (parsed?.ok !== true) continue
      const { condition } = parsed.value
      const samples = list.map(({ event }) => event)
      const predicate = toPredicate(condition)
      for (const event of samples) {
        const expected = evaluate(condition, event)
        if (expected !== 'unknown') expect(predicate(event)).toBe(expected)
      }
      for (const how of SHAPES) {
        const emitted = emit(condition, how)
        if (emitted !== undefined) compared += agrees(emitted, condition, samples)
      }
    }
    expect(compared).toBeGreaterThan(1000)
  })
})

describe('javascript: what is written is read back', () => {
  function expectReadBack(condition: Condition, options: EmitOptions): boolean {
    const written = javascript.emitCondition?.(condition, options)
    if (written?.ok !== true) return false
    const { text, assumptions } = written.value
    const read = reader.parseCondition?.(text, {})
    if (read?.ok !== true) throw new Error(`not read back: ${text}\n${JSON.stringify(read?.diagnostics)}`)
    const [a, b] = [normalise(condition), normalise(read.value.condition)]
    if (!equals(a, b)) expect({ text, condition: b }).toEqual({ text, condition: a })
    const named = new Set(assumptions.map(assumptionKey))
    const unnamed = read.value.assumptions.map(assumptionKey).filter((key) => !named.has(key))
    expect({ text, unnamed }).toEqual({ text, unnamed: [] })
    return true
  }

  const options = fc.record({
    events: fc.constantFrom(...EVENTS),
    arrays: fc.constantFrom(...ARRAYS),
    as: fc.constantFrom(...AS),
  })

  test('random conditions', () => {
    let read = 0
    fc.assert(
      fc.property(
        arbitraryCondition({ ...EVERYTHING, regexes: false, constants: false }),
        options,
        (condition, how) => {
          if (expectReadBack(condition, how)) read++
        },
      ),
      { numRuns: 3000 },
    )
    expect(read).toBeGreaterThan(2000)
  })

  test('random regular expressions: the meaning stays', () => {
    fc.assert(
      fc.property(arbitraryCondition(EVERYTHING), options, events, (condition, how, list) => {
        const written = javascript.emitCondition?.(condition, how)
        if (written?.ok !== true) return
        const read = reader.parseCondition?.(written.value.text, {})
        if (read?.ok !== true)
          throw new Error(`not read back: ${written.value.text}\n${JSON.stringify(read?.diagnostics)}`)
        for (const event of list)
          expect(evaluate(read.value.condition, event, CLOCK), written.value.text).toBe(
            evaluate(condition, event, CLOCK),
          )
      }),
      { numRuns: 1000 },
    )
  })

  test('many comparisons: one way for fields without lists, another for lists, and both say the same', () => {
    const condition: Condition = {
      kind: 'And',
      children: [
        { kind: 'Compare', field: ['c'], op: 'eq', value: 1 },
        {
          kind: 'Or',
          children: [1, 2, 3, 4].map((n) => ({
            kind: 'And',
            children: [
              { kind: 'Compare', field: ['a'], op: 'eq', value: `x${n}` },
              { kind: 'Not', child: { kind: 'In', field: ['b', 'd'], values: [n, 'y'] } },
            ],
          })),
        },
      ],
    }
    for (const events of ['nested', 'flat'] as const) {
      const emitted = emit(condition, { events, as: 'module' }) as Emitted
      expect(emitted.text).toContain('return matchesLists(')
      expect(expectReadBack(condition, { events, as: 'module' })).toBe(true)
      const list: JsonValue[] = []
      for (const a of ['x1', 'x3', ['x1', 'q'], ['q'], [], null, 5]) {
        for (const b of [1, 3, [1, 'y'], ['z'], null, 'y']) {
          list.push({ a, b: { d: b }, c: 1 }, { a, 'b.d': b, c: [2, 1] }, { a, b: [{ d: b }, { d: 7 }], c: 1 }, { a })
        }
      }
      expect(agrees(emitted, condition, list)).toBeGreaterThan(60)
      for (const [from, to] of [
        [/=== "x3"/, '=== "x4"'],
        [/Array\.isArray\(a\) \|\| /, ''],
        [/matchesLists\(event, /, 'matchesLists('],
      ] as const) {
        const tampered = emitted.text.replace(from, to)
        expect(tampered).not.toBe(emitted.text)
        expect(reader.parseCondition?.(tampered, {}).ok, tampered).toBe(false)
      }
    }
  })

  const corpus = sharedData('conformance/kql.jsonl')
  test.skipIf(corpus === undefined)('the KQL cases', () => {
    let read = 0
    for (const line of readFileSync(corpus as string, 'utf8').split('\n')) {
      if (line.trim() === '') continue
      const parsed = kql.parseCondition?.((JSON.parse(line) as { query: string }).query, {})
      if (parsed?.ok !== true) continue
      for (const how of SHAPES) if (expectReadBack(parsed.value.condition, how)) read++
    }
    expect(read).toBeGreaterThan(1000)
  })
})
