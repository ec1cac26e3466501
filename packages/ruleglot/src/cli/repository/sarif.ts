import { type Diagnostic, diagnostic, diagnosticsToSarif } from '@ruleglot/core'
import { textsByName } from '../texts-by-name.js'
import { isExact, type Outcome } from './outcome.js'

/** What code scanning shows beside the source rules: every diagnostic, and every output that differs from its source. */
export function sarifOf(outcomes: readonly Outcome[]): string {
  const texts = textsByName()
  for (const source of new Set(outcomes.map((outcome) => outcome.source))) texts.add(source)
  const findings = outcomes.flatMap((outcome) =>
    [...outcome.diagnostics, ...notExact(outcome)].map((problem) => placed(problem, outcome.source.name)),
  )
  return `${JSON.stringify(diagnosticsToSarif(findings, texts.files), null, 2)}\n`
}

/** Code scanning drops what has no place: what speaks of the whole rule stands at its first character. */
function placed(problem: Diagnostic, name: string): Diagnostic {
  return { ...problem, span: { file: name, ...(problem.span ?? { start: 0, end: 0 }) } }
}

function notExact({ to, translation }: Outcome): readonly Diagnostic[] {
  if (translation === undefined || isExact(translation)) return []
  const { ruleVerdict, unproven, witness } = translation
  const { condition, trigger } = ruleVerdict
  const event = witness?.onlyB ?? witness?.onlyA
  const only = witness?.onlyB === undefined ? 'source' : 'output'
  const parts = [
    ...(condition === 'exact' ? [] : [`its condition is ${condition}`]),
    ...(trigger === 'exact' ? [] : [`its trigger is ${trigger}`]),
    ...(ruleVerdict.severity === 'exact' ? [] : ['its severity is approximate']),
  ]
  const shown = event === undefined ? (unproven ?? '') : `Only the ${only} fires on ${JSON.stringify(event)}.`
  return [diagnostic('repository/not-exact', `Written as ${to}, ${parts.join(' and ')}. ${shown}`.trim())]
}
