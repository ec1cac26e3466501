import type { EmitOptions, Rule } from '@ruleglot/core'

const NAMES: Readonly<Record<string, string>> = {
  elastic: 'Elastic',
  kql: 'KQL',
  eql: 'EQL',
  panther: 'Panther',
  'panther-condition': 'Panther',
  sigma: 'Sigma',
  javascript: 'JavaScript',
}

/** One line that says where a rule comes from and how its condition fared; one more when that is not exact. */
export function provenance(rule: Rule, verdict: EmitOptions['verdict']): readonly string[] {
  const by = rule.authors.length === 0 ? '' : ` by ${authorText(rule.authors)}`
  const license = rule.license === undefined ? '' : ` (${rule.license})`
  const id = rule.id === undefined ? '' : ` ${rule.id}`
  const condition = verdict === undefined ? '' : ` Condition: ${verdict.condition}.`
  const from = `From ${NAMES[rule.language] ?? rule.language} rule${id}${by}${license}.${condition}`
  return verdict?.cause === undefined ? [from] : [from, `differs: ${verdict.cause}`]
}

function authorText(authors: readonly string[]): string {
  return authors.length > 2 ? `${authors[0]} and others` : authors.join(', ')
}
