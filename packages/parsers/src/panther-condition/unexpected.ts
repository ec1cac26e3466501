import type { IToken } from 'chevrotain'
import type { LineError } from './grammar.js'
import { type Findings, nearest, report, reportInside } from './problems.js'
import { conditionTokens } from './tokens.js'
import { UNARY_WORDS, VALUE_WORDS } from './words.js'

const OPERATORS: readonly string[] = [...UNARY_WORDS, ...Object.keys(VALUE_WORDS), 'between']

/** Says what stands where a line went wrong, and what should. */
export function reportLineError(
  { token, rule, previous }: LineError,
  line: readonly IToken[],
  findings: Findings,
): void {
  const { tokens } = conditionTokens()
  const at = line.includes(token) ? token : (line[line.length - 1] as IToken)
  const ended = at !== token
  const unterminated = line.find(({ tokenType }) => tokenType === tokens.Unterminated)
  if (unterminated !== undefined) {
    report(
      findings,
      'condition/unterminated-string',
      unterminated,
      'The quote that opens here is not closed on this line.',
      {
        hint: 'Close it, and write a line break inside text as \\n.',
      },
    )
    return
  }
  if (ended) {
    const afterBar = at.tokenType === tokens.Bar
    report(
      findings,
      'condition/unexpected',
      at,
      `The line ends where ${afterBar ? 'a modifier' : (EXPECTED[rule] ?? 'something more')} should follow.`,
      {
        hint: 'A predicate is: field operator value, for example eventType eq "user.login".',
      },
    )
    return
  }
  const shown = token.image.length > 40 ? `${token.image.slice(0, 40)}...` : token.image
  const isWord = token.tokenType === tokens.Field || token.tokenType === tokens.Bare
  if (
    isWord &&
    (rule === 'operand' || rule === 'value' || rule === 'range' || previous?.tokenType === tokens.ValueOperator)
  ) {
    report(findings, 'condition/unquoted-value', token, `"${shown}" is not in quotes.`, {
      hint: `Write "${shown}" in quotes for text, or field(${shown}) for another field.`,
    })
    return
  }
  if (token.tokenType === tokens.Field && rule === 'predicate') {
    const guess = nearest(token.image.toLowerCase(), OPERATORS)
    report(findings, 'condition/operator', token, `"${shown}" is not an operator.`, {
      hint:
        guess === undefined
          ? 'Operators are words such as eq, ne, in, contains, starts_with.'
          : `Did you mean ${guess}?`,
    })
    return
  }
  if (token.tokenType === tokens.ListOpen && token.image === '[') {
    reportInside(findings, 'condition/unexpected', token, {
      start: 0,
      end: 1,
      message: 'A list in square brackets has no place here.',
      hint: 'A key with odd characters is written .["key"] or in backticks.',
    })
    return
  }
  report(
    findings,
    'condition/unexpected',
    token,
    `"${shown}" stands where ${EXPECTED[rule] ?? 'something else'} should be.`,
    {
      hint: 'A predicate is: field operator value. Predicates are joined with and, or, not or a new line.',
    },
  )
}

const EXPECTED: Readonly<Record<string, string>> = {
  line: 'and, or or the end of the line',
  orExpression: 'and, or or the end of the line',
  andExpression: 'and, or or the end of the line',
  notExpression: 'a predicate',
  primary: 'a predicate',
  quantified: 'a field and a condition in brackets',
  counted: 'a field, a condition in brackets and a number',
  predicate: 'an operator',
  operand: 'a value',
  value: 'a value',
  list: 'a value or the end of the list',
  bullets: 'a value',
  range: 'a value',
  field: 'a field',
  argument: 'an argument',
}
