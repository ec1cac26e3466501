import {
  ANY_TEXT,
  and,
  type Condition,
  cidr,
  compare,
  type EmitOptions,
  exists,
  isIn,
  match,
  not,
  or,
  type RegexTree,
  regex,
  search,
  some,
  tokens,
} from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { javascript } from './index.js'

const eq = compare(['outcome', 'result'], 'eq', 'SUCCESS')
const many = { wildcard: 'many' } as const

/** The expression that is returned. */
function returned(condition: Condition, options: EmitOptions = {}): string {
  const written = javascript.emitCondition?.(condition, options)
  if (written?.ok !== true) return JSON.stringify(written?.diagnostics)
  return /return ([\s\S]*?);\n}/.exec(written.value.text)?.[1] ?? written.value.text
}

function assumptions(condition: Condition, options: EmitOptions = {}): readonly string[] {
  const written = javascript.emitCondition?.(condition, options)
  return written?.ok === true ? written.value.assumptions.map(({ kind, path }) => `${kind} ${path.join('.')}`) : []
}

describe('JavaScript text', () => {
  test.each<[string, Condition, EmitOptions, string, readonly string[]]>([
    ['one key', compare(['a'], 'eq', 1), {}, 'has(event?.a, 1)', ['flatLists a']],
    [
      'two keys',
      eq,
      {},
      'has(RESULT_OF(event?.outcome), "SUCCESS")',
      ['nestedKeys outcome.result', 'flatLists outcome.result'],
    ],
    [
      'scalar',
      not(eq),
      { arrays: 'scalar' },
      'event?.outcome?.result !== "SUCCESS"',
      ['nestedKeys outcome.result', 'scalar outcome.result'],
    ],
    [
      'flat',
      eq,
      { events: 'flat' },
      'has(event?.["outcome.result"], "SUCCESS")',
      ['flatKey outcome.result', 'flatLists outcome.result'],
    ],
    ['any', eq, { events: 'any' }, 'has(values(event, "outcome.result"), "SUCCESS")', []],
    [
      'inherited keys',
      compare(['constructor'], 'eq', 1),
      {},
      'has(own(event, "constructor"), 1)',
      ['flatLists constructor'],
    ],
    [
      'folded text',
      match(['a'], [many, 'Ab'], { ignoreCase: true }),
      {},
      'endsWith(fold(event?.a), "ab")',
      ['flatLists a'],
    ],
    [
      'several texts of one field, folded once',
      or([
        match(['a'], [many, 'Ab', many], { ignoreCase: true }),
        eq,
        match(['a'], [many, 'c', many], { ignoreCase: true }),
      ]),
      {},
      'containsAny(fold(event?.a), ["ab", "c"]) || has(RESULT_OF(event?.outcome), "SUCCESS")',
      ['flatLists a', 'nestedKeys outcome.result', 'flatLists outcome.result'],
    ],
    [
      'texts that all stand somewhere in one field',
      not(and([match(['a'], [many, 'b', many]), match(['a'], [many, 'c', many]), match(['a'], ['d', many])])),
      {},
      '!(containsAll(a, ["b", "c"]) && startsWith(a, "d"))',
      ['flatLists a'],
    ],
    [
      'whole texts, in any letter case',
      or([match(['a'], ['X'], { ignoreCase: true }), match(['a'], ['y'], { ignoreCase: true })]),
      {},
      'isOneOf(fold(event?.a), ["x", "y"])',
      ['flatLists a'],
    ],
    [
      'half of a pair is found by its pattern alone',
      or([match(['a'], [many, '\ud800', many]), match(['a'], [many, 'b', many]), match(['a'], [many, 'c', many])]),
      {},
      'isLike(a, A_PATTERN) || containsAny(a, ["b", "c"])',
      ['flatLists a'],
    ],
    [
      'a constant for many texts',
      or(
        ['aaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccccc'].map((end) =>
          match(['a'], [many, end]),
        ),
      ),
      {},
      'endsWithAny(event?.a, A_ENDS)',
      ['flatLists a'],
    ],
    [
      'elements',
      some(['t'], eq),
      {},
      'elements(event?.t).some((item) => has(RESULT_OF(item?.outcome), "SUCCESS"))',
      ['nestedKeys t', 'flatLists t', 'nestedKeys t.outcome.result', 'flatLists t.outcome.result'],
    ],
    ['exists', exists(['a']), {}, 'exists(event?.a)', ['nestedKeys a', 'flatLists a']],
    [
      'words',
      tokens(['m'], { mode: 'phrase', text: 'Foo bar' }),
      {},
      'hasPhrase(event?.m, "Foo bar")',
      ['flatLists m'],
    ],
    [
      'names of fields',
      isIn({ pattern: ['a.', many] }, [1, 2]),
      { arrays: 'scalar' },
      'isOneOf(valuesLike(event, A_FIELDS), [1, 2])',
      [],
    ],
    ['some field', exists({ pattern: [many, '.id'] }), {}, 'existsLike(event, ID_FIELDS)', []],
    ['anywhere', search(match([], ['x', many])), {}, 'below(event).some((item) => startsWith(item, "x"))', []],
    [
      'a bound that moves',
      compare(['t'], 'ge', { now: -60000, floor: 'day' }, { domain: 'instant' }),
      {},
      'instantIs(event?.t, ">=", startOf("day", now - 60000))',
      ['flatLists t'],
    ],
    [
      'a name in capitals is one of a constant',
      or([compare(['t', 'ID'], 'eq', 1), match(['t', 'ID'], ['x', many])]),
      { events: 'any' },
      'has(id, 1) || startsWith(id, "x")',
      [],
    ],
    [
      'a name for what is read twice',
      or([compare(['a'], 'eq', 1), match(['a'], ['x', many])]),
      {},
      'has(a, 1) || startsWith(a, "x")',
      ['flatLists a'],
    ],
    [
      'a constant for a network',
      cidr(['sourceIp'], '10.0.0.0/8'),
      {},
      'inNetwork(event?.sourceIp, SOURCE_IP_NETWORK)',
      ['flatLists sourceIp'],
    ],
    [
      'a constant for a long list',
      isIn(['a'], [1, 2, 3, 4, 5]),
      { arrays: 'scalar' },
      'A_VALUES.has(event?.a)',
      ['scalar a'],
    ],
  ])('%s', (_about, condition, options, text, named) => {
    expect(returned(condition, options)).toBe(text)
    expect(assumptions(condition, options)).toEqual(named)
  })

  test('an expression without helpers stands alone', () => {
    const written = javascript.emitCondition?.(and([eq, compare(['a'], 'eq', true)]), {
      as: 'expression',
      arrays: 'scalar',
    })
    expect(written?.ok === true && written.value.text).toBe('event?.outcome?.result === "SUCCESS" && event?.a === true')
  })

  test('a clock that can be set, where there is one', () => {
    const recent = compare(['t'], 'gt', { now: -60000 }, { domain: 'instant' })
    const head = (condition: Condition): string | undefined => {
      const written = javascript.emitCondition?.(condition, { as: 'module' })
      return written?.ok === true ? written.value.text.split('\n')[0] : undefined
    }
    expect(head(recent)).toBe('export function matches(event, { now = Date.now() } = {}) {')
    expect(head(eq)).toBe('export function matches(event) {')
  })

  test('what the engine may take very long for becomes an automaton', () => {
    const a = { type: 'text', text: 'a' } as const
    const many = (part: RegexTree): RegexTree => ({ type: 'repeat', part, min: 1, max: null })
    const text = (tree: RegexTree): string => returned(regex(['a'], tree))
    expect(text(many(many(a)))).toBe('fitsAutomaton(event?.a, A_PATTERN)')
    expect(text({ type: 'concat', parts: [ANY_TEXT, many(a), a] })).toBe('fitsAutomaton(event?.a, A_PATTERN)')
    expect(text({ type: 'concat', parts: [ANY_TEXT, a, { type: 'alternate', options: [a, a] }] })).toBe(
      'fitsPattern(event?.a, A_PATTERN)',
    )
  })
})
