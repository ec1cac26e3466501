import { runInThisContext } from 'node:vm'
import {
  and,
  type Condition,
  compare,
  compareConditions,
  generateTests,
  lintCondition,
  not,
  or,
  regex,
} from '@ruleglot/core'
import { javascript, toPredicate } from '@ruleglot/emitters/javascript'
import { compileMatcher } from '@ruleglot/matcher'
import { describe, expect, test } from 'vitest'
import { parseRegex } from '../../../parsers/src/regex/index.js'

/**
 * Regular expressions that backtracking engines are known to take exponential or high polynomial time for, each with the
 * text that shows it. On 100,000 characters such an engine would not come back: that all of this ends is the test.
 */
const LONG = 100_000
const a = 'a'.repeat(LONG)
const spaces = ' '.repeat(LONG)
const digits = '1'.repeat(LONG)

const PATTERNS: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+$', `${a}!`],
  ['(a*)*$', `${a}!`],
  ['(a|a)*$', `${a}!`],
  ['(a|aa)+$', `${a}!`],
  ['(a|a?)+$', `${a}!`],
  ['(.*a){12}$', `${a}!`],
  ['([a-zA-Z]+)*$', `${a}!`],
  ['(a+){10}$', `${a}!`],
  ['^(a+)+$', `${a}!`],
  ['^((a+)+)+$', `${a}!`],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', a],
  ['(x+x+)+y', 'x'.repeat(LONG)],
  ['(.+)+x', a],
  ['(.*)*x', a],
  ['(.*,){8}P', '1,'.repeat(LONG / 2)],
  ['^(a?){25}a{25}$', a],
  ['(a?){30}a{30}', 'b'.repeat(LONG)],
  ['\\s+$', `${spaces}x`],
  ['^\\s+|\\s+$', `x${spaces}x`],
  ['\\d+\\d+\\d+x', digits],
  ['(\\d+)+,', digits],
  ['([0-9]+)*\\.', digits],
  ['(\\w+\\s?)*!', 'aa '.repeat(LONG / 3)],
  ['(\\w+)\\s*=\\s*(\\w+);', a],
  ['"[^"]*"[^"]*"[^"]*"$', '"'.repeat(LONG)],
  ['<[^>]*>.*</[^>]*>', '<'.repeat(LONG)],
  ['(<.*>)+x', '<>'.repeat(LONG / 2)],
  ['/\\*.*\\*/x', '/*'.repeat(LONG / 2)],
  ['[^,]*,[^,]*,[^,]*,[^,]*x', ','.repeat(LONG)],
  ['(,[^,]*)*x', ','.repeat(LONG)],
  ['^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@)', a],
  ['([a-z0-9]+\\.)+com', 'a.'.repeat(LONG / 2)],
  ['^(https?://)?([\\w-]+\\.)+[\\w-]+(/[\\w-]*)*$', `${'a.'.repeat(LONG / 2)}!`],
  ['(/[^/]+)+\\.php', '/a'.repeat(LONG / 2)],
  ['(\\\\[^\\\\]+)*\\.exe', '\\a'.repeat(LONG / 2)],
  ['(\\.|[^.])*x', a],
  ['(ab|a|b)*c', 'ab'.repeat(LONG / 2)],
  ['(a|b|ab)*c', 'ab'.repeat(LONG / 2)],
  ['(aa|aab?)*c', a],
  ['((a{1,3})+)+b', a],
  ['(a{0,9}){9}b', a],
  ['a*a*a*a*a*b', a],
  ['.*.*.*.*=', a],
  ['(?:.*\\n)*x', 'a\n'.repeat(LONG / 2)],
  ['(\\r\\n|\\n|\\r)+x', '\r\n'.repeat(LONG / 2)],
  ['([^\\s]+\\s*)+;', 'a '.repeat(LONG / 2)],
  ['(-+[a-z]+\\s*)+=', '-a '.repeat(LONG / 3)],
  ['([A-Za-z0-9+/]{4})*==?=', a],
  ['(?:%[0-9a-f]{2}|.)*#', '%41'.repeat(LONG / 3)],
  ['\\b(\\w+)(\\W+\\w+)*\\b#', 'a '.repeat(LONG / 2)],
  ['(?:(?:a|b)*|(?:b|c)*)*d', 'abc'.repeat(LONG / 3)],
]

function conditionOf(pattern: string): Condition {
  const read = parseRegex(pattern, 'javascript', undefined, 'search')
  if (!read.ok) throw new Error(`${pattern}: ${read.problem.message}`)
  return regex(['t'], read.tree)
}

describe('catastrophic patterns on 100,000 characters', () => {
  test('there are more than fifty', () => {
    expect(PATTERNS.length).toBeGreaterThan(50)
  })

  test.each(PATTERNS)('%s', (pattern, text) => {
    const condition = conditionOf(pattern)
    const written = javascript.emitCondition?.(condition, {})
    if (written?.ok !== true) throw new Error(JSON.stringify(written?.diagnostics))
    const matches = runInThisContext(`(() => {\n${written.value.text}\nreturn matches;\n})()`) as (
      event: object,
    ) => boolean
    const matcher = compileMatcher([{ id: 'r', condition }])
    const predicate = toPredicate(condition)
    // A short text as well, where the engine itself can say what is right.
    const engine = new RegExp(pattern, 'u')
    for (const short of [text.slice(0, 12), text.slice(-12), 'aab!', '']) {
      const expected = engine.test(short)
      expect([matches({ t: short }), predicate({ t: short }), matcher.match({ t: short }).length === 1], short).toEqual(
        [expected, expected, expected],
      )
    }
    const verdict = matcher.match({ t: text }).length === 1
    expect(matches({ t: text })).toBe(verdict)
  })
})

test('catastrophic patterns are looked at, compared and given tests in bounded time', () => {
  for (const [i, [pattern]] of PATTERNS.entries()) {
    // Every other one: all of them were tried once, with flags too.
    if (i % 2 === 1) continue
    const condition = conditionOf(pattern)
    const other = conditionOf(PATTERNS[(i * 7 + 1) % PATTERNS.length]?.[0] ?? '')
    const whole = and([condition, not(compare(['t'], 'eq', 'x')), or([condition, other])])
    for (const { code } of lintCondition(whole)) expect(code).toMatch(/^logic\//)
    expect(generateTests(whole).length, pattern).toBeGreaterThan(0)
    expect(['equivalent', 'wider', 'narrower', 'different', 'unproven']).toContain(
      compareConditions(condition, other).verdict,
    )
  }
})
