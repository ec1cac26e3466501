import { parseRules, translateRule } from 'ruleglot'
import { expect, test } from 'vitest'

/** startswith() raises on null and on numbers: the rule misses such events, and Elastic cannot. */
test('a default of get() for a text goes to Elastic with the event that differs, and waits to be switched on', () => {
  const parsed = parseRules('panther', {
    'a.yml': 'AnalysisType: rule\nRuleID: A.B\nLogTypes: [A.B]\nFilename: a.py\nSeverity: Low\nEnabled: true\n',
    'a.py': 'def rule(event):\n    return event.get("b") == 1 and not event.get("a", "").startswith("x")\n',
  })
  const [rule] = parsed.ok ? parsed.value : []
  const translated = rule === undefined ? undefined : translateRule(rule, { to: 'elastic', mapping: 'none' })
  if (translated?.ok !== true) throw new Error(JSON.stringify(translated))
  const { verdict, witness, text, diagnostics } = translated.value
  expect(verdict).toBe('wider')
  expect(witness).toEqual({ onlyB: { b: 1, a: 0 } })
  expect(text).toContain('maturity = "development"')
  expect(text).toContain('not a:x*')
  expect(diagnostics.map(({ code }) => code)).toContain('elastic/null-as-missing')
})
