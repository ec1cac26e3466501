import { compareRules, type LanguageId, parseRule, translate } from 'ruleglot'
import { expect, test } from 'vitest'

test('what a log source always says is no difference between two rules', () => {
  const text =
    'title: N\nid: 11111111-1111-4111-8111-111111111111\nlogsource:\n    product: windows\n    service: security\ndetection:\n    selection:\n        EventID: 4697\n    condition: selection\nlevel: low\n'
  const read = (language: LanguageId, rule: string) => {
    const parsed = parseRule(language, rule)
    if (!parsed.ok) throw new Error('unread')
    return parsed.value
  }
  const source = read('sigma', text)
  const withChannel = read('sigma', text.replace('EventID: 4697', 'EventID: 4697\n        Channel: Security'))
  const other = read('sigma', text.replace('4697', '4698'))
  expect(compareRules(source, withChannel, { mapping: 'auto' }).condition.verdict).toBe('equivalent')
  expect(compareRules(source, other, { mapping: 'auto' }).condition.verdict).toBe('different')
  expect(translate(text, { from: 'sigma', to: 'panther', target: { logTypes: ['Windows.EventLogs'] } }).ok).toBe(true)
})
