import { type Condition, depthOf, ecsSchema, type FieldType, visit } from '@ruleglot/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectKql } from './detect.js'
import { kql } from './index.js'

/** The condition without spans. */
function read(query: string, fieldTypes: Readonly<Record<string, FieldType>> = {}): unknown {
  const parsed = kql.parseCondition?.(query, { fieldTypes })
  if (!parsed?.ok) throw new Error(`${query}: ${JSON.stringify(parsed?.diagnostics)}`)
  return JSON.parse(JSON.stringify(parsed.value.condition, (key, value) => (key === 'span' ? undefined : value)))
}

const at = (type: FieldType) => ({ f: type })
const eq = (value: unknown) => ({ kind: 'Compare', field: ['f'], op: 'eq', value })
const match = (...pattern: unknown[]) => ({ kind: 'Match', field: ['f'], pattern, ignoreCase: false, on: 'string' })
const MANY = { wildcard: 'many' }
const never = { kind: 'False' }

describe('what a value means, by the type of its field', () => {
  test.each<[string, Readonly<Record<string, FieldType>>, unknown]>([
    ['f:1', {}, { kind: 'In', field: ['f'], values: ['1', 1] }],
    ['f.caseless:Cmd*', {}, { ...match('Cmd', MANY), field: ['f', 'caseless'] }],
    ['f:"1.0"', {}, { kind: 'In', field: ['f'], values: ['1.0', 1] }],
    ['f:0.1', {}, { kind: 'In', field: ['f'], values: ['0.1', 0.1] }],
    ['f:9007199254740993', {}, eq('9007199254740993')],
    ['f:1', at('keyword'), eq('1')],
    ['f:1', at('long'), eq(1)],
    ['f:-0', at('float'), eq(0)],
    ['f:abc', at('long'), never],
    ['f:true', {}, { kind: 'In', field: ['f'], values: [true, 'true'] }],
    ['f:"true"', {}, { kind: 'In', field: ['f'], values: [true, 'true'] }],
    ['f:"True"', {}, eq('True')],
    ['f:"true"', at('boolean'), eq(true)],
    ['f:true', at('keyword'), eq('true')],
    ['f:null', {}, never],
    ['f:(a or 1 or b)', {}, { kind: 'In', field: ['f'], values: ['a', '1', 1, 'b'] }],
    ['f:a*b', {}, match('a', MANY, 'b')],
    ['f:a?', at('keyword'), eq('a?')],
    ['f:*', at('long'), { kind: 'Exists', field: ['f'] }],
    ['f.*:*', {}, { kind: 'Exists', field: { pattern: ['f.', MANY] } }],
    // A star in a name finds fields with values, so not what stands below one.
    ['*.f:*', {}, { ...match(MANY), field: { pattern: [MANY, '.f'] }, on: 'scalar' }],
    ['f:a *b', at('keyword'), match('a ', MANY, 'b')],
    ['f:a *b', at('wildcard'), { kind: 'Or', children: [eq('a'), match(MANY, 'b')] }],
    ['f:a* b c d*', at('wildcard'), { kind: 'Or', children: [match('a', MANY), eq('b c'), match('d', MANY)] }],
    ['f:10.0.0.1', at('ip'), eq('10.0.0.1')],
    ['f:"10.0.0.0/8"', at('ip'), { kind: 'Cidr', field: ['f'], network: '10.0.0.0/8' }],
    ['f:"::1"', at('ip'), { ...eq('::1'), domain: 'ip' }],
    ['f:10.*', at('ip'), never],
    [
      'f:Foo bar',
      at('text'),
      { kind: 'Tokens', field: ['f'], analyzer: 'standard', query: { mode: 'any', text: 'Foo bar' } },
    ],
    [
      'f:"Foo bar"',
      at('text'),
      { kind: 'Tokens', field: ['f'], analyzer: 'standard', query: { mode: 'phrase', text: 'Foo bar' } },
    ],
    [
      'f:Foo*',
      at('text'),
      { kind: 'Tokens', field: ['f'], analyzer: 'standard', query: { mode: 'pattern', pattern: ['foo', MANY] } },
    ],
  ])('%s %o', (query, types, expected) => {
    expect(read(query, types)).toEqual(expected)
  })
})

describe('dates', () => {
  const day = Date.UTC(2024, 0, 2)
  const bound = (op: string, value: unknown) => ({ kind: 'Compare', field: ['f'], op, value, domain: 'instant' })
  test.each<[string, unknown]>([
    ['f > 2024-01-02', bound('ge', day + 86_400_000)],
    ['f >= 2024-01-02', bound('ge', day)],
    ['f < 2024-01-02', bound('lt', day)],
    ['f <= 2024-01-02', bound('lt', day + 86_400_000)],
    ['f <= 2024-02', bound('lt', Date.UTC(2024, 2, 1))],
    ['f <= 2024', bound('lt', Date.UTC(2025, 0, 1))],
    ['f < "2024-01-02T00:00:00+02:00"', bound('lt', day - 7_200_000)],
    ['f <= "2024-01-02T00:00:00.5Z"', bound('lt', day + 501)],
    ['f < 1704153600000', bound('lt', day)],
    ['f >= now-15m', bound('ge', { now: -900_000 })],
    ['f > now/d', bound('ge', { now: 86_400_000, floor: 'day' })],
    ['f < 2024-02-30', never],
    ['f > now-1M', { kind: 'Opaque', language: 'kql', text: 'f > now-1M', reads: [['f']] }],
  ])('%s', (query, expected) => {
    expect(read(query, at('date'))).toEqual(expected)
  })

  test('an equality is one value in a stretch of time', () => {
    const inside = (op: string, value: number) => ({ ...bound(op, value), field: [] })
    expect(read('f:2024-01-02', at('date'))).toEqual({
      kind: 'Some',
      path: ['f'],
      condition: { kind: 'And', children: [inside('ge', day), inside('lt', day + 86_400_000)] },
    })
  })
})

describe('assumptions', () => {
  test.each<[string, Readonly<Record<string, FieldType>>, readonly string[]]>([
    ['f:*a b*', {}, ['keywordField']],
    ['f:*a b*', at('keyword'), []],
    ['f:*a*', {}, []],
    ['f:{ a:1 }', {}, ['nestedField']],
    ['f:{ a:1 }', at('nested'), []],
  ])('%s %o', (query, types, kinds) => {
    const parsed = kql.parseCondition?.(query, { fieldTypes: types })
    expect(parsed?.ok && parsed.value.assumptions.map(({ kind }) => kind)).toEqual(kinds)
  })
})

describe('hostile input', () => {
  test('deep brackets are refused before anything recurses', () => {
    const deep = `${'('.repeat(100_000)}a:1${')'.repeat(100_000)}`
    expect(kql.parseCondition?.(deep, {}).diagnostics.map(({ code }) => code)).toEqual(['limit/nesting'])
  })

  test('a thousand brackets are read, negations as deep as a condition may be', () => {
    expect(kql.parseCondition?.(`${'('.repeat(1000)}a:1${')'.repeat(1000)}`, {}).ok).toBe(true)
    expect(depthOf(read(`${'not ('.repeat(999)}a:1${')'.repeat(999)}`) as Condition)).toBe(1000)
    const tooDeep = kql.parseCondition?.(`${'not ('.repeat(1000)}a:1${')'.repeat(1000)}`, {})
    expect(tooDeep?.diagnostics.map(({ code }) => code)).toEqual(['limit/nesting'])
  })

  test.each(['a', ' ', '\\', '"', '(', ')', ':', '* ', 'not ', 'a or ', 'a:b c:', '\\W', 'a:"\\t'])(
    'a long run of %j ends',
    (part) => {
      expect(kql.parseCondition?.(part.repeat(100_000 / part.length), {})).toBeDefined()
    },
  )

  test('a text beyond the limit is refused', () => {
    expect(kql.parseCondition?.('a'.repeat(10_000_000), {}).diagnostics[0]?.code).toBe('limit/source-size')
  })

  test('any text gives a condition or a located error, and spans lie inside the text', () => {
    const piece = fc.constantFrom(
      ...['a', 'b.c', '*', ':', '<', '>=', '(', ')', '{', '}', '"', '\\', ' ', '\t', '\u00a0', '\u000b'],
      ...[' and ', ' or ', 'not ', 'NOT ', 'null', 'true', '1', '\\u0041', '\\n', '\\not ', '\ud83d', '\u0000'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const query = pieces.join('')
        const parsed = kql.parseCondition?.(query, {})
        if (parsed === undefined) return
        if (!parsed.ok) expect(parsed.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
        else {
          visit(parsed.value.condition, ({ span }) => {
            expect(span).toBeDefined()
            expect(span?.start).toBeLessThanOrEqual(span?.end ?? -1)
          })
        }
        for (const { span } of parsed.diagnostics) {
          expect(span?.start).toBeGreaterThanOrEqual(0)
          expect(span?.end).toBeLessThanOrEqual(query.length)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

test('texts of other languages do not look like KQL', () => {
  expect(detectKql('event.action:login and not user.name:(a or b)', undefined)).toBeGreaterThan(0.5)
  expect(detectKql('title: x\ndetection:\n  selection:\n    a: b\n', undefined)).toBe(0)
  expect(detectKql('def rule(event):\n    return event.get("a") == 1\n', undefined)).toBe(0)
  expect(detectKql('{"a": 1}', undefined)).toBe(0)
})

test('fields that the schema knows as lower-cased twins are compared without letter case, under asciiCase', () => {
  const parsed = kql.parseCondition?.('process.name.caseless:(Cmd.EXE or pwsh*)', { schema: ecsSchema })
  if (!parsed?.ok) throw new Error(JSON.stringify(parsed?.diagnostics))
  expect(parsed.value.condition).toMatchObject({ kind: 'Or', children: [{ ignoreCase: true }, { ignoreCase: true }] })
  expect(parsed.value.assumptions.map(({ kind }) => kind)).toContain('asciiCase')
})
