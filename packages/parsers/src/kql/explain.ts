import type { Diagnostic } from '@ruleglot/core'
import { diagnostic } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import type { KqlParser } from './grammar.js'
import type { KqlTokens } from './tokens.js'

export interface Problem {
  readonly text: string
  readonly start: number
  readonly file: string | undefined
  readonly input: readonly IToken[]
  readonly tokens: KqlTokens
  readonly parser: KqlParser
}

export function explainProblem(problem: Problem): readonly Diagnostic[] {
  const at = problem.parser.misplaced?.token ?? problem.parser.errors[0]?.token
  const offset =
    at !== undefined && !Number.isNaN(at.startOffset) ? at.startOffset + problem.start : problem.text.length
  return [diagnostic('kql/unexpected', 'Unexpected text.', { span: { start: offset, end: offset + 1 }, hint: 'x' })]
}
