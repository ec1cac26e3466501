import { sigma } from '@ruleglot/parsers/sigma'
import { expect, test } from 'vitest'
import { type GapExample, loadGaps } from '../cases/load-gaps.js'

interface RefusedRule extends GapExample {
  readonly text: string
}

const examples = (loadGaps('sigma').examples ?? []) as readonly RefusedRule[]

test.each(examples.map((gap) => [gap.what, gap] as const))('not read: %s', (_, { text, gives }) => {
  const parsed = sigma.parseRules?.({ 'rule.yml': text }, {})
  expect(parsed?.ok).toBe(false)
  expect(parsed?.diagnostics.map(({ code }) => code)).toContain(gives)
})

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(0)
})
