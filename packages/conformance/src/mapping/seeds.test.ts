import { compareConditions, packIndex, pullBack, wholeCondition } from '@ruleglot/core'
import { packNamed } from '@ruleglot/mappings/all'
import { parseRule } from 'ruleglot'
import { expect, test } from 'vitest'

/** One rule on two platforms, in the names of each: over the vendor's events they are the same rule. */
test('a Panther rule and an Elastic rule on the same operation meet', () => {
  const pack = packNamed('okta.system')
  if (pack === undefined) throw new Error('no pack')
  const inVendorNames = (platform: 'elastic' | 'panther', text: string) => {
    const rule = parseRule(platform, text)
    if (!rule.ok) throw new Error(JSON.stringify(rule.diagnostics))
    const context = { index: packIndex(pack), platform, logTypes: [], unmapped: 'refuse', diagnostics: [] } as const
    const { condition, diagnostics } = pullBack(wholeCondition(rule.value), { ...context, diagnostics: [] })
    expect(diagnostics).toEqual([])
    return condition
  }
  const elastic = (action: string) =>
    inVendorNames(
      'elastic',
      `[rule]\nname = "Token revoked"\nrule_id = "r"\ntype = "query"\nlanguage = "kuery"\nquery = 'data_stream.dataset:okta.system and event.action:${action}'\n`,
    )
  const panther = inVendorNames(
    'panther',
    'AnalysisType: rule\nRuleID: Okta.TokenRevoked\nLogTypes: [Okta.SystemLog]\nSeverity: Low\nEnabled: true\nDetection:\n  - { Key: eventType, Condition: Equals, Value: system.api_token.revoke }\n',
  )
  expect(compareConditions(elastic('system.api_token.revoke'), panther).verdict).toBe('equivalent')
  expect(compareConditions(elastic('system.api_token.create'), panther).verdict).toBe('different')
})
