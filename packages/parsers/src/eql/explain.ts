import { type Diagnostic, type DiagnosticCode, diagnostic, type Span } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import type { Misplaced } from './build-expression.js'
import type { EqlTokens } from './tokens.js'

type SpanOf = (start: number, end: number) => Span

/** Every token that can stand nowhere, so that a query with several is told of all of them. */
export function wrongTokens(input: readonly IToken[], tokens: EqlTokens, span: SpanOf): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { tokenType, startOffset, image } of input) {
    const at = span(startOffset, startOffset + Math.min(image.length, tokenType === tokens.OpenComment ? 2 : 1))
    if (tokenType === tokens.UnterminatedString) {
      found.push(
        diagnostic('eql/unterminated-string', 'This quote opens a string that does not end on its line.', {
          span: at,
          hint: 'Close it with "; write \\" for a quote and \\\\ for a backslash inside.',
        }),
      )
    } else if (tokenType === tokens.OpenComment) {
      found.push(
        diagnostic('eql/unterminated-string', 'This comment does not end.', { span: at, hint: 'Close it with */.' }),
      )
    } else if (tokenType === tokens.Unknown) {
      found.push(
        diagnostic('eql/bad-character', `EQL has no use for ${JSON.stringify(image)} here.`, {
          span: at,
          hint:
            image === "'"
              ? 'Strings stand in double quotes.'
              : 'Put text in double quotes, and a field name with special characters in backquotes.',
        }),
      )
    }
    if (found.length >= MOST) break
  }
  return found
}

/** A text of another kind would give one problem a character. */
const MOST = 20

export interface Refusal {
  readonly text: string
  readonly input: readonly IToken[]
  readonly tokens: EqlTokens
  readonly span: SpanOf
  readonly misplaced: { readonly reason: Misplaced; readonly token: IToken } | undefined
  readonly failedAt: number
}

/** Why the grammar refused the text, at the token where it gave up. */
export function explainRefusal({ text, input, tokens, span, misplaced, failedAt }: Refusal): readonly Diagnostic[] {
  if (misplaced !== undefined) {
    const { code, message, hint } = REASONS[misplaced.reason]
    const { startOffset, image } = misplaced.token
    return [diagnostic(code, message, { span: span(startOffset, startOffset + image.length), hint })]
  }
  if (!input.some(({ tokenType }) => tokenType === tokens.Where)) {
    return [
      diagnostic('eql/missing-where', 'An EQL query names a kind of event and what must hold of it.', {
        span: span(0, text.length),
        hint: 'Write `process where ...`, or `any where ...` for every kind.',
      }),
    ]
  }
  const token = input.find(({ startOffset }) => startOffset === failedAt)
  if (token === undefined) {
    return [
      diagnostic('eql/unexpected', 'The query ends where something must follow.', {
        span: span(text.trimEnd().length, text.length),
        hint: 'Add what is missing, or take the last operator or bracket away.',
      }),
    ]
  }
  const at = span(token.startOffset, token.startOffset + token.image.length)
  if (token.tokenType === tokens.CloseParenthesis) {
    return [
      diagnostic('eql/unmatched-bracket', 'This bracket closes where a value must stand, or nothing is open.', {
        span: at,
        hint: 'Take it away, or open one before it.',
      }),
    ]
  }
  if (token.tokenType === tokens.Assign) {
    return [
      diagnostic('eql/unexpected', 'EQL does not compare with a single `=`.', {
        span: at,
        hint: 'Write `==` for equal with its letter case, `:` for equal without.',
      }),
    ]
  }
  return [
    diagnostic('eql/unexpected', `${shortened(token.image)} cannot stand here.`, {
      span: at,
      hint: /^(?:and|or|not|in|like|regex|where)$/i.test(token.image)
        ? 'Words of the language are written in small letters, with a value on each side.'
        : 'Join conditions with `and` or `or`; put text in double quotes.',
    }),
  ]
}

function shortened(image: string): string {
  return image.length <= 40 ? `\`${image}\`` : `\`${image.slice(0, 37)}...\``
}

const REASONS: Readonly<
  Record<Misplaced, { readonly code: DiagnosticCode; readonly message: string; readonly hint: string }>
> = {
  'too-deep': { code: 'limit/nesting', message: 'The query nests too deep.', hint: 'Split the rule.' },
  'no-group-open': {
    code: 'eql/unmatched-bracket',
    message: 'This bracket closes nothing.',
    hint: 'Take it away, or open one before it.',
  },
  unclosed: {
    code: 'eql/unclosed-bracket',
    message: 'This bracket is never closed.',
    hint: 'Add ) where the group ends.',
  },
  list: {
    code: 'eql/misplaced-list',
    message: 'A list can only stand behind `:`, `in`, `like` and `regex`.',
    hint: 'Write `field in ("a", "b")` or `field : ("a*", "b*")`.',
  },
  'no-list': {
    code: 'eql/misplaced-list',
    message: 'Behind `in` stands a list with at least one value.',
    hint: 'Write `in ("a", "b")`, or `==` for one value.',
  },
  chained: {
    code: 'eql/chained-comparison',
    message: 'A comparison cannot be compared again.',
    hint: 'Join two comparisons with `and`.',
  },
  not: {
    code: 'eql/misplaced-not',
    message: '`not` stands where a value must stand.',
    hint: 'Put it before the whole comparison.',
  },
}
