import {
  ANY_MANY,
  and,
  type Condition,
  compare,
  dotted,
  exists,
  type FieldFacts,
  isIn,
  match,
  not,
  or,
  type Path,
  some,
} from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { eql } from './index.js'

function write(condition: Condition): string {
  const emitted = eql.emitCondition?.(condition, {})
  if (!emitted?.ok) throw new Error(JSON.stringify(emitted?.diagnostics))
  return emitted.value.text
}

const refusal = (condition: Condition): string | undefined => eql.emitCondition?.(condition, {}).diagnostics[0]?.code

const ending = (field: string, text: string): Condition =>
  match(field.split('.'), [ANY_MANY, text, ANY_MANY], { ignoreCase: true })

describe('EQL is written', () => {
  test('as people write a rule for an endpoint', () => {
    expect(
      write(
        and([
          compare(['event', 'category'], 'eq', 'process'),
          compare(['host', 'os', 'type'], 'eq', 'windows'),
          compare(['event', 'type'], 'eq', 'start'),
          or([
            match(['process', 'name'], ['tool.exe'], { ignoreCase: true }),
            match(['process', 'pe', 'original_file_name'], ['Tool.exe'], { ignoreCase: true }),
          ]),
          or(['--get ', '--save ', '-X '].map((flag) => ending('process.command_line', flag))),
          ending('process.command_line', 'http'),
          not(isIn(['user', 'id'], ['S-1-5-18', 'S-1-5-19'])),
        ]),
      ),
    ).toBe(
      [
        'process where host.os.type == "windows" and event.type == "start" and',
        '  (process.name : "tool.exe" or ?process.pe.original_file_name : "Tool.exe") and',
        '  process.command_line : ("*--get *", "*--save *", "*-X *") and',
        '  process.command_line : "*http*" and',
        '  not user.id in ("S-1-5-18", "S-1-5-19")',
      ].join('\n'),
    )
  })

  test('long groups and lists over several lines', () => {
    const long = Array.from({ length: 6 }, (_, i) => `a rather long value number ${i}`)
    expect(write(or([and([isIn(['a'], long), exists(['b'])]), compare(['c'], 'eq', 'x')]))).toBe(
      [
        'any where (',
        '  a in (',
        '    "a rather long value number 0", "a rather long value number 1", "a rather long value number 2",',
        '    "a rather long value number 3", "a rather long value number 4", "a rather long value number 5"',
        '  ) and',
        '  b != null',
        ') or',
        '  c == "x"',
      ].join('\n'),
    )
  })

  test.each<readonly [Condition, string]>([
    [not(compare(['a'], 'eq', 'x')), 'any where a != "x"'],
    [not(exists(['a'])), 'any where a == null'],
    [not(or([exists(['a']), exists(['b'])])), 'any where not (a != null or b != null)'],
    [not(match(['a'], ['x', ANY_MANY])), 'any where not a like "x*"'],
    [match(['a'], ['what?'], { ignoreCase: true }), 'any where a in~ ("what?")'],
    [match(['a'], ['what?', ANY_MANY]), 'any where a regex "what\\\\?.*"'],
    [compare(['a-b', 'c'], 'eq', 'x'), 'any where `a-b`.c == "x"'],
    [compare(['not'], 'eq', 'x'), 'any where `not` == "x"'],
    [compare(['event', 'category'], 'eq', 'any'), '"any" where true'],
    [compare(['event', 'category'], 'eq', 'my kind'), '"my kind" where true'],
    [compare({ call: 'length', args: [['a']] }, 'gt', 9, { domain: 'number' }), 'any where length(a) > 9'],
    [compare(['a'], 'eq', 'C:\\x "y" z'), 'any where a == """C:\\x "y" z"""'],
    [compare(['a'], 'eq', 'a\nb'), 'any where a == "a\\nb"'],
  ])('%j', (condition, text) => expect(write(condition)).toBe(text))
})

describe('EQL refuses', () => {
  test.each<readonly [Condition, string]>([
    [match(['a'], ['Ä', ANY_MANY], { ignoreCase: true }), 'emit/ignore-case'],
    [some(['a'], and([exists(['b']), exists(['c'])])), 'emit/element-scope'],
    [exists({ pattern: ['a', ANY_MANY] }), 'emit/unsupported'],
    [{ kind: 'Opaque', language: 'kql', text: '?', reads: [] }, 'emit/opaque'],
    [{ kind: 'Shape', field: ['a'], kinds: ['null'] }, 'emit/shape'],
  ])('%j', (condition, code) => expect(refusal(condition)).toBe(code))
})

test('analysed text is not compared, unless a keyword stands beside it', () => {
  const facts: Readonly<Record<string, FieldFacts>> = {
    message: { type: 'match_only_text' },
    note: { type: 'text' },
    'note.keyword': { type: 'keyword', copyOf: 'note' },
  }
  const schema = { id: 'some', lookup: (path: Path) => facts[dotted(path)] }
  const emitted = (condition: Condition) => eql.emitCondition?.(condition, { schema })
  for (const condition of [
    compare(['message'], 'eq', 'x'),
    ending('message', 'x'),
    isIn(['message'], ['x', 'y']),
    compare({ call: 'length', args: [['message']] }, 'gt', 5, { domain: 'number' }),
  ]) {
    expect(emitted(condition)?.ok).toBe(false)
  }
  expect(emitted(ending('message', 'x'))?.diagnostics[0]?.code).toBe('emit/field-type')
  expect(emitted(exists(['message']))?.ok).toBe(true)
  const written = emitted(ending('note', 'x'))
  expect(written?.ok && written.value.text).toBe('any where note : "*x*"')
})

test('a pattern without letters is written as its neighbours are', () => {
  expect(write(ending('a.b', '620'))).toBe('any where a.b : "*620*"')
  expect(write(match(['a', 'b'], [ANY_MANY, '620', ANY_MANY]))).toBe('any where a.b like "*620*"')
})

test('what lies in nested objects is refused, whether it is there too', () => {
  const schema = {
    id: 'test',
    lookup: ([first, ...more]: Path): FieldFacts | undefined =>
      first === 'u' ? { type: more.length === 0 ? 'nested' : 'keyword' } : undefined,
  }
  for (const condition of [compare(['u', 'a'], 'eq', 'x'), exists(['u', 'a']), not(exists(['u']))]) {
    expect(eql.emitCondition?.(condition, { schema }).diagnostics[0]?.code).toBe('emit/field-type')
  }
})
