import { runInThisContext } from 'node:vm'
import {
  and,
  assumptionHolds,
  type Condition,
  compare,
  evaluate,
  isIn,
  type JsonValue,
  match,
  not,
  or,
} from '@ruleglot/core'
import { javascript, toPredicate } from '@ruleglot/emitters/javascript'
import { pantherCondition } from '@ruleglot/emitters/panther-condition'
import { javascript as reader } from '@ruleglot/parsers/javascript'
import { pantherCondition as conditionReader } from '@ruleglot/parsers/panther-condition'
import { describe, expect, test } from 'vitest'
import { objectOf } from './arbitrary-condition.js'

/** Every string position gets what breaks out of strings, comments, lines, scripts and prototypes. */
const HOSTILE = [
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\u0000',
  '`',
  '${alert(1)}',
  '*/',
  '</script><script>',
  '<!--',
  '\u2028\u2029',
  '\u202e\u2066',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '*',
  '?',
  '|i',
  '#',
  '//',
  ') or true',
]

const run = (text: string, as: 'expression' | 'function'): ((event: JsonValue) => boolean) =>
  runInThisContext(as === 'expression' ? `(event) => ${text}` : `(() => {\n${text}\nreturn matches;\n})()`)

describe('hostile text', () => {
  test.each(HOSTILE)('%j as value, pattern and key', (text) => {
    const conditions: readonly Condition[] = [
      compare([text], 'eq', text),
      isIn([text], [text, 'a', 'b', 'c', 'd', 1]),
      match([text], [{ wildcard: 'many' }, text]),
      match([text], [text, { wildcard: 'one' }, text], { ignoreCase: true, on: 'scalar' }),
      compare(['a', text], 'eq', text),
      not({ kind: 'Exists', field: [text] }),
    ]
    const events: readonly JsonValue[] = [
      {},
      objectOf([[text, text]]),
      objectOf([[text, `x${text}`]]),
      { a: objectOf([[text, [text]]]) },
      { a: text },
    ]
    for (const condition of conditions) {
      const predicate = toPredicate(condition)
      for (const options of [{}, { events: 'any' }, { arrays: 'scalar' }, { as: 'expression' }] as const) {
        const written = javascript.emitCondition?.(condition, options)
        if (written?.ok !== true) throw new Error(JSON.stringify(written))
        expect(written.value.text).not.toMatch(/<\/script|<!--|[\u2028\u2029\u202e\u2066]/i)
        const matches = run(written.value.text, 'as' in options ? 'expression' : 'function')
        expect(reader.parseCondition?.(written.value.text, {}).ok).toBe(true)
        for (const event of events) {
          if (written.value.assumptions.every((assumption) => assumptionHolds(assumption, event))) {
            expect(matches(event), written.value.text).toBe(evaluate(condition, event))
          }
          expect(predicate(event)).toBe(evaluate(condition, event))
        }
      }
      const line = pantherCondition.emitCondition?.(condition, {})
      if (line?.ok !== true) throw new Error(JSON.stringify(line))
      expect(line.value.text).not.toMatch(/[\n\r]/)
      const back = conditionReader.parseCondition?.(line.value.text, {})
      if (back?.ok !== true) throw new Error(`${line.value.text} ${JSON.stringify(back)}`)
      for (const event of events) expect(evaluate(back.value.condition, event)).toBe(evaluate(condition, event))
    }
  })

  test.each(HOSTILE)('%j in the metadata of a module', (text) => {
    const written = javascript.emitRule?.(
      {
        ir: 1,
        language: 'sigma',
        id: text,
        title: text,
        severityOverrides: [],
        authors: [text],
        license: text,
        references: [],
        falsePositives: [],
        tags: [],
        attack: [],
        logSource: {},
        outputFields: [],
        trigger: { kind: 'each' },
        condition: compare(['a'], 'eq', 1),
        defined: [],
        tests: [],
        vendor: {},
      },
      { target: { eventName: text }, verdict: { condition: 'exact', cause: text } },
    )
    if (written?.ok !== true) throw new Error(JSON.stringify(written))
    const code = written.value.text.replaceAll('export ', '')
    const { rule, matches } = runInThisContext(`(() => {\n${code}\nreturn { rule, matches };\n})()`) as {
      rule: { id: string; title: string }
      matches: (event: JsonValue) => boolean
    }
    expect([rule.id, rule.title]).toEqual([text, text])
    expect([matches({ a: 1 }), matches({})]).toEqual([true, false])
    expect(reader.parseRules?.(written.value.files, {})).toMatchObject({ ok: true, value: [{ id: text, title: text }] })
  })

  test('deep conditions and deep events', () => {
    let deep: Condition = compare(['a'], 'eq', 1)
    for (let i = 0; i < 495; i++)
      deep = i % 2 === 0 ? and([not(deep), compare(['b'], 'eq', 2)]) : or([deep, compare(['c'], 'eq', i)])
    const written = javascript.emitCondition?.(deep, { events: 'any' })
    expect(written?.ok).toBe(true)
    if (written?.ok === true) expect(run(written.value.text, 'function')({ a: 1 })).toBe(evaluate(deep, { a: 1 }))
    const line = pantherCondition.emitCondition?.(deep, {})
    expect(line?.ok === true && conditionReader.parseCondition?.(line.value.text, {}).ok).toBe(true)

    let event: JsonValue = 'x'
    for (let i = 0; i < 100_000; i++) event = i % 2 === 0 ? [event] : { a: event }
    for (const condition of [compare(['a'], 'eq', 'x'), { kind: 'Exists', field: ['a'] } as Condition]) {
      const any = javascript.emitCondition?.(condition, { events: 'any' })
      const nested = javascript.emitCondition?.(condition, {})
      if (any?.ok !== true || nested?.ok !== true) throw new Error('not written')
      expect(run(any.value.text, 'function')(event)).toBe(evaluate(condition, event))
      expect(typeof run(nested.value.text, 'function')(event)).toBe('boolean')
      expect(toPredicate(condition)(event)).toBe(evaluate(condition, event))
    }
  })

  test.each([
    '('.repeat(100_000),
    '!'.repeat(100_000),
    'a=>'.repeat(50_000),
    '{'.repeat(100_000),
    'a?'.repeat(100_000),
    '`${'.repeat(50_000),
    'x && '.repeat(100_000),
    'x'.repeat(5_000_000),
  ])('foreign code %#', (text) => {
    expect(reader.parseCondition?.(text, {}).ok).toBe(false)
  })

  test.each([
    '('.repeat(100_000),
    'not '.repeat(100_000),
    'lower('.repeat(100_000),
    '`'.repeat(100_000),
    '"\\'.repeat(100_000),
    'a.'.repeat(100_000),
    'x in ['.repeat(50_000),
    '\n'.repeat(1_000_000),
    '| '.repeat(100_000),
    '• '.repeat(100_000),
  ])('conditions %#', (text) => {
    const read = conditionReader.parseCondition?.(text, {})
    expect((read?.diagnostics.length ?? 0) > 0).toBe(true)
  })
})
