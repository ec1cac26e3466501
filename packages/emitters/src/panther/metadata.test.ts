import type { Rule } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { descriptionOf } from './metadata.js'

test.each([
  ['Somebody left', 'Somebody left.'],
  ['Somebody left!', 'Somebody left!'],
  ['See "this"', 'See "this".'],
])('what the source says ends before the authors are named: %s', (description, last) => {
  const rule: Rule = {
    ir: 1,
    language: 'sigma',
    description,
    authors: ['A Person'],
    severityOverrides: [],
    references: [],
    falsePositives: [],
    tags: [],
    attack: [],
    logSource: {},
    outputFields: [],
    trigger: { kind: 'each' },
    condition: { kind: 'True' },
    defined: [],
    tests: [],
    vendor: {},
  }
  expect(JSON.stringify(descriptionOf(rule))).toContain(JSON.stringify(last))
  expect(JSON.stringify(descriptionOf({ ...rule, authors: [] }))).toContain(JSON.stringify(description))
})
