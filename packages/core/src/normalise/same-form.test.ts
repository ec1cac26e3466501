import { describe, expect, test } from 'vitest'
import {
  and,
  cidr,
  compare,
  count,
  every,
  exists,
  FALSE,
  isIn,
  match,
  not,
  or,
  regex,
  search,
  shape,
  some,
  TRUE,
} from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY, ANY_ONE } from '../ir/pattern.js'
import { ANY_CODE_POINT, ANY_TEXT, type RegexTree } from '../ir/regex.js'
import { dropSettled, isSettled } from './drop-settled.js'
import { normalise } from './normalise.js'

/** What the normal form is for: pairs that languages spell differently and that have to look alike. */

const a = compare(['a'], 'eq', 1)
const b = compare(['b'], 'eq', 'x')
const c = exists(['c'])
const text = (value: string): RegexTree => ({ type: 'text', text: value })
const ref: Condition = { kind: 'Ref', name: 'shared' }
const letIn = (value: Condition, body: Condition): Condition => ({ kind: 'Let', name: 'shared', value, body })

const OPAQUE: Condition = { kind: 'Opaque', language: 'test', text: 'one', reads: [] }

function startBehind(before: string): RegexTree {
  const anchored: RegexTree = { type: 'concat', parts: [ANY_TEXT, { type: 'assert', at: 'start' }, text('x')] }
  return { type: 'concat', parts: [text(before), { type: 'alternate', options: [anchored, text('z')] }] }
}

test('what is settled goes from the tree as it was written', () => {
  const guarded = or([not(exists(['a'])), and([exists(['a']), not(isIn(['a'], ['x', 'y']))])])
  expect(dropSettled(and([b, guarded]))).toEqual(and([b, not(isIn(['a'], ['x', 'y']))]))
  expect(dropSettled(not(and([exists(['a']), or([not(exists(['a'])), b])])))).toEqual(not(and([exists(['a']), b])))
  expect(dropSettled(or([not(a), and([a, OPAQUE])]))).toEqual(or([not(a), OPAQUE]))
  // Of what may be unknown `not a or (a and b)` says less than `not a or b`.
  const unknown = or([not(OPAQUE), and([OPAQUE, a])])
  expect(dropSettled(unknown)).toEqual(unknown)
})

test('what facts settle', () => {
  const known = [match(['a'], ['xy', ANY_MANY]), not(b)]
  expect(isSettled(exists(['a']), known)).toBe(true)
  expect(isSettled(or([c, match(['a'], ['x', ANY_MANY])]), known)).toBe(true)
  expect(isSettled(and([exists(['a']), not(b)]), known)).toBe(true)
  expect(isSettled(not(match(['a'], ['z', ANY_MANY])), known)).toBe(false)
  expect(isSettled(or([c, b]), known)).toBe(false)
})

describe('these have one normal form', () => {
  test.each<[string, Condition, Condition]>([
    ['order and nesting', and([a, and([b, c])]), and([c, b, a])],
    ['duplicates', or([a, b, a]), or([b, a])],
    ['De Morgan, and', not(and([a, b])), or([not(b), not(a)])],
    ['De Morgan, or', not(or([a, b])), and([not(a), not(b)])],
    ['double negation', not(not(a)), a],
    ['constants', and([a, TRUE, or([FALSE, b])]), and([a, b])],
    ['a condition and its negation', and([a, b, not(a)]), FALSE],
    ['absorption', or([a, and([a, b])]), a],
    ['absorption of a negation', or([a, and([not(a), b])]), or([a, b])],
    ['equalities', or([compare(['a'], 'eq', 1), compare(['a'], 'eq', '1')]), isIn(['a'], ['1', 1, 1])],
    ['negated equalities', and([not(compare(['a'], 'eq', 1)), not(compare(['a'], 'eq', 2))]), not(isIn(['a'], [2, 1]))],
    ['list of one', isIn(['a'], [1]), a],
    ['list of none', isIn(['a'], []), FALSE],
    ['path with and without cuts', compare(['a', 'b'], 'eq', 1), compare(['a.b'], 'eq', 1)],
    ['domain that changes nothing', compare(['a'], 'eq', 1, { domain: 'number' }), a],
    ['pattern without wildcards', match(['a'], ['x', 'y']), compare(['a'], 'eq', 'xy')],
    ['number as text', match(['a'], ['4625'], { on: 'scalar', ignoreCase: true }), isIn(['a'], ['4625', 4625])],
    ['text that no number has', match(['a'], ['x', ANY_MANY], { on: 'scalar' }), match(['a'], ['x', ANY_MANY])],
    [
      'letter case of the literal',
      match(['a'], ['Xy'], { ignoreCase: true }),
      match(['a'], ['xY'], { ignoreCase: true }),
    ],
    ['no letters to fold', match(['a'], ['1', ANY_MANY], { ignoreCase: true }), match(['a'], ['1', ANY_MANY])],
    ['host bits', cidr(['a'], '10.1.2.3/8'), cidr(['a'], '10.0.0.0/8')],
    ['spellings of IPv6', cidr(['a'], '2001:DB8::/32'), cidr(['a'], '2001:db8:0::0/32')],
    ['an address as network', compare(['a'], 'eq', '10.0.0.1', { domain: 'ip' }), cidr(['a'], '10.0.0.1/32')],
    ['every', every(['a'], b), not(some(['a'], not(b)))],
    ['leaf of an element', some(['a'], compare(['b'], 'eq', 1)), compare(['a', 'b'], 'eq', 1)],
    ['the element itself', some(['a'], compare([], 'eq', 1)), a],
    ['alternatives of an element', some(['a'], or([compare([], 'eq', 1), compare([], 'eq', 2)])), isIn(['a'], [1, 2])],
    ['elements of elements', some(['a'], some(['b'], and([b, not(c)]))), some(['a', 'b'], and([b, not(c)]))],
    ['one or more', count(['a'], b, 'gt', 0), some(['a'], b)],
    ['none', count(['a'], b, 'lt', 1), not(some(['a'], b))],
    ['at most', count(['a'], b, 'le', 2), not(count(['a'], b, 'ge', 3))],
    [
      'search for one of two',
      search(or([match([], ['x']), match([], ['y'])])),
      or([search(match([], ['x'])), search(match([], ['y']))]),
    ],
    ['shapes', or([shape(['a'], ['null']), shape(['a'], ['missing'])]), shape(['a'], ['missing', 'null'])],
    ['guard: exists', and([exists(['a']), a]), a],
    ['guard: something above exists', and([exists(['a']), compare(['a', 'b'], 'eq', 1)]), compare(['a', 'b'], 'eq', 1)],
    [
      'guard: in a group beside its negation',
      or([not(exists(['a'])), and([exists(['a']), not(isIn(['a'], [1, 2]))])]),
      not(isIn(['a'], [1, 2])),
    ],
    ['guard: the dual', and([exists(['a']), or([not(exists(['a'])), b])]), and([exists(['a']), b])],
    ['guard: implied by what stands beside the group', and([a, or([not(exists(['a'])), b])]), and([a, b])],
    [
      'value that cannot be, in a group',
      or([match(['a'], ['x', ANY_MANY]), and([compare(['a'], 'eq', 'xy'), b])]),
      match(['a'], ['x', ANY_MANY]),
    ],
    ['guard: not missing', and([not(shape(['a'], ['missing'])), a]), a],
    [
      'value that a pattern covers',
      or([match(['a'], ['x', ANY_MANY]), compare(['a'], 'eq', 'xy')]),
      match(['a'], ['x', ANY_MANY]),
    ],
    [
      'weaker bound',
      and([compare(['a'], 'gt', 7, { domain: 'number' }), compare(['a'], 'ge', 5, { domain: 'number' })]),
      compare(['a'], 'gt', 7, { domain: 'number' }),
    ],
    ['larger network', or([cidr(['a'], '10.0.0.0/8'), cidr(['a'], '10.0.0.0/16')]), cidr(['a'], '10.0.0.0/8')],
    [
      'one element has one value',
      some(['a'], and([isIn([], [1, 2]), not(compare([], 'eq', 1))])),
      compare(['a'], 'eq', 2),
    ],
    ['guard: far within', and([a, or([b, and([c, or([not(exists(['a'])), b])])])]), and([a, b])],
    ['let', letIn(a, or([ref, and([ref, b])])), a],
    ['let, twice', letIn(or([a, b]), and([or([ref, c]), ref])), or([a, b])],
    ['regex of text', regex(['a'], text('x')), compare(['a'], 'eq', 'x')],
    [
      'regex of a prefix',
      regex(['a'], { type: 'concat', parts: [{ type: 'assert', at: 'start' }, text('x'), ANY_TEXT] }),
      match(['a'], ['x', ANY_MANY]),
    ],
    [
      'regex of alternatives',
      regex(['a'], { type: 'concat', parts: [{ type: 'alternate', options: [text('x'), text('y')] }, ANY_CODE_POINT] }),
      or([match(['a'], ['y', ANY_ONE]), match(['a'], ['x', ANY_ONE])]),
    ],
    [
      'letters of a set under ignoreCase',
      regex(
        ['a'],
        { type: 'repeat', part: { type: 'set', ranges: [[0x41, 0x5a]] }, min: 1, max: null },
        { ignoreCase: true },
      ),
      regex(
        ['a'],
        { type: 'repeat', part: { type: 'set', ranges: [[0x61, 0x7a]] }, min: 1, max: null },
        { ignoreCase: true },
      ),
    ],
  ])('%s', (_name, left, right) => {
    expect(normalise(left)).toEqual(normalise(right))
  })
})

describe('these have not: some event tells them apart', () => {
  test.each<[string, Condition, Condition]>([
    ['two values of a list', and([compare(['a'], 'eq', 1), compare(['a'], 'eq', 2)]), FALSE],
    [
      'two bounds and one value',
      and([compare(['a'], 'ge', 5, { domain: 'number' }), compare(['a'], 'le', 5, { domain: 'number' })]),
      compare(['a'], 'eq', 5),
    ],
    ['any text and any value', match(['a'], [ANY_MANY]), exists(['a'])],
    [
      'one element and several',
      some(['a'], and([compare(['b'], 'eq', 1), compare(['c'], 'eq', 2)])),
      and([compare(['a', 'b'], 'eq', 1), compare(['a', 'c'], 'eq', 2)]),
    ],
    ['address and text', compare(['a'], 'eq', '::1'), cidr(['a'], '::1/128')],
    ['number and text', compare(['a'], 'eq', 1), compare(['a'], 'eq', '1')],
    [
      'numbers and texts that fit',
      and([match(['a'], ['1', ANY_MANY], { on: 'scalar' }), match(['a'], ['1', ANY_MANY])]),
      match(['a'], ['1', ANY_MANY], { on: 'scalar' }),
    ],
    ['unknown and its negation', and([OPAQUE, not(OPAQUE)]), FALSE],
    ['unknown, or its negation and more', or([OPAQUE, and([not(OPAQUE), b])]), or([OPAQUE, b])],
    [
      'start of a line and of the value',
      regex(['a'], { type: 'concat', parts: [ANY_TEXT, { type: 'assert', at: 'lineStart' }, text('x')] }),
      regex(['a'], { type: 'concat', parts: [ANY_TEXT, { type: 'assert', at: 'start' }, text('x')] }),
    ],
    [
      'start behind something',
      regex(['a'], startBehind('y')),
      or([compare(['a'], 'eq', 'yx'), compare(['a'], 'eq', 'yz')]),
    ],
    ['some not and not some', some(['a'], not(compare([], 'eq', 1))), not(compare(['a'], 'eq', 1))],
  ])('%s', (_name, left, right) => {
    expect(normalise(left)).not.toEqual(normalise(right))
  })
})

test('spans are no part of it', () => {
  expect(normalise(compare(['a'], 'eq', 1, { span: { start: 1, end: 2 } }))).toEqual(a)
})

test('a tree deeper than the limit is misuse', () => {
  let deep: Condition = a
  for (let i = 0; i < 1000; i++) deep = not(deep)
  expect(() => normalise(deep)).toThrow(TypeError)
})
