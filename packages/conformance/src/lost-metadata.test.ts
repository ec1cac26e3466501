import { parseRules, translateRule } from 'ruleglot'
import { expect, test } from 'vitest'

const QUERY = 'data_stream.dataset:okta.system and event.action:user.session.start'

function messages(language: 'elastic' | 'panther', files: Record<string, string>, to: 'panther' | 'sigma') {
  const read = parseRules(language, files)
  const rule = read.ok ? read.value[0] : undefined
  if (rule === undefined) throw new Error(JSON.stringify(read.diagnostics))
  const made = translateRule(rule, { to })
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics))
  return made.value.diagnostics.flatMap(({ code, message }) => (code === 'rule/metadata-lost' ? [message] : []))
}

test('how events without the fields of a suppression are grouped, and for how long, is said to Panther', () => {
  const toml = (strategy: string, hours: number) =>
    `[rule]\nname = "N"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = '''${QUERY}'''
[rule.alert_suppression]\ngroup_by = ["okta.actor.id"]\nmissing_fields_strategy = "${strategy}"
[rule.alert_suppression.duration]\nunit = "h"\nvalue = ${hours}\n`
  expect(messages('elastic', { 'a.toml': toml('suppress', 5) }, 'panther')).toEqual([])
  expect(messages('elastic', { 'a.toml': toml('doNotSuppress', 5) }, 'panther').join()).toContain('each of them')
  expect(messages('elastic', { 'a.toml': toml('suppress', 48) }, 'panther').join()).toContain('1440 minutes')
})

test('that a rule is switched off is said to Sigma', () => {
  const yaml = (enabled: boolean) =>
    `AnalysisType: rule\nRuleID: A\nFilename: a.py\nLogTypes: [Okta.SystemLog]\nSeverity: Low\nEnabled: ${enabled}\n`
  const python = 'def rule(event):\n    return event.get("eventType") == "user.session.start"\n'
  expect(messages('panther', { 'a.yml': yaml(true), 'a.py': python }, 'sigma')).toEqual([])
  expect(messages('panther', { 'a.yml': yaml(false), 'a.py': python }, 'sigma').join()).toContain('switched off')
})
