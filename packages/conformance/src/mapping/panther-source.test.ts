import { parseRules, translateRule } from 'ruleglot'
import { describe, expect, test } from 'vitest'

function pantherRule(logTypes: string, body: string) {
  const yaml = `AnalysisType: rule\nRuleID: A.B\nFilename: a.py\nLogTypes: [${logTypes}]\nSeverity: Low\nEnabled: true\n`
  const parsed = parseRules('panther', { 'a.yml': yaml, 'a.py': `def rule(event):\n    return ${body}\n` })
  const [rule] = parsed.ok ? parsed.value : []
  if (rule === undefined) throw new Error(JSON.stringify(parsed.diagnostics))
  return rule
}

test('Panther finds a key in any letter case: so does the mapping', () => {
  const result = translateRule(pantherRule('Okta.SystemLog', 'event.get("eventtype") == "zone.delete"'), {
    to: 'elastic',
  })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  expect(result.value).toMatchObject({ verdict: 'exact', assumptions: [] })
  expect(result.value.text).toContain('event.action:zone.delete')
})

describe('without a mapping, what reading the Python relied on is named whatever the target is', () => {
  const rule = pantherRule('Custom.Log', 'event.get("aB") == "x"')
  test.each(['kql', 'eql', 'elastic', 'panther-condition', 'javascript'] as const)('%s', (to) => {
    const result = translateRule(rule, { to })
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
    const { verdict, assumptions } = result.value
    expect(verdict).toBe('exact')
    expect(assumptions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['scalar', 'keyCase']))
  })
})

test('a rule for several log sources is refused with the list until one is chosen', () => {
  const rule = pantherRule('Okta.SystemLog, GitHub.Audit', 'event.get("eventType") == "zone.delete"')
  const refused = translateRule(rule, { to: 'elastic' })
  expect(refused.ok).toBe(false)
  expect(refused.diagnostics[0]).toMatchObject({ code: 'mapping/several-sources' })
  expect(refused.diagnostics[0]?.message).toContain('Okta.SystemLog, GitHub.Audit')
  const chosen = translateRule(rule, { to: 'elastic', target: { logTypes: ['Okta.SystemLog'] } })
  expect(chosen.ok && chosen.value.verdict).toBe('exact')
})

test('a rule that takes a list as one value is unproven', () => {
  const rule = pantherRule('Okta.SystemLog', 'event.deep_get("target", "type") == "User"')
  const result = translateRule(rule, { to: 'elastic' })
  expect(result.ok && result.value.verdict).toBe('unproven')
  expect(result.ok && result.value.unproven).toContain('target.type')
})
