import { and, type JsonValue } from '@ruleglot/core'
import { evaluate, parseRules, translate } from 'ruleglot'
import { expect, test } from 'vitest'

/** What the Panther rule made of a query says of an event of the vendor. */
function says(query: string, event: JsonValue): unknown {
  const text = `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = '''${query}'''\n`
  const made = translate(text, { from: 'elastic', to: 'panther' })
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics))
  expect(made.value.verdict).toBe('exact')
  const read = parseRules('panther', made.value.files)
  const rule = read.ok ? read.value[0] : undefined
  if (rule === undefined) throw new Error('unread')
  return evaluate(and([rule.condition, ...rule.defined.map(({ when }) => when)]), event)
}

test('an Okta event without an outcome has event.outcome unknown', () => {
  const query = 'data_stream.dataset:okta.system and event.outcome:unknown'
  expect(says(query, { eventType: 'user.session.start' })).toBe(true)
  expect(says(query, { outcome: { result: 'SKIPPED' } })).toBe(true)
  expect(says(query, { outcome: { result: 'DENY' } })).toBe(false)
})

test('mfa_used is there on console logins only', () => {
  const query =
    'data_stream.dataset:aws.cloudtrail and aws.cloudtrail.console_login.additional_eventdata.mfa_used:false'
  expect(says(query, { eventName: 'ConsoleLogin', additionalEventData: { MFAUsed: 'No' } })).toBe(true)
  expect(says(query, { eventName: 'SwitchRole', additionalEventData: { MFAUsed: 'No' } })).toBe(false)
})
