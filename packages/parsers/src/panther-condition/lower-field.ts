import type { Field, Path, ValueExpression } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { globPattern } from '../glob/glob-pattern.js'
import { readLiteral } from './literal.js'
import { type Findings, report, reportInside } from './problems.js'
import type { FieldSyntax } from './syntax.js'
import { fieldPath } from './unescape.js'
import { FUNCTION_WORDS } from './words.js'

/** What a predicate reads; undefined after a diagnostic. */
export function lowerField(syntax: FieldSyntax, findings: Findings): Field | undefined {
  switch (syntax.type) {
    case 'path':
      return lowerPath(syntax.token, findings)
    case 'pattern': {
      const literal = lowerLiteral(syntax.token, findings)
      if (literal === undefined) return undefined
      if (typeof literal.value === 'string') return { pattern: globPattern(literal.value) }
      report(findings, 'condition/operand-type', syntax.token, 'A pattern of field names is text in quotes.')
      return undefined
    }
    case 'call':
      return lowerCall(syntax, findings)
  }
}

export function lowerPath(token: IToken, findings: Findings): Path | undefined {
  if (token.image === '.') return []
  const read = fieldPath(token.image)
  if ('path' in read) return read.path
  reportInside(findings, 'condition/field', token, read.problem)
  return undefined
}

/** A literal in a box, since null is one. */
export function lowerLiteral(token: IToken, findings: Findings): { readonly value: LiteralValue } | undefined {
  const read = readLiteral(token)
  if ('value' in read) return read
  reportInside(findings, read.code, token, read.problem)
  return undefined
}

type LiteralValue = Extract<ReturnType<typeof readLiteral>, { value: unknown }>['value']

function lowerCall(syntax: Extract<FieldSyntax, { type: 'call' }>, findings: Findings): ValueExpression | undefined {
  const args: ValueExpression['args'][number][] = []
  for (const arg of syntax.args) {
    if (arg.type === 'literal') {
      const literal = lowerLiteral(arg.token, findings)
      if (literal === undefined) return undefined
      if (literal.value === null || typeof literal.value === 'object') {
        report(findings, 'condition/operand-type', arg.token, 'An argument is a field, text, a number, true or false.')
        return undefined
      }
      args.push({ literal: literal.value })
      continue
    }
    const field = lowerField(arg, findings)
    if (field === undefined) return undefined
    if (!Array.isArray(field) && 'pattern' in field) {
      report(findings, 'condition/operand-type', syntax.name, 'A pattern of fields cannot be an argument.')
      return undefined
    }
    args.push(field as Path | ValueExpression)
  }
  const call = FUNCTION_WORDS[syntax.name.image.toLowerCase()]
  return call === undefined ? undefined : { call, args }
}
