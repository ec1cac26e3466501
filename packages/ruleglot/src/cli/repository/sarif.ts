import { type Diagnostic, diagnostic, diagnosticsToSarif } from '@ruleglot/core'
import { ownCopy } from '../own-copy.js'
import { textsByName } from '../texts-by-name.js'
import { isExact, type Outcome } from './outcome.js'

/** What code scanning shows beside the source rules: every diagnostic, and every output that differs from its source. */
export interface SarifFold {
  readonly add: (outcome: Outcome) => void
  readonly result: () => string
}

/** Findings are held until the end, where all codes are known; texts are read again for their places. */
export function sarifFold(): SarifFold {
  const texts = textsByName()
  const findings: Diagnostic[] = []
  return {
    add: (outcome) => {
      texts.add(outcome.source)
      for (const problem of [...outcome.diagnostics, ...notExact(outcome)])
        findings.push(ownCopy(placed(problem, outcome.source.name)))
    },
    result: () => `${JSON.stringify(diagnosticsToSarif(findings, texts.files), null, 2)}\n`,
  }
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
