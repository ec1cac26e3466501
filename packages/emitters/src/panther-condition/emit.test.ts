import { and, type Condition, cidr, compare, every, isIn, match, not, opaque, or, shape, some } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { pantherCondition } from './index.js'

const many = { wildcard: 'many' } as const
const a = compare(['a'], 'eq', 1)
const b = compare(['b'], 'eq', 'x')

function text(condition: Condition): string {
  const written = pantherCondition.emitCondition?.(condition, {})
  return written?.ok === true ? written.value.text : JSON.stringify(written?.diagnostics)
}

describe('condition text', () => {
  test.each<[string, Condition, string]>([
    ['one conjunct a line', and([a, and([b, a])]), 'a eq 1\nb eq "x"\na eq 1'],
    [
      'brackets only where needed',
      and([or([a, and([a, b])]), not(or([a, b]))]),
      'a eq 1 or a eq 1 and b eq "x"\na ne 1\nb ne "x"',
    ],
    ['brackets around or inside and', or([and([or([a, b]), b]), a]), '(a eq 1 or b eq "x") and b eq "x" or a eq 1'],
    [
      'words for complements',
      and([not(a), not(isIn(['a'], [1, 2])), not(match(['a'], [many, 'x']))]),
      'a ne 1\na not_in (1, 2)\na not_ends_with "x"',
    ],
    [
      'a list for alternatives of one field',
      or([match(['a'], [many, 'x', many]), match(['a'], [many, 'y', many])]),
      'a contains ("x", "y")',
    ],
    [
      'alternatives of one field stand together',
      not(or([match(['a'], ['x', many]), b, match(['a'], ['y', many]), and([a, b])])),
      'a not_starts_with ("x", "y")\nb ne "x"\nnot (a eq 1 and b eq "x")',
    ],
    ['letter case and numbers as text', match(['a'], ['x'], { ignoreCase: true, on: 'scalar' }), 'a eq "x" |i |scalar'],
    [
      'elements',
      and([some(['t', 'u'], and([a, b])), not(some(['t'], a)), every(['t'], a)]),
      'any of t.u (a eq 1 and b eq "x")\nnone of t (a eq 1)\nall of t (a eq 1)',
    ],
    [
      'between',
      some(['p'], and([compare([], 'ge', 1, { domain: 'number' }), compare([], 'le', 5, { domain: 'number' })])),
      'p between 1 and 5',
    ],
    [
      'empty',
      not(or([shape(['a'], ['missing', 'null', 'emptyArray', 'emptyObject']), compare(['a'], 'eq', '')])),
      'a is_not_empty',
    ],
    [
      'null',
      and([shape(['a'], ['missing', 'null']), not(shape(['a'], ['null', 'missing']))]),
      'a is_null\na is_not_null',
    ],
    [
      'odd keys',
      and([compare(['a b', 'c.d', 'x`y'], 'eq', 1), compare(['not'], 'eq', 1)]),
      '`a b`.`c.d`.["x`y"] eq 1\n`not` eq 1',
    ],
    [
      'networks',
      not(or([cidr(['ip'], '10.0.0.0/8'), cidr(['ip'], '::1/128')])),
      'ip not_cidr ("10.0.0.0/8", "::1/128")',
    ],
    ['the digits that a double holds', compare(['a'], 'eq', 1.2345678901234567e19), 'a eq 12345678901234567168'],
    ['constants', and([]), 'true'],
    [
      'the remark of the catalog',
      and([a, opaque('panther-condition', 'This rule also runs imperative logic.')]),
      'a eq 1\nThis rule also runs imperative logic.',
    ],
  ])('%s', (_about, condition, expected) => {
    expect(text(condition)).toBe(expected)
  })

  test('a long list has one value a line', () => {
    const values = Array.from({ length: 30 }, (_, i) => `value-${i}`)
    expect(text(isIn(['a'], values)).split('\n')).toHaveLength(32)
  })

  test('a long line has one alternative a line, one conjunct a line inside of it', () => {
    const long = (field: string): Condition => compare([field], 'eq', 'x'.repeat(60))
    const [x] = ['x'.repeat(60)]
    expect(text(or([long('a'), and([long('b'), long('c')])]))).toBe(
      ['(', `  a eq "${x}"`, '  or (', `    b eq "${x}"`, `    c eq "${x}"`, '  )', ')'].join('\n'),
    )
    expect(text(some(['t'], and([long('a'), not(and([long('b'), a]))])))).toBe(
      ['any of t (', `  a eq "${x}"`, `  not (b eq "${x}" and a eq 1)`, ')'].join('\n'),
    )
  })

  test('a remark that is none is never written: it would be read as predicates', () => {
    expect(text(opaque('panther-condition', 'a eq 1'))).toContain('emit/opaque')
    expect(text(opaque('panther-condition', 'This rule also runs imperative logic\na eq 1'))).toContain('emit/opaque')
  })
})
