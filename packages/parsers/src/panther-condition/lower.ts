import { and, type Condition, count, every, FALSE, not, or, search, some, TRUE } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { lowerLiteral, lowerPath } from './lower-field.js'
import { lowerPredicate } from './lower-predicate.js'
import { type Findings, report, spanBetween } from './problems.js'
import type { QuantifiedSyntax, Syntax } from './syntax.js'
import { VALUE_WORDS } from './words.js'

/** A line as a condition; undefined after a diagnostic. `groups` holds what the brackets in it were read into. */
export function lowerLine(
  syntax: Syntax,
  groups: ReadonlyMap<IToken, Condition>,
  findings: Findings,
): Condition | undefined {
  switch (syntax.type) {
    case 'or':
    case 'and': {
      const children = syntax.items.map((item) => lowerLine(item, groups, findings))
      if (!children.every((child) => child !== undefined)) return undefined
      return (syntax.type === 'or' ? or : and)(children, spanAround(children, findings))
    }
    case 'not': {
      // A chain of them is walked, not recursed into.
      const tokens: IToken[] = []
      let inner: Syntax = syntax
      for (; inner.type === 'not'; inner = inner.item) tokens.push(inner.token)
      const child = lowerLine(inner, groups, findings)
      if (child === undefined) return undefined
      return tokens.reduceRight<Condition>(
        (item, token) => not(item, findings.spanOf(token.startOffset, child.span?.end ?? token.startOffset + 3)),
        child,
      )
    }
    case 'constant': {
      const span = spanBetween(findings, syntax.token, syntax.token)
      return { ...(/true$/i.test(syntax.token.image) ? TRUE : FALSE), span }
    }
    case 'group':
      return groups.get(syntax.token)
    case 'quantified':
      return lowerQuantified(syntax, groups, findings)
    case 'predicate':
      return lowerPredicate(syntax, findings)
  }
}

/** Lines in one group are joined with AND. */
export function joinLines(lines: readonly Condition[], findings: Findings): Condition {
  return lines.length === 1 ? (lines[0] as Condition) : and(lines, spanAround(lines, findings))
}

function spanAround(conditions: readonly Condition[], findings: Findings) {
  const first = conditions[0]?.span?.start ?? 0
  return findings.spanOf(first, Math.max(first, conditions[conditions.length - 1]?.span?.end ?? 0))
}

function lowerQuantified(
  syntax: QuantifiedSyntax,
  groups: ReadonlyMap<IToken, Condition>,
  findings: Findings,
): Condition | undefined {
  const condition = groups.get(syntax.group)
  const path = scopeOf(syntax, findings)
  if (condition === undefined || path === undefined) return undefined
  const span = spanBetween(findings, syntax.quantifier, syntax.count?.value ?? syntax.group)
  if (syntax.values) return search(condition, path, span)
  switch (syntax.quantifier.image.toLowerCase()) {
    case 'any':
      return some(path, condition, span)
    case 'all':
      return every(path, condition, span)
    case 'none':
      return not(some(path, condition, span), span)
    case 'one':
      return count(path, condition, 'eq', 1, span)
    default:
      return lowerCount(syntax, path, condition, findings)
  }
}

function scopeOf({ field }: QuantifiedSyntax, findings: Findings) {
  if (field === undefined) return []
  if (field.type === 'path') return lowerPath(field.token, findings)
  const token = field.type === 'call' ? field.name : field.token
  report(findings, 'condition/operand-type', token, 'Only a field has elements.', {
    hint: 'Name one field after "of".',
  })
  return undefined
}

const COUNT_OPERATORS = { eq: 'eq', gt: 'gt', ge: 'ge', lt: 'lt', le: 'le' } as const

function lowerCount(
  syntax: QuantifiedSyntax,
  path: Parameters<typeof count>[0],
  condition: Condition,
  findings: Findings,
): Condition | undefined {
  const { operator, value } = syntax.count as NonNullable<QuantifiedSyntax['count']>
  const span = spanBetween(findings, syntax.quantifier, value)
  const { test, negated } = VALUE_WORDS[operator.image.toLowerCase()] ?? { test: 'match' as const }
  const literal = lowerLiteral(value, findings)
  if (literal === undefined) return undefined
  if (!Object.hasOwn(COUNT_OPERATORS, test) || typeof literal.value !== 'number' || !Number.isInteger(literal.value)) {
    report(findings, 'condition/operand-type', operator, 'A count is compared with a whole number.', {
      hint: 'Write for example: count of items (price gt 5) gte 2',
    })
    return undefined
  }
  const counted = count(path, condition, COUNT_OPERATORS[test as keyof typeof COUNT_OPERATORS], literal.value, span)
  return negated === true ? not(counted, span) : counted
}
