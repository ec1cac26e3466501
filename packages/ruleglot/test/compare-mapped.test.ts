import { describe, expect, test } from 'vitest'
import { compareRules, parseRule } from '../src/index.js'

const read = (language: 'panther' | 'elastic' | 'sigma', text: string) => {
  const parsed = parseRule(language, text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics))
  return parsed.value
}

const elastic = (query: string) =>
  read(
    'elastic',
    `[metadata]
creation_date = "2026/01/01"
integration = ["okta"]
[rule]
name = "A policy is gone"
rule_id = "6d0c0a1c-2a49-4a0d-9c1e-4b3c2e1a9d10"
risk_score = 47
severity = "medium"
type = "query"
language = "kuery"
index = ["logs-okta*"]
query = '''
${query}
'''
`,
  )
const sigma = (eventType: string) =>
  read(
    'sigma',
    `title: A policy is gone
id: 2f1c5d8e-6a57-4a0c-9a43-5a6f1b7d2c11
logsource:
    product: okta
    service: okta
detection:
    selection:
        eventType: ${eventType}
    condition: selection
`,
  )

describe('rules of two platforms over the events as the vendor sends them', () => {
  const query = 'event.dataset:okta.system and event.action:policy.lifecycle.delete'

  test('names as they stand have nothing to do with each other', () => {
    expect(compareRules(elastic(query), sigma('policy.lifecycle.delete')).verdict).toBe('different')
  })

  test('under the mapping they do, and witnesses are events of the vendor', () => {
    const same = compareRules(elastic(query), sigma('policy.lifecycle.delete'), { mapping: 'auto' })
    expect(same.condition.verdict).toBe('equivalent')
    const other = compareRules(elastic(query), sigma('policy.lifecycle.update'), { mapping: 'auto' })
    expect(other.condition.verdict).toBe('different')
    expect(JSON.stringify(other.condition.witness?.onlyA)).toContain('eventType')
  })

  test('a field that the mapping does not know is never taken for another', () => {
    const unknown = elastic('event.dataset:okta.system and event.action:policy.lifecycle.delete and no.such.field:x')
    const { condition } = compareRules(unknown, sigma('policy.lifecycle.delete'), { mapping: 'auto' })
    expect([condition.verdict, condition.unproven?.includes('no.such.field')]).toEqual(['unproven', true])
  })
})
