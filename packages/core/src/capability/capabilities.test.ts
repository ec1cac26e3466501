import { describe, expect, test } from 'vitest'
import { and, compare, count, every, match, not, opaque, or, regex, search, some } from '../ir/build.js'
import { KINDS } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { type Capabilities, checkCapabilities } from './capabilities.js'

const ALL = Object.fromEntries(KINDS.map((kind) => [kind, 'yes'])) as unknown as Capabilities
const NO_REGEX: Capabilities = { ...ALL, Regex: { message: 'No regular expressions here.', hint: 'Use wildcards.' } }

const eq = compare(['a'], 'eq', 1)
const bad = regex(['b'], { type: 'text', text: 'x' }, { span: { start: 3, end: 7 } })
const effect = (condition: Condition): unknown => checkCapabilities(condition, NO_REGEX, 'test')[0]?.effect

describe('checkCapabilities', () => {
  test('says nothing about what the target can write', () => {
    expect(checkCapabilities(and([eq, not(eq)]), NO_REGEX, 'test')).toEqual([])
  })

  test('gives span, hint, language and the default code', () => {
    expect(checkCapabilities(bad, NO_REGEX, 'test')).toEqual([
      {
        code: 'emit/unsupported',
        severity: 'error',
        message: 'No regular expressions here.',
        hint: 'Use wildcards.',
        span: { start: 3, end: 7 },
        effect: 'widens',
        data: { language: 'test', kind: 'Regex' },
      },
    ])
  })

  test('a function sees the node and its place; its code is kept', () => {
    const table: Capabilities = {
      ...ALL,
      Match: (node, place) =>
        node.ignoreCase || place.inElement ? { message: 'No folding.', code: 'emit/opaque' } : undefined,
    }
    expect(checkCapabilities(match(['a'], ['x']), table, 'test')).toEqual([])
    expect(checkCapabilities(match(['a'], ['x'], { ignoreCase: true }), table, 'test')[0]?.code).toBe('emit/opaque')
    expect(checkCapabilities(some(['p'], match(['a'], ['x'])), table, 'test')).toHaveLength(1)
  })

  test('reports several problems in source order, the outermost of nested ones', () => {
    const table: Capabilities = { ...NO_REGEX, Some: { message: 'No lists.' } }
    const found = checkCapabilities(and([some(['p'], bad), bad, or([eq, bad])]), table, 'test')
    expect(found.map((problem) => problem.message)).toEqual([
      'No lists.',
      'No regular expressions here.',
      'No regular expressions here.',
    ])
  })

  test.each<[string, Condition, string]>([
    ['conjunct', and([eq, bad]), 'widens'],
    ['disjunct', or([eq, bad]), 'narrows'],
    ['negated conjunct goes with its Not', and([eq, not(bad)]), 'widens'],
    ['conjunct under Not', not(and([eq, bad])), 'narrows'],
    ['disjunct under Not', and([eq, not(or([eq, bad]))]), 'widens'],
    ['twice negated', not(not(and([eq, bad]))), 'widens'],
    ['in an element', some(['p'], and([eq, bad])), 'widens'],
    ['in every element', not(every(['p'], or([eq, bad]))), 'widens'],
    ['counted from below', count(['p'], and([eq, bad]), 'ge', 2), 'widens'],
    ['counted from above', count(['p'], and([eq, bad]), 'lt', 2), 'narrows'],
    ['counted exactly', count(['p'], and([eq, bad]), 'eq', 2), 'unknown'],
    ['searched', search(or([eq, bad])), 'narrows'],
    ['shared', { kind: 'Let', name: 'x', value: bad, body: opaque('test', 'x') }, 'unknown'],
  ])('%s', (_name, condition, expected) => {
    expect(effect(condition)).toBe(expected)
  })
})
