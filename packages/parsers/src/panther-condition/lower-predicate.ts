import {
  and,
  type CompareOperator,
  type Condition,
  cidr,
  type Field,
  isIn,
  isPath,
  match,
  not,
  or,
  parseNetwork,
  type Scalar,
  type ShapeKind,
  type Span,
  shape,
  some,
  tokens,
} from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { globPattern } from '../glob/glob-pattern.js'
import type { Literal } from './literal.js'
import { lowerComparison } from './lower-comparison.js'
import { lowerField, lowerLiteral } from './lower-field.js'
import { lowerFieldOperand } from './lower-field-operand.js'
import { lowerRegex } from './lower-regex.js'
import { lowerUnary } from './lower-unary.js'
import { computed, domainOf, type Modifiers, readAs, readModifiers } from './modifiers.js'
import { predicateSpan } from './predicate-span.js'
import { type Findings, report } from './problems.js'
import type { PredicateSyntax } from './syntax.js'
import type { TestReader } from './test-reader.js'
import { LIST_WORDS, SHAPE_WORDS, type Test, type UnaryWord, VALUE_WORDS } from './words.js'

/** One predicate as a condition; undefined after a diagnostic. Negated operators are the complement of the others. */
export function lowerPredicate(syntax: PredicateSyntax, findings: Findings): Condition | undefined {
  const span = predicateSpan(syntax, findings)
  const modifiers = readModifiers(syntax, findings)
  const plainField = lowerField(syntax.field, findings)
  if (modifiers === undefined || plainField === undefined) return undefined
  const field = computed(plainField, modifiers)
  if (field === undefined) {
    report(
      findings,
      'condition/modifier',
      syntax.modifiers[0] as IToken,
      'A pattern of fields cannot be computed with.',
    )
    return undefined
  }
  const leaf = lowerTest(field, syntax, modifiers, findings, span)
  if (leaf === undefined) return undefined
  return syntax.negated ? not(leaf, span) : leaf
}

function lowerTest(
  field: Field,
  syntax: PredicateSyntax,
  modifiers: Modifiers,
  findings: Findings,
  span: Span,
): Condition | undefined {
  const { operator, operand } = syntax
  const word = operator.image.toLowerCase()
  if (operand === undefined) return lowerUnary(field, word as UnaryWord, operator, findings, span)
  if (operand.type === 'range') return lowerRange(field, syntax, operand, modifiers, findings, span)
  const { test, negated } = VALUE_WORDS[word] ?? { test: 'eq' as const }
  const reader: TestReader = { field, test, modifiers, findings, span, operator }
  let condition: Condition | undefined
  if (operand.type === 'field') condition = lowerFieldOperand(reader, operand.field)
  else {
    const list = operand.type === 'list'
    if (!list && LIST_WORDS.has(word)) {
      report(findings, 'condition/operand-type', operand.value, `"${word}" takes a list.`, {
        hint: 'Write the values in parentheses: in ("a", "b").',
      })
    }
    if (list && operand.bulleted && test === 'match') {
      report(findings, 'condition/operand-type', operator, 'Bullets after match can mean any or all of the values.', {
        hint: 'Write match ("a", "b") for any of them or match ("a", "b") |all for all.',
      })
      return undefined
    }
    condition = lowerValues(reader, list ? operand.values : [operand.value], list)
  }
  return condition === undefined || negated !== true ? condition : not(condition, span)
}

/** Values of a list are alternatives unless `|all` says otherwise. */
function lowerValues(reader: TestReader, values: readonly IToken[], list: boolean): Condition | undefined {
  const literals: { readonly token: IToken; readonly value: Literal }[] = []
  for (const token of values) {
    const literal = lowerLiteral(token, reader.findings)
    if (literal === undefined) return undefined
    literals.push({ token, value: literal.value })
  }
  if (reader.test === 'shape') return lowerShape(reader, literals)
  const all = list && reader.modifiers.has('all')
  if (list && !all && isPlainEquality(reader) && literals.every(({ value }) => isScalar(value))) {
    return isIn(
      reader.field,
      literals.map(({ value }) => value as Scalar),
      reader.span,
    )
  }
  const children: Condition[] = []
  for (const { token, value } of literals) {
    const child = lowerValue(reader, value, token, list)
    if (child === undefined) return undefined
    children.push(child)
  }
  if (children.length === 1) return children[0]
  return all ? and(children, reader.span) : or(children, reader.span)
}

function isPlainEquality({ test, modifiers }: TestReader): boolean {
  return test === 'eq' && !modifiers.has('i') && !modifiers.has('scalar') && domainOf(modifiers) === undefined
}

function isScalar(value: Literal): value is Scalar {
  return value !== null && typeof value !== 'object'
}

const ORDERS: Partial<Record<Test, CompareOperator>> = { eq: 'eq', gt: 'gt', ge: 'ge', lt: 'lt', le: 'le' }

function lowerValue(reader: TestReader, value: Literal, token: IToken, list: boolean): Condition | undefined {
  const { field, test, modifiers, findings, span } = reader
  const op = ORDERS[test]
  if (op !== undefined) return lowerComparison(reader, op, value, token)
  if (typeof value !== 'string') {
    report(findings, 'condition/operand-type', token, `"${reader.operator.image}" takes text.`, {
      hint: 'Put the value in quotes; numbers are compared with eq, gt, gte, lt and lte.',
    })
    return undefined
  }
  const how = { ...readAs(modifiers), span }
  const many = { wildcard: 'many' } as const
  switch (test) {
    case 'contains':
      return match(field, [many, value, many], how)
    case 'startsWith':
      return match(field, [value, many], how)
    case 'endsWith':
      return match(field, [many, value], how)
    case 'like':
      return match(field, globPattern(value), how)
    case 'match': {
      if (modifiers.has('wildcard')) return tokens(field, { mode: 'pattern', pattern: globPattern(value) }, span)
      const mode = list ? 'phrase' : modifiers.has('all') ? 'all' : modifiers.has('any') ? 'any' : 'phrase'
      return tokens(field, { mode, text: value }, span)
    }
    case 'regex':
      return lowerRegex({ field, modifiers, findings, span }, value, token)
    case 'cidr': {
      const network = networkOf(value)
      if (network !== undefined) return cidr(field, network, span)
      report(findings, 'condition/network', token, `"${value}" is not an IP network.`, {
        hint: 'Write an address with the number of fixed bits: "10.0.0.0/8", "2001:db8::/32".',
      })
      return undefined
    }
    default:
      report(findings, 'condition/operand-type', token, `"${reader.operator.image}" compares two fields.`, {
        hint: 'Write the other field as field(name), or use ne for a value.',
      })
      return undefined
  }
}

/** A single address is the network of itself. */
function networkOf(text: string): string | undefined {
  if (parseNetwork(text) !== undefined) return text
  const single = `${text}/${text.includes(':') ? 128 : 32}`
  return parseNetwork(single) === undefined ? undefined : single
}

function lowerShape(
  { field, findings, span, operator }: TestReader,
  literals: readonly { readonly token: IToken; readonly value: Literal }[],
): Condition | undefined {
  if (!isPath(field)) {
    report(findings, 'condition/operand-type', operator, 'Only a field has a shape.')
    return undefined
  }
  const kinds: ShapeKind[] = []
  for (const { token, value } of literals) {
    const name = value === null ? 'null' : value
    const kind = typeof name === 'string' && Object.hasOwn(SHAPE_WORDS, name) ? SHAPE_WORDS[name] : undefined
    if (kind === undefined) {
      report(findings, 'condition/operand-type', token, 'This is not the name of a shape.', {
        hint: `Shapes are ${Object.keys(SHAPE_WORDS).join(', ')}, in quotes.`,
      })
      return undefined
    }
    kinds.push(kind)
  }
  return shape(field, kinds, span)
}

/** One value lies in the range: both bounds speak of the same element. */
function lowerRange(
  field: Field,
  { operator }: PredicateSyntax,
  { low, high }: { readonly low: IToken; readonly high: IToken },
  modifiers: Modifiers,
  findings: Findings,
  span: Span,
): Condition | undefined {
  if (!isPath(field)) {
    report(findings, 'condition/operand-type', operator, '"between" is about one field.', {
      hint: 'Write the two bounds with gte and lte.',
    })
    return undefined
  }
  const bound = (test: 'ge' | 'le', token: IToken): Condition | undefined => {
    const literal = lowerLiteral(token, findings)
    if (literal === undefined) return undefined
    return lowerValue({ field: [], test, modifiers, findings, span, operator }, literal.value, token, false)
  }
  const from = bound('ge', low)
  const to = bound('le', high)
  return from === undefined || to === undefined ? undefined : some(field, and([from, to], span), span)
}
