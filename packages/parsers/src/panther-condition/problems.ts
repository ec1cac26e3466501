import { type Diagnostic, type DiagnosticCode, type DiagnosticDetails, diagnostic, type Span } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import type { EscapeProblem } from './unescape.js'

/** Where the readers of one text leave what they find. */
export interface Findings {
  readonly text: string
  readonly diagnostics: Diagnostic[]
  readonly spanOf: (start: number, end: number) => Span
}

export function tokenEnd(token: IToken): number {
  return token.startOffset + token.image.length
}

export function spanBetween(findings: Findings, first: IToken, last: IToken): Span {
  return findings.spanOf(first.startOffset, tokenEnd(last))
}

export function report(
  findings: Findings,
  code: DiagnosticCode,
  token: IToken,
  message: string,
  details: Omit<DiagnosticDetails, 'span'> = {},
): void {
  findings.diagnostics.push(diagnostic(code, message, { span: spanBetween(findings, token, token), ...details }))
}

/** A problem inside the text of a token. */
export function reportInside(findings: Findings, code: DiagnosticCode, token: IToken, problem: EscapeProblem): void {
  const span = findings.spanOf(token.startOffset + problem.start, token.startOffset + problem.end)
  findings.diagnostics.push(diagnostic(code, problem.message, { span, hint: problem.hint }))
}

/** The known word nearest to this one, if one is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.min(3, Math.ceil(word.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = editDistance(word.slice(0, 40), candidate)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
