import type { Pattern } from '@ruleglot/core'

/**
 * A KQL query as Kibana's grammar reads it, before any field type is known. Lists are already written out
 * (`f:(a or b)` is two tests of f); chains are one n-ary node; parentheses leave no node. Offsets are UTF-16 units.
 */
export type KqlQuery = KqlAll | KqlAnd | KqlOr | KqlNot | KqlIs | KqlRange | KqlNested

interface Located {
  readonly start: number
  readonly end: number
}

/** The empty query. */
export interface KqlAll extends Located {
  readonly type: 'all'
}

export interface KqlAnd extends Located {
  readonly type: 'and'
  readonly children: readonly KqlQuery[]
}

export interface KqlOr extends Located {
  readonly type: 'or'
  readonly children: readonly KqlQuery[]
}

export interface KqlNot extends Located {
  readonly type: 'not'
  readonly child: KqlQuery
}

/** `field:value`; without a field, free text. Inside a list the offsets are those of the value. */
export interface KqlIs extends Located {
  readonly type: 'is'
  readonly field: KqlLiteral | undefined
  readonly value: KqlLiteral
}

export interface KqlRange extends Located {
  readonly type: 'range'
  readonly field: KqlLiteral
  readonly operator: 'lt' | 'le' | 'gt' | 'ge'
  readonly value: KqlLiteral
}

/** `field:{ query }`; the fields inside are relative. */
export interface KqlNested extends Located {
  readonly type: 'nested'
  readonly field: KqlLiteral
  readonly query: KqlQuery
}

export type KqlLiteral = KqlText | KqlWildcard | KqlBoolean | KqlNull

export interface KqlText extends Located {
  readonly type: 'text'
  readonly value: string
  readonly quoted: boolean
}

/** Unquoted text with at least one star that is not escaped. Two stars in a row are two parts. */
export interface KqlWildcard extends Located {
  readonly type: 'wildcard'
  readonly pattern: Pattern
}

/** Unquoted `true` or `false`, exactly so. */
export interface KqlBoolean extends Located {
  readonly type: 'boolean'
  readonly value: boolean
}

/** Unquoted `null`, exactly so. As a field it stands for free text. */
export interface KqlNull extends Located {
  readonly type: 'null'
}

export function isLoneStar(literal: KqlLiteral): boolean {
  return literal.type === 'wildcard' && literal.pattern.length === 1
}
