import {
  and,
  type Condition,
  type Diagnostic,
  depthOf,
  diagnostic,
  failure,
  MAX_DEPTH,
  opaque,
  type ParsedCondition,
  type ParseOptions,
  type Result,
  type Span,
  success,
} from '@ruleglot/core'
import { readGroups } from './groups.js'
import { layOut } from './layout.js'
import { findPartialSentence } from './partial-sentence.js'
import { type Findings, spanBetween } from './problems.js'
import { conditionTokens } from './tokens.js'

/** What is read at most; the longest condition seen has a few thousand characters. */
export const MAX_LENGTH = 4_000_000
const MAX_DIAGNOSTICS = 50

/** Reads a condition. Its meaning relies on no assumptions: paths open arrays and join keys as the IR does. */
export function parseCondition(text: string, options: ParseOptions): Result<ParsedCondition> {
  const spanOf = (start: number, end: number): Span => ({
    start,
    end,
    ...(options.file === undefined ? {} : { file: options.file }),
  })
  if (text.length > MAX_LENGTH) return failure([tooLong(text, spanOf)])
  const diagnostics: Diagnostic[] = []
  const findings: Findings = { text, diagnostics, spanOf }
  const partial = findPartialSentence(text)
  const condition = readText(partial === undefined ? text : blankOut(text, partial), findings)
  if (diagnostics.some(({ severity }) => severity === 'error') || condition === undefined) {
    return failure(inOrder(diagnostics))
  }
  if (depthOf(condition) > MAX_DEPTH) {
    const message = `The condition is nested more than ${MAX_DEPTH} deep.`
    return failure([diagnostic('limit/nesting', message, { span: spanOf(0, text.length) })])
  }
  if (partial === undefined) return success({ condition, assumptions: [] }, inOrder(diagnostics))
  const span = spanOf(partial.start, partial.end)
  diagnostics.push(
    diagnostic(
      'condition/partial',
      'The catalog left out what its parser could not read: the rule matches less than this.',
      {
        span,
        effect: 'widens',
        hint: 'Read the original rule and add what is missing, then remove the sentence.',
      },
    ),
  )
  const left = opaque('panther-condition', text.slice(partial.start, partial.end), [], span)
  const parts = condition.kind === 'And' ? condition.children : condition.kind === 'True' ? [] : [condition]
  return success({ condition: and([...parts, left]), assumptions: [] }, inOrder(diagnostics))
}

function readText(text: string, findings: Findings): Condition | undefined {
  const { lexer } = conditionTokens()
  const { tokens, groups, errors } = lexer.tokenize(text)
  for (const { offset, length } of errors) {
    findings.diagnostics.push(
      diagnostic('condition/character', 'This character means nothing in a condition.', {
        span: findings.spanOf(offset, offset + length),
        hint: 'Text belongs in quotes, keys with odd characters in backticks.',
      }),
    )
  }
  const { CurlyText } = conditionTokens().tokens
  const odd = tokens.find(({ tokenType }) => tokenType === CurlyText) ?? groups['odd']?.[0]
  if (odd !== undefined) {
    findings.diagnostics.push(
      diagnostic('condition/typography', 'Typographic quotes or blanks are read as plain ones.', {
        span: spanBetween(findings, odd, odd),
        hint: 'They come from copying a web page. Replace them with " and a space.',
      }),
    )
  }
  const condition = readGroups(layOut(tokens), findings)
  if (condition?.kind === 'True' && condition.span === undefined && errors.length === 0) {
    findings.diagnostics.push(
      diagnostic('condition/empty', 'There is no predicate: the condition matches every event.', {
        span: findings.spanOf(0, text.length),
        hint: 'Write true if every event is meant.',
      }),
    )
  }
  return condition
}

/** Blanks of the same length, so that every offset stays. */
function blankOut(text: string, { start, end }: Span): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0)).slice(0, MAX_DIAGNOSTICS)
}

function tooLong(text: string, spanOf: Findings['spanOf']): Diagnostic {
  const message = `The condition has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`
  return diagnostic('limit/source-size', message, { span: spanOf(0, 0) })
}
