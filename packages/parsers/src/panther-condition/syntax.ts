import type { IToken } from 'chevrotain'

/** What the grammar gives: one expression without brackets in it; a group is the token it was read into. */
export type Syntax =
  | { readonly type: 'or' | 'and'; readonly items: readonly Syntax[] }
  | { readonly type: 'not'; readonly item: Syntax; readonly token: IToken }
  | { readonly type: 'constant'; readonly token: IToken }
  | { readonly type: 'group'; readonly token: IToken }
  | QuantifiedSyntax
  | PredicateSyntax

export interface QuantifiedSyntax {
  readonly type: 'quantified'
  /** any, all, none, one or count. */
  readonly quantifier: IToken
  /** `any value`: every scalar below, not the elements. */
  readonly values: boolean
  readonly field: FieldSyntax | undefined
  readonly group: IToken
  readonly count: { readonly operator: IToken; readonly value: IToken } | undefined
}

export interface PredicateSyntax {
  readonly type: 'predicate'
  readonly field: FieldSyntax
  readonly negated: boolean
  readonly operator: IToken
  readonly operand: Operand | undefined
  readonly modifiers: readonly IToken[]
}

export type Operand =
  | { readonly type: 'value'; readonly value: IToken }
  | { readonly type: 'list'; readonly values: readonly IToken[]; readonly bulleted: boolean }
  | { readonly type: 'field'; readonly field: FieldSyntax }
  | { readonly type: 'range'; readonly low: IToken; readonly high: IToken }

export type FieldSyntax =
  | { readonly type: 'path'; readonly token: IToken }
  | { readonly type: 'pattern'; readonly token: IToken; readonly end: IToken }
  | {
      readonly type: 'call'
      readonly name: IToken
      readonly args: readonly (FieldSyntax | { readonly type: 'literal'; readonly token: IToken })[]
      readonly end: IToken
    }
