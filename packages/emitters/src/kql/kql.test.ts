import {
  ANY_MANY,
  ANY_ONE,
  and,
  type Condition,
  cidr,
  compare,
  type EmitOptions,
  ecsSchema,
  every,
  exists,
  type FieldType,
  isIn,
  match,
  not,
  or,
  regex,
  shape,
  some,
} from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { emitKql } from './emit.js'

const typed = (types: Readonly<Record<string, FieldType>>): EmitOptions => ({
  schema: {
    id: 'test',
    lookup: (path) => {
      const type = types[path.join('.')]
      return type === undefined ? undefined : { type }
    },
  },
})

function write(condition: Condition, options: EmitOptions = {}): string {
  const written = emitKql(condition, options)
  if (!written.ok) throw new Error(JSON.stringify(written.diagnostics))
  return written.value.text
}

const a = (value: string) => compare(['a'], 'eq', value)
const b = (value: string) => compare(['b'], 'eq', value)

describe('values', () => {
  test.each<[string, Condition]>(
    [
      ['a:system.api_token.revoke', a('system.api_token.revoke')],
      ['a:"two words"', a('two words')],
      ['a:"C:\\\\Tools\\\\"', a('C:\\Tools\\')],
      ['a:"say \\"hi\\""', a('say "hi"')],
      ['a:"*"', a('*')],
      ['a:""', a('')],
      ['a:"null"', a('null')],
      ['a:"AND"', a('AND')],
      ['a:"cannot"', a('cannot')],
      ['a:"\\t\\u0000\\u202e"', a('\t\u0000\u202e')],
      ['a:1', isIn(['a'], ['1', 1])],
      ['a:true', isIn(['a'], [true, 'true'])],
      ['a:(x or y)', or([a('x'), a('y')])],
      ['"a b":x', compare(['a b'], 'eq', 'x')],
      ['"snot" >= "x y"', compare(['snot'], 'ge', 'x y', { domain: 'text' })],
      ['a:*x\\(y\\)*', match(['a'], [ANY_MANY, 'x(y)', ANY_MANY])],
      ['a:*do \\u006eot go\\*', match(['a'], [ANY_MANY, 'do not go*'])],
      ['a:*ca\\u006eot', match(['a'], [ANY_MANY, 'canot'])],
      ['a:**', match(['a'], [ANY_MANY])],
      ['not *:*', isIn(['a'], [])],
    ].filter(([, condition]) => !JSON.stringify(condition).includes('\\not ')) as [string, Condition][],
  )('%s', (text, condition) => {
    expect(write(condition)).toBe(text)
  })
})

describe('structure', () => {
  test.each<[string, Condition]>([
    ['(a:x and b:y) or b:z', or([and([a('x'), b('y')]), b('z')])],
    ['(a:x or b:y) and b:z', and([or([a('x'), b('y')]), b('z')])],
    ['not (a:x and b:y)', not(and([a('x'), b('y')]))],
    ['a:x', not(not(a('x')))],
    ['a:(x* and not (y or z))', and([match(['a'], ['x', ANY_MANY]), not(isIn(['a'], ['y', 'z']))])],
    ['not a:*', not(exists(['a']))],
    ['a.*:*', exists({ pattern: ['a.', ANY_MANY] })],
    ['*.a:*', match({ pattern: [ANY_MANY, '.a'] }, [ANY_MANY], { on: 'scalar' })],
    ['n:{ a:x and b:y }', some(['n'], and([a('x'), b('y')]))],
    ['n.a:x', some(['n'], a('x'))],
    ['not n:{ not (a:x and b:y) }', every(['n'], and([a('x'), b('y')]))],
    ['*:* and a:x', and([{ kind: 'True' }, a('x')])],
  ])('%s', (text, condition) => {
    expect(write(condition)).toBe(text)
  })

  test('objects at fields with a star before the end of their name', () => {
    expect(emitKql(exists({ pattern: [ANY_MANY, '.a'] }), {}).ok).toBe(false)
  })

  test('a long query has one conjunct a line', () => {
    const long = and([
      compare(['data_stream', 'dataset'], 'eq', 'aws.cloudtrail'),
      compare(['event', 'provider'], 'eq', 's3.amazonaws.com'),
      compare(['event', 'action'], 'eq', 'DeleteBucketEncryption'),
      compare(['event', 'outcome'], 'eq', 'success'),
    ])
    expect(write(long)).toBe(`data_stream.dataset:aws.cloudtrail
    and event.provider:s3.amazonaws.com
    and event.action:DeleteBucketEncryption
    and event.outcome:success`)
  })
})

describe('types', () => {
  const day = Date.UTC(2024, 0, 2)
  const instant = (op: 'ge' | 'lt', value: number) => compare(['t'], op, value, { domain: 'instant' })
  test.each<[string, Readonly<Record<string, FieldType>>, Condition]>([
    ['a:5', { a: 'long' }, compare(['a'], 'eq', 5)],
    ['a:5', { a: 'keyword' }, a('5')],
    ['ip:10.0.0.0/8', { ip: 'ip' }, cidr(['ip'], '10.0.0.0/8')],
    ['ip:"fd00::/8"', { ip: 'ip' }, cidr(['ip'], 'fd00::/8')],
    ['t >= 2024-01-02', { t: 'date' }, instant('ge', day)],
    ['t < "2024-01-02T00:00:01Z"', { t: 'date' }, instant('lt', day + 1000)],
    ['t >= now-15m', { t: 'date' }, compare(['t'], 'ge', { now: -900_000 }, { domain: 'instant' })],
  ])('%s %o', (text, types, condition) => {
    expect(write(condition, typed(types))).toBe(text)
  })

  test.each<[string, Condition]>([
    ['stringWhenPresent', a('5')],
    ['numberWhenPresent', compare(['a'], 'eq', 5)],
    ['booleanWhenPresent', compare(['a'], 'eq', true)],
    ['stringWhenPresent', compare(['a'], 'eq', 'true')],
    ['numberWhenPresent', compare(['a'], 'gt', 5, { domain: 'number' })],
    ['keywordField', match(['a'], [ANY_MANY, 'x y', ANY_MANY])],
    ['nestedField', some(['n'], and([a('x'), b('y')]))],
    ['keyCase', compare([{ key: 'a', ignoreCase: true }], 'eq', 'x')],
  ])('relies on %s', (kind, condition) => {
    const written = emitKql(condition, {})
    expect(written.ok && written.value.assumptions.map((one) => one.kind)).toEqual([kind])
  })
})

describe('refusals', () => {
  const span = { start: 3, end: 9 }
  test.each<[string, Condition, Readonly<Record<string, FieldType>>]>([
    ['emit/ignore-case', match(['a'], ['Abc', ANY_MANY], { ignoreCase: true, span }), {}],
    ['emit/pattern', match(['a'], ['x', ANY_ONE], { span }), {}],
    ['emit/pattern', match(['a'], [ANY_MANY, 'urlcache ', ANY_MANY], { span }), { a: 'wildcard' }],
    ['emit/pattern', match(['a'], [' x', ANY_MANY], { span }), {}],
    ['emit/field-type', cidr(['a'], '10.0.0.0/8', span), {}],
    ['emit/field-type', compare(['a'], 'eq', 5, { span }), { a: 'keyword' }],
    ['emit/field-type', compare(['a'], 'eq', 'x', { span }), { a: 'text' }],
    ['emit/field-type', match(['a'], [ANY_MANY, 'Abc'], { ignoreCase: true, span }), { a: 'text' }],
    ['emit/shape', shape(['a'], ['missing'], span), {}],
    [
      'emit/regex',
      regex(['a'], { type: 'repeat', part: { type: 'text', text: 'ab' }, min: 1, max: null }, { span }),
      {},
    ],
    ['emit/element-scope', some(['n'], and([a('x'), b('y')]), span), { n: 'object' }],
  ])('%s', (code, condition, types) => {
    const refused = emitKql(condition, typed(types))
    expect(refused.ok).toBe(false)
    expect(refused.diagnostics).toMatchObject([{ code, span }])
    expect(refused.diagnostics[0]?.hint).toBeTruthy()
    expect(refused.diagnostics[0]?.effect).toBeTruthy()
  })
})

test('letter case is no question of a lower-cased twin that the schema knows', () => {
  const condition = match(['process', 'name', 'caseless'], ['Cmd', ANY_MANY], { ignoreCase: true })
  const written = emitKql(condition, { schema: ecsSchema })
  expect(written.ok && written.value.text).toBe('process.name.caseless:Cmd*')
  expect(written.ok && written.value.assumptions.map(({ kind }) => kind)).toEqual(['asciiCase'])
  expect(emitKql(condition, {}).ok).toBe(false)
})

test('a test of a field inside a nested one stands in its braces', () => {
  const options = typed({ u: 'nested', 'u.a': 'keyword', 'u.v': 'nested', 'u.v.b': 'keyword' })
  expect(write(compare(['u', 'a'], 'eq', 'x'), options)).toBe('u:{ a:x }')
  expect(write(not(exists(['u', 'a'])), options)).toBe('not u:{ a:* }')
  expect(write(compare(['u', 'v', 'b'], 'eq', 'x'), options)).toBe('u:{ v:{ b:x } }')
  expect(write(some(['u'], and([compare(['a'], 'eq', 'x'), compare(['v', 'b'], 'eq', 'y')])), options)).toBe(
    'u:{ a:x and v:{ b:y } }',
  )
})
