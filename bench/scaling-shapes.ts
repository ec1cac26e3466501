import {
  and,
  type Condition,
  cidr,
  compare,
  count,
  every,
  exists,
  isIn,
  match,
  not,
  or,
  regex,
  search,
  some,
} from '@ruleglot/core'
import { parseRegex } from '../packages/parsers/src/regex/index.js'

/** Conditions of any size, in the shapes that make a careless algorithm slow. */
interface Shape {
  /** Of the smallest and the largest. */
  readonly from: number
  readonly most: number
  readonly make: (n: number) => Condition
}

export const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i))
const MANY = { wildcard: 'many' } as const
const ONE = { wildcard: 'one' } as const
const FOLDED = { ignoreCase: true, on: 'scalar' } as const
const is = (field: string, value: string): Condition => compare([field], 'eq', value)

export const SHAPES: Readonly<Record<string, Shape>> = {
  'wide or': { from: 100, most: 25_600, make: (n) => or(many(n, (i) => is(`f${i}`, `v${i}`))) },
  'wide and': { from: 100, most: 25_600, make: (n) => and(many(n, (i) => is(`f${i}`, `v${i}`))) },
  'or of ands': {
    from: 50,
    most: 12_800,
    make: (n) => or(many(n, (i) => and([is('a', `v${i}`), is(`f${i % 7}`, `v${i}`)]))),
  },
  'and of ors': {
    from: 50,
    most: 12_800,
    make: (n) => and(many(n, (i) => or([is(`f${i}`, `v${i}`), is('a', `v${i}`), exists([`g${i % 7}`])]))),
  },
  nots: {
    from: 100,
    most: 25_600,
    make: (n) => and([is('a', 'v'), ...many(n, (i) => not(is('b', `v${i}`)))]),
  },
  // Names for what is made once or read twice are many, and their stems the same.
  'fields named alike': {
    from: 50,
    most: 6400,
    make: (n) =>
      and(
        many(n, (i) =>
          or([
            isIn([`f${i}`, 'name'], ['v', `v${i}`, `w${i}`, `x${i}`, `y${i}`]),
            match([`f${i}`, 'name'], [MANY, `v${i}`, ONE, 'w', MANY]),
          ]),
        ),
      ),
  },
  'numbers and their texts': {
    from: 1000,
    most: 64_000,
    make: (n) =>
      isIn(
        ['a'],
        many(n, (i) => (i % 2 === 0 ? i : `${i - 1}.0`)),
      ),
  },
  'long list': {
    from: 1000,
    most: 128_000,
    make: (n) =>
      isIn(
        ['a'],
        many(n, (i) => `v${i}`),
      ),
  },
  'long list of numbers': {
    from: 1000,
    most: 128_000,
    make: (n) =>
      isIn(
        ['a'],
        many(n, (i) => i * 3),
      ),
  },
  patterns: { from: 100, most: 25_600, make: (n) => or(many(n, (i) => match(['a'], [MANY, `v${i}`, MANY]))) },
  'patterns with signs inside': {
    from: 100,
    most: 12_800,
    make: (n) => or(many(n, (i) => match(['a'], [`x${i}`, MANY, `v${i}`, ONE, 'w', MANY]))),
  },
  'patterns that must all fit': {
    from: 100,
    most: 12_800,
    make: (n) => and(many(n, (i) => match(['a'], [MANY, `v${i}`, MANY]))),
  },
  'folded patterns': {
    from: 100,
    most: 25_600,
    make: (n) => or(many(n, (i) => match([`f${i % 5}`], [MANY, `v${i}`, MANY], FOLDED))),
  },
  regexes: { from: 50, most: 6400, make: (n) => or(many(n, (i) => expression(`x${i}[a-z]+(b|cc)v${i}$`))) },
  // Twice as many would be more than a regular expression may have.
  'long regex': {
    from: 50,
    most: 1600,
    make: (n) => expression(`^(${many(n, (i) => `v${i}`).join('|')})$`),
  },
  networks: {
    from: 100,
    most: 25_600,
    make: (n) => or(many(n, (i) => cidr(['ip'], `10.${(i >> 8) & 255}.${i & 255}.${i >> 16}/32`))),
  },
  'ranges of numbers': {
    from: 100,
    most: 12_800,
    make: (n) => or(many(n, (i) => and([number('ge', i * 10), number('lt', i * 10 + 5)]))),
  },
  'elements of lists': {
    from: 50,
    most: 6400,
    make: (n) => or(many(n, (i) => some([`l${i % 11}`], and([is('a', `v${i}`), is('b', `w${i}`)])))),
  },
  'every element and counts': {
    from: 50,
    most: 6400,
    make: (n) => and(many(n, (i) => or([every([`l${i}`], is('a', 'x')), count([`m${i}`], is('a', 'x'), 'ge', 2)]))),
  },
  keywords: { from: 50, most: 6400, make: (n) => or(many(n, (i) => search(match([], [MANY, `v${i}`, MANY], FOLDED)))) },
  'deep nest': { from: 60, most: 960, make: (n) => nest(n, (i) => i % 2 === 0) },
  'deep nest with nots': {
    from: 60,
    most: 480,
    make: (n) => {
      let deep: Condition = is('a', 'v')
      for (let i = 0; i < n; i++) deep = and([is(`f${i}`, `v${i}`), not(deep)])
      return deep
    },
  },
  'long string': { from: 50_000, most: 1_600_000, make: (n) => is('a', `v${'x y'.repeat(n / 3)}`) },
  'long pattern': {
    from: 500,
    most: 64_000,
    make: (n) => match(['a'], ['v', ...many(n, (i) => (i % 2 === 0 ? MANY : 'xy'))]),
  },
}

function nest(n: number, isAnd: (i: number) => boolean): Condition {
  let deep: Condition = is('a', 'v')
  for (let i = 0; i < n; i++) deep = isAnd(i) ? and([is(`f${i}`, `v${i}`), deep]) : or([deep, is(`g${i}`, `v${i}`)])
  return deep
}

const number = (op: 'ge' | 'lt', value: number): Condition => compare(['n'], op, value, { domain: 'number' })

function expression(text: string): Condition {
  const read = parseRegex(text, 'javascript', {}, 'search')
  if (!read.ok) throw new Error(`the bench's regular expression ${text.slice(0, 40)} is not read`)
  return regex(['a'], read.tree)
}
