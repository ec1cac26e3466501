import type { DiagnosticCode } from '@ruleglot/core'

/** What can be wrong with the form of a query: why it is wrong, and what to write instead. */
export const PROBLEMS = {
  'unterminated-string': {
    code: 'kql/unterminated-string',
    message: () => 'This quote is never closed. A backslash before the last quote escapes it.',
    hint: 'Close the string; write \\\\ for a backslash at its end.',
  },
  'bad-escape': {
    code: 'kql/bad-escape',
    message: (found) => `Outside of quotes ${found} is no escape, and a backslash cannot stand alone.`,
    hint: 'Write \\\\ for a backslash, or put the value in quotes if it has no wildcards.',
  },
  'not-in-word': {
    code: 'kql/not-in-word',
    message: (found) =>
      `Kibana reads the "not " at the end of ${JSON.stringify(found)} as the operator, even inside a word.`,
    hint: 'Put the text in quotes.',
  },
  'operator-spacing': {
    code: 'kql/operator-spacing',
    message: (found) => `Without whitespace around it, ${JSON.stringify(found)} is read as text, not as the operator.`,
    hint: 'Put blanks before and behind and/or, and behind not.',
  },
  'repeated-not': {
    code: 'kql/repeated-not',
    message: () => '"not" cannot follow "not" directly.',
    hint: 'Write not (not ...), or leave both out.',
  },
  'negated-value': {
    code: 'kql/negated-value',
    message: () => '"not" cannot stand between a colon and a single value.',
    hint: 'Write not field:value, or field:(not value).',
  },
  'missing-operator': {
    code: 'kql/missing-operator',
    message: (found) => `There is no and/or before ${JSON.stringify(found)}.`,
    hint: 'Join the two with and or or.',
  },
  'missing-operand': {
    code: 'kql/missing-value',
    message: (found) => `A condition is missing at ${JSON.stringify(found)}.`,
    hint: 'Write the condition, or take the operator away.',
  },
  'missing-value': {
    code: 'kql/missing-value',
    message: (found) => `There is no value behind ${JSON.stringify(found)}.`,
    hint: 'Write a value; field:* asks whether the field exists, field:"" for the empty text.',
  },
  'missing-field': {
    code: 'kql/missing-value',
    message: (found) => `There is no field in front of ${JSON.stringify(found)}.`,
    hint: 'Write field:value; put text with a colon in quotes.',
  },
  unescaped: {
    code: 'kql/unescaped-character',
    message: (found) => `${JSON.stringify(found)} cannot stand inside unquoted text.`,
    hint: 'Put the whole value in quotes, or a backslash before the character.',
  },
  'second-comparison': {
    code: 'kql/unexpected',
    message: () => 'A comparison has one field and one value; this is a second comparison.',
    hint: 'Join two comparisons with and.',
  },
  'colon-comparison': {
    code: 'kql/unexpected',
    message: () => 'A comparison takes the place of the colon; it does not follow it.',
    hint: 'Write field >= value.',
  },
  'list-comparison': {
    code: 'kql/unexpected',
    message: () => 'A comparison takes a single value, not a list.',
    hint: 'Compare with each value and join the comparisons with and or or.',
  },
  'unclosed-bracket': {
    code: 'kql/unclosed-bracket',
    message: (found) => `${JSON.stringify(found)} is never closed.`,
    hint: 'Add the closing bracket, or put the text in quotes.',
  },
  'unmatched-bracket': {
    code: 'kql/unmatched-bracket',
    message: (found) => `${JSON.stringify(found)} closes nothing.`,
    hint: 'Take it away, or put the text in quotes.',
  },
  'empty-brackets': {
    code: 'kql/empty-brackets',
    message: () => 'There is nothing inside these brackets.',
    hint: 'Write a condition inside, or take the brackets away.',
  },
  'brace-without-field': {
    code: 'kql/unexpected',
    message: () => 'Braces belong to a nested field.',
    hint: 'Write field:{ ... }, or use parentheses.',
  },
  'brace-without-colon': {
    code: 'kql/unexpected',
    message: () => 'Between a nested field and its braces stands a colon.',
    hint: 'Write field:{ ... }.',
  },
  'field-in-list': {
    code: 'kql/field-in-list',
    message: (found) => `A list holds values of one field; ${JSON.stringify(found)} is another field.`,
    hint: 'Close the list first, or quote the text if it is a value.',
  },
  unexpected: {
    code: 'kql/unexpected',
    message: (found) => `${JSON.stringify(found)} cannot stand here.`,
    hint: 'Join conditions of the form field:value with and, or, not and parentheses.',
  },
} as const satisfies Record<
  string,
  { readonly code: DiagnosticCode; readonly message: (found: string) => string; readonly hint: string }
>

export type ProblemKind = keyof typeof PROBLEMS
