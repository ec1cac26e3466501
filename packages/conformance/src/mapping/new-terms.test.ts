import { translate } from 'ruleglot'
import { expect, test } from 'vitest'

const RULE = `[rule]
name = "First zone deletion of a user"
rule_id = "33333333-3333-4333-8333-333333333333"
type = "new_terms"
language = "kuery"
query = "data_stream.dataset:okta.system and event.action:zone.delete"
[rule.new_terms]
field = "new_terms_fields"
value = ["okta.actor.id"]
[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "now-10d"
`

test('a rule for values that were not seen before is a signal in Panther', () => {
  const result = translate(RULE, { from: 'elastic', to: 'panther' })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  expect(result.value.ruleVerdict).toMatchObject({ condition: 'exact', trigger: 'lost' })
  const spec = Object.values(result.value.files).join('\n')
  expect(spec).toMatch(/^CreateAlert: false$/m)
  expect(spec).toMatch(/^Enabled: true$/m)
  expect(spec).toMatch(/^# differs: trigger\. .*signal/m)
})
