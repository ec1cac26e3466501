import type { RuleSeverity } from './rule.js'

/** From the mildest to the gravest. */
export const SEVERITIES: readonly RuleSeverity[] = ['informational', 'low', 'medium', 'high', 'critical']

export type ElasticSeverity = 'low' | 'medium' | 'high' | 'critical'

/** Elastic has no informational severity: such a rule is `low` there. The scores are Elastic's own defaults. */
export function elasticSeverity(severity: RuleSeverity): {
  readonly severity: ElasticSeverity
  readonly riskScore: number
} {
  return ELASTIC[severity]
}

export function pantherSeverity(severity: RuleSeverity): 'Info' | 'Low' | 'Medium' | 'High' | 'Critical' {
  return PANTHER[severity]
}

/** Sigma's `level` uses the words of this model. */
export function sigmaLevel(severity: RuleSeverity): RuleSeverity {
  return severity
}

/**
 * A severity as Elastic, Panther or Sigma write it, in any letter case: `Info`, `low`, `CRITICAL`. Undefined for other
 * words (Panther's `Default` among them).
 */
export function parseSeverity(word: string): RuleSeverity | undefined {
  const wanted = word.trim().toLowerCase()
  if (wanted === 'info') return 'informational'
  return SEVERITIES.find((severity) => severity === wanted)
}

/** The severity whose Elastic score is nearest, the graver one of two: for rules that have a score alone. */
export function severityOfRiskScore(score: number): RuleSeverity {
  const scored: readonly RuleSeverity[] = ['critical', 'high', 'medium', 'low']
  return scored.reduce((best, severity) =>
    Math.abs(ELASTIC[severity].riskScore - score) < Math.abs(ELASTIC[best].riskScore - score) ? severity : best,
  )
}

const ELASTIC = {
  informational: { severity: 'low', riskScore: 21 },
  low: { severity: 'low', riskScore: 21 },
  medium: { severity: 'medium', riskScore: 47 },
  high: { severity: 'high', riskScore: 73 },
  critical: { severity: 'critical', riskScore: 99 },
} as const

const PANTHER = {
  informational: 'Info',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
} as const
