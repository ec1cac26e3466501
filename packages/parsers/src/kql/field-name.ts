import { dotted, type Field, isPath } from '@ruleglot/core'
import type { KqlLiteral } from './ast.js'

/** The field that a literal names: cut at every dot, or a pattern whose star spans dots. */
export function fieldNamed(literal: KqlLiteral): Field {
  if (literal.type === 'wildcard') return { pattern: literal.pattern }
  return literalText(literal).split('.')
}

/** The text of a literal, stars written as stars. */
export function literalText(literal: KqlLiteral): string {
  if (literal.type === 'text') return literal.value
  if (literal.type === 'wildcard')
    return literal.pattern.map((part) => (typeof part === 'string' ? part : '*')).join('')
  return literal.type === 'null' ? 'null' : String(literal.value)
}

/** For messages and for telling fields apart. */
export function fieldText(field: Field): string {
  if (isPath(field)) return dotted(field)
  return 'pattern' in field ? field.pattern.map((part) => (typeof part === 'string' ? part : '*')).join('') : ''
}
