import { type Condition, equals, evaluate, type FieldType, type JsonValue, normalise } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { eql, parseEqlQuery } from './index.js'

function read(query: string, fieldTypes: Readonly<Record<string, FieldType>> = {}): Condition {
  const parsed = eql.parseCondition?.(query, { fieldTypes })
  if (!parsed?.ok) throw new Error(`${query}: ${JSON.stringify(parsed?.diagnostics)}`)
  return parsed.value.condition
}

const matches = (query: string, event: JsonValue): unknown => evaluate(read(query), event)

/** Two spellings of one meaning. */
function same(a: string, b: string): void {
  expect(equals(normalise(read(a)), normalise(read(b))), `${a}\n${b}`).toBe(true)
}

describe('what binds', () => {
  test('not before and before or', () => {
    same('any where not a == "x" and b == "y" or c == "z"', 'any where ((not (a == "x")) and b == "y") or c == "z"')
  })
  test('comparisons before not', () => same('any where not a == "x"', 'any where a != "x"'))
  test('products before sums', () => same('any where a + b * 2 > 5', 'any where (a + (b * 2)) > 5'))
  test('signs before everything', () => {
    expect(matches('any where a > -5', { a: -4 })).toBe(true)
    same('any where a == - 5', 'any where a == -5')
  })
  test('constants may stand on the left', () => same('any where 5 < a', 'any where a > 5'))
})

describe('names', () => {
  test('a category is a test of event.category', () => {
    same('process where a == "x"', 'any where event.category == "process" and a == "x"')
    same('"my-kind" where true', 'any where event.category == "my-kind"')
    expect(matches('process where true', { event: { category: ['process', 'file'] } })).toBe(true)
  })
  test('words of sequences are names elsewhere', () => {
    expect(matches('any where sequence == 1', { sequence: 1 })).toBe(true)
    expect(matches('sequence where true', { event: { category: 'sequence' } })).toBe(true)
  })
  test('backquotes hold what is no name', () => {
    expect(matches('any where `a-b`.c == "x"', { 'a-b': { c: 'x' } })).toBe(true)
    expect(matches('any where `a.0.b` == "x"', { a: { 0: { b: 'x' } } })).toBe(true)
    expect(matches('any where `a``b` == "x"', { 'a`b': 'x' })).toBe(true)
    expect(matches('any where `in` == "x"', { in: 'x' })).toBe(true)
  })
  test('an optional field is the field', () => same('any where ?a.b == "x"', 'any where a.b == "x"'))
})

describe('strings', () => {
  test('escapes', () => {
    expect(matches('any where a == "\\t\\r\\n\\\\\\"\\u{1f600}\\\'"', { a: '\t\r\n\\"\u{1f600}\'' })).toBe(true)
  })
  test('raw strings', () => {
    expect(matches('any where a == """C:\\new "x""""', { a: 'C:\\new "x"' })).toBe(true)
  })
  test('comments', () => same('any where /* a == "y" */ a == "x" // and b', 'any where a == "x"'))
})

describe('missing values (spec/languages/eql.md#missing-values)', () => {
  test.each([
    'a != "x"',
    'not a == "x"',
    'not a : "x*"',
    'a not in ("x", "y")',
    'not a > 5',
    'not length(a) > 5',
    'a == null',
  ])('%s is true without a value', (test) => {
    for (const event of [{}, { a: null }, { a: [] }]) expect(matches(`any where ${test}`, event)).toBe(true)
  })
  test.each(['a == "x"', 'a : "*"', 'a like "*"', 'a < 5', 'length(a) < 5', 'a != null', 'a', 'endsWith(a, b)'])(
    '%s is false without a value',
    (test) => {
      for (const event of [{}, { a: null }, { a: [] }]) expect(matches(`any where ${test}`, event)).toBe(false)
    },
  )
})

describe('letter case', () => {
  test.each([
    ['a == "Ab"', ['Ab']],
    ['a in ("Ab")', ['Ab']],
    ['a like "A*"', ['Ab', 'AB']],
    ['a : "Ab"', ['Ab', 'ab', 'AB']],
    ['a in~ ("Ab")', ['Ab', 'ab', 'AB']],
    ['a like~ "A?"', ['Ab', 'ab', 'AB']],
    ['a regex "[A-Z]b"', ['Ab']],
    ['a regex~ "[A-Z]b"', ['Ab', 'ab', 'AB']],
    ['startsWith(a, "A")', ['Ab', 'AB']],
    ['endsWith~(a, "B")', ['Ab', 'ab', 'AB']],
    ['stringContains(a, "b")', ['Ab', 'ab']],
  ] as const)('%s', (test, wanted) => {
    expect(['Ab', 'ab', 'AB'].filter((a) => matches(`any where ${test}`, { a }) === true)).toEqual(wanted)
  })
  test('the text functions lower-case all letters, in a script', () => {
    expect(matches('any where startsWith~(a, "ÄX")', { a: 'äxy' })).toBe(true)
    const parsed = eql.parseCondition?.('any where stringContains~(a, "b")', {})
    expect(parsed?.ok === true && parsed.value.assumptions.map(({ kind }) => kind)).toEqual(['asciiCase'])
  })
  test('of ASCII letters only', () => {
    expect(matches('any where a : "ÄX"', { a: 'Äx' })).toBe(true)
    expect(matches('any where a : "ÄX"', { a: 'äx' })).toBe(false)
  })
  test('a Kelvin sign is not what is meant', () => {
    const parsed = eql.parseCondition?.('any where a : "cmd*" and b : "kill*"', {})
    expect(parsed?.ok === true && parsed.value.assumptions.map(({ kind, path }) => [kind, path])).toEqual([
      ['noKelvinSign', ['b']],
    ])
  })
})

describe('lists', () => {
  test('any value satisfies, and its negation speaks of all', () => {
    expect(matches('any where a == "x"', { a: ['x', 'y'] })).toBe(true)
    expect(matches('any where a != "x"', { a: ['x', 'y'] })).toBe(false)
    expect(matches('any where length(a) > 1 and length(a) < 1', { a: ['', 'xyz'] })).toBe(true)
  })
  test('wildcards are wildcards behind : and like only', () => {
    expect(matches('any where a == "x*"', { a: 'xy' })).toBe(false)
    expect(matches('any where a in~ ("x*")', { a: 'xy' })).toBe(false)
    expect(matches('any where a : ("x*", "z")', { a: 'XY' })).toBe(true)
  })
})

describe('types', () => {
  test('a keyword holds text, a long numbers, an unknown field either', () => {
    same('any where a == 5', 'any where a == "5"')
    expect(evaluate(read('any where a == 5', { a: 'keyword' }), { a: '5' })).toBe(true)
    expect(evaluate(read('any where a == "5"', { a: 'long' }), { a: 5 })).toBe(true)
    expect(evaluate(read('any where a == "5"', { a: 'long' }), { a: '5' })).toBe(false)
  })
  test('networks', () => {
    expect(matches('any where cidrMatch(a, "10.0.0.0/8", "::1")', { a: '10.1.2.3' })).toBe(true)
    expect(matches('any where not cidrmatch(a, "10.0.0.0/8", "::1")', { a: '::1' })).toBe(false)
  })
  test('booleans', () => {
    expect(matches('any where a', { a: true })).toBe(true)
    expect(matches('any where stringContains(b, "x") == false', { b: 'y' })).toBe(true)
    expect(matches('any where stringContains(b, "")', { b: 'y' })).toBe(false)
  })
  test('parts of a text at fixed places', () => {
    expect(matches('any where substring(a, 0, 3) == "abc"', { a: 'abcd' })).toBe(true)
    expect(matches('any where substring(a, 0, 3) == "ab"', { a: 'abc' })).toBe(false)
    expect(matches('any where substring(a, -4) : ".EXE"', { a: 'x.exe' })).toBe(true)
    expect(matches('any where substring(a, 1) == "bc"', { a: 'abc' })).toBe(true)
  })
})

describe('several events', () => {
  test('steps, keys, spans, runs, missing events, an end and pipes', () => {
    const query = parseEqlQuery(
      'sequence by host.id, string(user.id) with maxspan=5m [process where a == "x"] by b with runs=3 ![file where true] [any where c] until [process where d] | tail 1',
    )
    expect(
      query.ok && [query.value.kind, query.value.steps.map((step) => [step.event.category, step.missing])],
    ).toEqual([
      'sequence',
      [
        ['process', false],
        ['file', true],
        [undefined, false],
      ],
    ])
    expect(query.ok && query.value.until?.category).toBe('process')
    expect(query.ok && query.value.pipes).toEqual(['tail'])
  })
  test('samples', () => {
    const query = parseEqlQuery('sample by host.id [any where a] [any where b]')
    expect(query.ok && query.value.kind).toBe('sample')
  })
})

describe('hostile text', () => {
  test.each([
    ['brackets', `any where ${'('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['not', `any where ${'not '.repeat(100_000)}a`],
    ['minus', `any where a > ${'- '.repeat(100_000)}b`],
    ['a sum', `any where ${'1 + '.repeat(100_000)}a > 5`],
    ['calls', `any where ${'f('.repeat(100_000)}a${')'.repeat(100_000)}`],
    ['open comments', `any where ${'/*'.repeat(100_000)}`],
    ['comments in words', `any where ${'/* a '.repeat(100_000)}`],
    ['open quotes', `any where ${'"\n'.repeat(100_000)}`],
    ['escaped quotes', `any where "${'\\"'.repeat(100_000)}`],
    ['steps', 'sequence '.concat('['.repeat(100_000))],
    ['raw quotes', '"""'.repeat(100_001)],
    ['backquotes', `any where ${'`'.repeat(100_001)}`],
    ['an open raw string', 'any where a == """x'],
    ['NUL', 'any where a == "\0" and \0'],
    ['half a character as a name', 'any where \ud800 == 1'],
  ])('%s', (_, text) => {
    const parsed = eql.parseCondition?.(text, {})
    expect(parsed?.ok).toBe(false)
    expect(parsed?.diagnostics.length).toBeGreaterThan(0)
  })
  test('a chain of many tests is read', () => {
    expect(read(`any where ${'a == "x" or '.repeat(20_000)}a == "y"`).kind).toBe('In')
  })
  test('ten megabytes are too many', () => {
    const parsed = eql.parseCondition?.(`any where ${'a == "x" or '.repeat(850_000)}a == "x"`, {})
    expect(parsed?.diagnostics[0]?.code).toBe('limit/source-size')
  })
  test('half a character and NUL in a text are characters', () => {
    expect(matches('any where a == "\ud800\0"', { a: '\ud800\0' })).toBe(true)
    expect(matches('any where a == "\ud800\0"', { a: '\ud800' })).toBe(false)
  })
})

test('nested objects are not looked into: Elasticsearch refuses to name what is in them', () => {
  const types = { n: 'nested', 'n.a': 'keyword', 'n.ip': 'ip' } as const
  const event = { n: [{ a: 'x', ip: '10.0.0.1' }] }
  for (const query of [
    'n.a == "x"',
    'n.a : "x*"',
    'n.a == null',
    'cidrMatch(n.ip, "10.0.0.0/8")',
    'n.a in ("x", "y")',
  ]) {
    const parsed = eql.parseCondition?.(`any where ${query}`, { fieldTypes: types })
    expect(
      parsed?.diagnostics.map(({ code }) => code),
      query,
    ).toContain('eql/type-mismatch')
    expect(parsed?.ok && evaluate(parsed.value.condition, event), query).toBe(false)
  }
})

describe('analysed text', () => {
  const types = { message: 'text', body: 'match_only_text', note: 'text', 'note.keyword': 'keyword' } as const
  const event = { message: 'xy', body: 'xy', note: 'xy' }
  test('is not compared: Elasticsearch refuses the query, so the test is never true', () => {
    for (const query of [
      'any where message == "xy"',
      'any where body : "x*"',
      'any where message in~ ("xy", "z")',
      'any where message regex "x."',
      'any where message > "a"',
      'any where startsWith(message, "x")',
      'any where stringContains~(body, "x")',
      'any where string(message) == "xy"',
      'any where startsWith(message, other)',
    ]) {
      const parsed = eql.parseCondition?.(query, { fieldTypes: types })
      expect(new Set(parsed?.diagnostics.map(({ code }) => code)), query).toEqual(new Set(['eql/type-mismatch']))
      expect(parsed?.ok && evaluate(parsed.value.condition, { ...event, other: 'x' }), query).toBe(false)
    }
  })
  test('whether it is there is known', () => {
    expect(evaluate(read('any where message != null', types), event)).toBe(true)
  })
  test('is compared by the keyword beside it, where that is known', () => {
    expect(evaluate(read('any where note : "X*"', types), event)).toBe(true)
    expect(evaluate(read('any where note == "xy"', types), event)).toBe(true)
  })
})
