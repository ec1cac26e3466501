import { describe, expect, it } from 'vitest'
import {
  elasticSeverity,
  pantherSeverity,
  parseSeverity,
  SEVERITIES,
  severityOfRiskScore,
  sigmaLevel,
} from './severity.js'

describe('severity', () => {
  it.each([
    ['informational', 'low', 21, 'Info'],
    ['low', 'low', 21, 'Low'],
    ['medium', 'medium', 47, 'Medium'],
    ['high', 'high', 73, 'High'],
    ['critical', 'critical', 99, 'Critical'],
  ] as const)('%s is written in each language', (severity, elastic, riskScore, panther) => {
    expect(elasticSeverity(severity)).toEqual({ severity: elastic, riskScore })
    expect(pantherSeverity(severity)).toBe(panther)
    expect(sigmaLevel(severity)).toBe(severity)
  })

  it('is read back from every spelling', () => {
    for (const severity of SEVERITIES) {
      expect(parseSeverity(pantherSeverity(severity).toUpperCase())).toBe(severity)
      expect(parseSeverity(sigmaLevel(severity))).toBe(severity)
    }
    expect(['Default', '', 'warning', '__proto__'].map(parseSeverity)).toEqual(Array(4).fill(undefined))
  })

  it.each([
    [0, 'low'],
    [21, 'low'],
    [34, 'medium'],
    [47, 'medium'],
    [61, 'high'],
    [99, 'critical'],
    [100, 'critical'],
  ])('score %i is nearest to %s', (score, severity) => expect(severityOfRiskScore(score)).toBe(severity))
})
