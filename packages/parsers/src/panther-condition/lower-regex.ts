import { type Condition, type Field, regex, type Span } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { parseRegex } from '../regex/index.js'
import { type Findings, report } from './problems.js'
import type { ModifierWord } from './words.js'

/**
 * `regex` finds an RE2 expression anywhere in a value; `|match_start` at its start and `|full` as the whole of it, as
 * Python's match and fullmatch do. `|i` and `|re_i` are the same flag.
 */
export function lowerRegex(
  {
    field,
    modifiers,
    findings,
    span,
  }: {
    readonly field: Field
    readonly modifiers: ReadonlySet<ModifierWord>
    readonly findings: Findings
    readonly span: Span
  },
  text: string,
  token: IToken,
): Condition | undefined {
  const anchoring = modifiers.has('full') ? 'whole' : modifiers.has('match_start') ? 'prefix' : 'search'
  const flags = {
    ignoreCase: modifiers.has('i') || modifiers.has('re_i'),
    multiline: modifiers.has('re_m'),
    dotAll: modifiers.has('re_s'),
  }
  const read = parseRegex(text, 're2', flags, anchoring)
  if (read.ok) {
    const on = modifiers.has('scalar') ? 'scalar' : 'string'
    return regex(field, read.tree, { ignoreCase: read.ignoreCase, on, span })
  }
  const { problem } = read
  report(findings, 'condition/regex', token, problem.message, {
    hint: 'Regular expressions are those of RE2: no look-around, no back-references.',
    data: { start: problem.start, end: problem.end },
  })
  return undefined
}
