import type { Rule, Span } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

/** Files that somebody wrote to break a reader: each is read or refused, with a reason, and nothing hangs or throws. */
const HEAD = 'AnalysisType: rule\nRuleID: A.B\nLogTypes: [A]\n'

function read(
  text: string,
  python?: string,
): {
  readonly rules: readonly Rule[]
  readonly codes: readonly string[]
  readonly spans: readonly (Span | undefined)[]
} {
  const files = python === undefined ? { 'a.yml': text } : { 'a.yml': text, 'a.py': python }
  const done = panther.parseRules?.(files, {})
  if (done === undefined) throw new Error('no reader')
  const { diagnostics } = done
  return {
    rules: done.ok ? done.value : [],
    codes: [...new Set(diagnostics.map(({ code }) => code))],
    spans: diagnostics.map(({ span }) => span),
  }
}

const nested = (depth: number, open: string, close: string, inside: string): string =>
  open.repeat(depth) + inside + close.repeat(depth)

describe('Python that is deep in one direction', () => {
  const rule = (expression: string): string => `def rule(event):\n    return ${expression}\n`
  /** Operators of one rank, in brackets, before more of them. */
  const inBrackets = (times: number, first: string, more: string): string =>
    rule(`${'('.repeat(times)}${first}${`${more})`.repeat(times)}`)
  const elifs = (times: number): string =>
    Array.from({ length: times }, (_, i) => `    elif event.get("a") == "${i}":\n        return ${i % 2 === 0}\n`).join(
      '',
    )
  const kept = { codes: ['panther/unread-python'], kind: 'Opaque' }
  const followed = (python: string) => {
    const { rules, codes } = read(`${HEAD}Filename: a.py\nSeverity: Low\n`, python)
    return { codes, kind: rules[0]?.condition.kind }
  }

  test.each([
    ['sums', inBrackets(140, '1', '+1'.repeat(65))],
    ['calls of methods', inBrackets(140, 'event.get("a")', '.lower()'.repeat(22))],
    ['alternatives', inBrackets(140, 'event.get("a")', ' or event.get("b") and 1'.repeat(22))],
    ['comparisons', inBrackets(140, 'event.get("a")', '==event.get("b")'.repeat(65))],
    ['branches', `def rule(event):\n    if event.get("b"):\n        return True\n${elifs(3000)}    return False\n`],
    ['choices', rule(`${'1 if event.get("a") else '.repeat(10_000)}2`)],
    ['texts', `def rule(event):\n    x = event.get("a")\n${'    x = x + "a"\n'.repeat(10_000)}    return x == "b"\n`],
    ['operators', rule(`event.get("a")${' or event.get("b")'.repeat(10_000)}`)],
  ])('%s: kept as it is, and nothing throws', (_, python) => {
    expect(followed(python)).toEqual(kept)
  })

  test('six hundred alternatives are read', () => {
    const tests = Array.from({ length: 600 }, (_, i) => `event.get("f${i}") == "v${i}"`)
    expect(followed(rule(`(\n        ${tests.join('\n        or ')}\n    )`)).kind).toBe('Or')
  })
})

describe('hostile documents', () => {
  test('aliases that stand for billions of expressions', () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const items = i === 0 ? '{ Key: a, Condition: Exists }' : `{ Any: *l${i - 1} }`
      return `l${i}: &l${i} [${Array.from({ length: 10 }, () => items).join(', ')}]\n`
    })
    expect(read(`${levels.join('')}${HEAD}Detection: *l11\n`).codes).toEqual(['limit/nodes'])
  })

  test('an alias to itself', () => {
    expect(read(`${HEAD}Detection: &d\n  - Any: *d\n`).rules).toEqual([])
  })

  test('brackets 100,000 deep', () => {
    const { rules, codes } = read(`${HEAD}Detection: ${nested(100_000, '[{ Any: ', '}]', '[]')}\n`)
    expect([rules.length, codes.length]).toEqual([0, 1])
  })

  test('expressions as deep as YAML may be', () => {
    const { rules } = read(`${HEAD}Detection: ${nested(45, '[{ None: ', '}]', '[{ Key: a, Condition: Exists }]')}\n`)
    expect(rules).toHaveLength(1)
  })

  test('10 MB of expressions', () => {
    const line =
      '  - { KeyPath: actor.name, Condition: DoesNotEqual, Value: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx }\n'
    const { rules, codes } = read(`${HEAD}Detection:\n${line.repeat(100_000)}`)
    expect(rules.length === 1 || codes.includes('limit/nodes')).toBe(true)
  })

  test('keys that objects have anyway', () => {
    const { rules } = read(
      `${HEAD}Detection:\n  - { Key: __proto__, Condition: Exists }\n  - { KeyPath: constructor.name, Condition: Equals, Value: x }\n` +
        `__proto__: { polluted: true }\nTests:\n  - { Name: __proto__, ExpectedResult: true, Log: { __proto__: 1 } }\n`,
    )
    expect(rules[0]?.condition).toMatchObject({ kind: 'And' })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a condition named %s', (name) => {
    expect(read(`${HEAD}Detection: [{ Key: a, Condition: ${name}, Value: 1 }]\n`).codes).toEqual([
      'panther/unknown-condition',
    ])
    expect(
      read(`${HEAD}Detection: [{ Key: a, Condition: ${name}, Expressions: [{ Key: b, Condition: Exists }] }]\n`).codes,
    ).toEqual(['panther/bad-expression'])
  })

  test.each([
    'Detection',
    'InlineFilters',
    'DynamicSeverities',
    'AlertContext',
    'GroupBy',
    'Tests',
    'Mappings',
    'LogTypes',
  ])('%s of every kind but the right one', (key) => {
    for (const value of ['x', '5', 'null', '[]', '{}', '[[]]', '[null]', '[5, x]', '{ a: b }', '[{ a: [b] }]']) {
      const detection = key === 'Detection' ? '' : 'Detection: [{ Key: a, Condition: Exists }]\n'
      expect(() => read(`AnalysisType: rule\nRuleID: A.B\n${detection}${key}: ${value}\n`)).not.toThrow()
    }
  })

  test('text with NUL, lone surrogates and bidirectional controls', () => {
    for (const odd of ['\u0000', '\ud800', '\u202e', '\ufeff']) {
      expect(() => read(`${HEAD}Detection: [{ Key: "a${odd}", Condition: Equals, Value: "${odd}" }]\n`)).not.toThrow()
    }
  })

  test('Python of more than a megabyte', () => {
    const body = `def rule(event):\n    return True\n${'# x\n'.repeat(300_000)}`
    const { codes, spans } = read(`${HEAD}Filename: a.py\n`, body)
    expect(codes).toEqual(['limit/source-size'])
    expect(spans).toEqual([{ start: 0, end: body.length, file: 'a.py' }])
  })
})
