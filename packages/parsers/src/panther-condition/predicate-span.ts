import type { Span } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { type Findings, tokenEnd } from './problems.js'
import type { FieldSyntax, PredicateSyntax } from './syntax.js'

/** From the field to the last value or modifier. */
export function predicateSpan(syntax: PredicateSyntax, findings: Findings): Span {
  const first = firstOfField(syntax.field)
  const { operand, operator, modifiers } = syntax
  let end = tokenEnd(operator)
  if (operand?.type === 'value') end = tokenEnd(operand.value)
  else if (operand?.type === 'list') end = tokenEnd(operand.values[operand.values.length - 1] as IToken)
  else if (operand?.type === 'range') end = tokenEnd(operand.high)
  else if (operand?.type === 'field') end = endOfField(operand.field)
  const last = modifiers[modifiers.length - 1]
  if (last !== undefined) end = tokenEnd(last)
  return findings.spanOf(first.startOffset, end)
}

function firstOfField(field: FieldSyntax): IToken {
  return field.type === 'call' ? field.name : field.token
}

function endOfField(field: FieldSyntax): number {
  return tokenEnd(field.type === 'path' ? field.token : field.end)
}
