import { describe, expect, it } from 'vitest'
import { compare } from '../ir/build.js'
import { isUnchanged, withOrigin } from './origin.js'
import type { Rule } from './rule.js'

const rule: Rule = {
  ir: 1,
  language: 'sigma',
  title: 'A title',
  severityOverrides: [],
  authors: ['a'],
  references: [],
  falsePositives: [],
  tags: [],
  attack: [],
  logSource: { product: 'okta', service: 'okta' },
  outputFields: [],
  trigger: { kind: 'each' },
  condition: compare(['a'], 'eq', 1, { span: { start: 0, end: 3 } }),
  defined: [],
  tests: [],
  vendor: {},
}

describe('origin', () => {
  it('knows which fields are as they were read', () => {
    const read = withOrigin(rule)
    expect(isUnchanged(read, 'title')).toBe(true)
    expect(isUnchanged({ ...read, title: 'Another' }, 'title')).toBe(false)
    expect(isUnchanged({ ...read, description: 'new' }, 'description')).toBe(false)
    expect(isUnchanged(read, 'description')).toBe(true)
    const { title: _, ...without } = read
    expect(isUnchanged(without, 'title')).toBe(false)
  })

  it('compares conditions without spans and objects without key order', () => {
    const read = withOrigin(rule)
    expect(isUnchanged({ ...read, condition: compare(['a'], 'eq', 1) }, 'condition')).toBe(true)
    expect(isUnchanged({ ...read, condition: compare(['a'], 'eq', '1') }, 'condition')).toBe(false)
    expect(isUnchanged({ ...read, logSource: { service: 'okta', product: 'okta' } }, 'logSource')).toBe(true)
  })

  it('says changed for a rule that no parser made', () => {
    expect(isUnchanged(rule, 'title')).toBe(false)
  })
})
