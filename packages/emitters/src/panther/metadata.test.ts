import { ruleOf, TRUE } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { descriptionOf } from './metadata.js'

test.each([
  ['Somebody left', 'Somebody left.'],
  ['Somebody left!', 'Somebody left!'],
  ['See "this"', 'See "this".'],
])('what the source says ends before the authors are named: %s', (description, last) => {
  const rule = { ...ruleOf('sigma', TRUE), description, authors: ['A Person'] }
  expect(JSON.stringify(descriptionOf(rule))).toContain(JSON.stringify(last))
  expect(JSON.stringify(descriptionOf({ ...rule, authors: [] }))).toContain(JSON.stringify(description))
})
