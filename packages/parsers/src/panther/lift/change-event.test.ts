import { evaluate, wholeCondition } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { panther } from '../index.js'

function says(body: string, event: object): unknown {
  const files = {
    'a.yml': 'AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nEnabled: true\nLogTypes: [A.B]\nSeverity: Low\n',
    'a.py': `def rule(event):\n${body.replace(/^/gm, '    ')}\n`,
  }
  const read = panther.parseRules?.(files, {})
  const rule = read?.ok === true ? read.value[0] : undefined
  if (rule === undefined) throw new Error('unread')
  return evaluate(wholeCondition(rule), event)
}

test('an event cannot be changed: a rule that tries raises, and does not fire', () => {
  expect(says('event["z"] = 1\nreturn True', { a: 'x' })).toBe(false)
  expect(
    says('try:\n    event["z"] = 1\nexcept TypeError:\n    return event.get("a") == "x"\nreturn False', { a: 'x' }),
  ).toBe(true)
  expect(says('if event.get("a") == "x":\n    event["z"] = 1\nreturn True', { a: 'y' })).toBe(true)
  expect(says('own = {}\nown["z"] = event.get("a")\nreturn own["z"] == "x"', { a: 'x' })).toBe(true)
})
