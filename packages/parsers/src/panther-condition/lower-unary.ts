import {
  and,
  type Condition,
  cidr,
  compare,
  exists,
  type Field,
  isPath,
  not,
  or,
  type Path,
  type Span,
  shape,
  some,
} from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { type Findings, report } from './problems.js'
import { PRIVATE_NETWORKS, type UnaryWord } from './words.js'

/** Operators without a value. */
export function lowerUnary(
  field: Field,
  word: UnaryWord,
  operator: IToken,
  findings: Findings,
  span: Span,
): Condition | undefined {
  if (isPath(field)) return UNARY[word](field, span)
  if (word === 'exists') return exists(field, span)
  if (word === 'not_exists') return not(exists(field, span), span)
  report(findings, 'condition/operand-type', operator, `"${operator.image}" is about one field.`, {
    hint: 'Use exists, or an operator with a value.',
  })
  return undefined
}

const UNARY: { readonly [W in UnaryWord]: (path: Path, span: Span) => Condition } = {
  exists: (path, span) => exists(path, span),
  not_exists: (path, span) => not(exists(path, span), span),
  is_null: (path, span) => shape(path, ['missing', 'null'], span),
  is_not_null: (path, span) => not(shape(path, ['missing', 'null'], span), span),
  is_empty: empty,
  is_not_empty: (path, span) => not(empty(path, span), span),
  is_true: (path, span) => compare(path, 'eq', true, { span }),
  is_false: (path, span) => compare(path, 'eq', false, { span }),
  is_ip: (path, span) => or([cidr(path, '0.0.0.0/0', span), cidr(path, '::/0', span)], span),
  is_ipv4: (path, span) => cidr(path, '0.0.0.0/0', span),
  is_ipv6: (path, span) => cidr(path, '::/0', span),
  is_private_ip: privateAddress,
  is_public_ip: (path, span) =>
    some(path, and([UNARY.is_ip([], span), not(privateAddress([], span), span)], span), span),
}

function empty(path: Path, span: Span): Condition {
  return or(
    [shape(path, ['missing', 'null', 'emptyArray', 'emptyObject'], span), compare(path, 'eq', '', { span })],
    span,
  )
}

function privateAddress(path: Path, span: Span): Condition {
  return or(
    PRIVATE_NETWORKS.map((network) => cidr(path, network, span)),
    span,
  )
}
