import { pantherSeverity, type RuleSeverity } from '@ruleglot/core'

/** What severity() returns: INFO, LOW, MEDIUM, HIGH, CRITICAL. */
export function textOfSeverity(severity: RuleSeverity): string {
  return pantherSeverity(severity).toUpperCase()
}
