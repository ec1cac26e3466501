import { compare, evaluate, match } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { compileMatcher } from './compile-matcher.js'

test('a number and the same digits as a text stay apart, however often both come', () => {
  const rules = [
    { id: 'number', condition: compare(['code'], 'eq', 4688) },
    { id: 'text', condition: compare(['code'], 'eq', '4688') },
    { id: 'digits', condition: match(['code'], ['4688'], { on: 'scalar' }) },
  ]
  const matcher = compileMatcher(rules)
  const found: Record<string, number> = {}
  for (let i = 0; i < 800; i++) {
    for (const code of [4688, '4688', i, [4688, i], 4688.5, true]) {
      const got = matcher.match({ code })
      expect(got).toEqual(rules.filter(({ condition }) => evaluate(condition, { code }) === true).map(({ id }) => id))
      for (const id of got) found[id] = (found[id] ?? 0) + 1
    }
  }
  expect(found).toEqual({ number: 1600, text: 800, digits: 2400 })
})
