/**
 * An EQL query as the grammar reads it, before any field type is known. Parentheses leave no node; chains of `and` and
 * of `or` are one n-ary node. Offsets are UTF-16 units. `depth` is the height of the tree below and with a node, counted
 * while it is built, so that nothing recurses into a tree that is too deep.
 */
export interface Located {
  readonly start: number
  readonly end: number
}

interface Node extends Located {
  readonly depth: number
}

export type EqlExpression =
  | EqlAnd
  | EqlOr
  | EqlNot
  | EqlCompare
  | EqlMember
  | EqlArithmetic
  | EqlCall
  | EqlField
  | EqlLiteral
  | EqlList

export interface EqlAnd extends Node {
  readonly type: 'and'
  readonly children: readonly EqlExpression[]
}

export interface EqlOr extends Node {
  readonly type: 'or'
  readonly children: readonly EqlExpression[]
}

export interface EqlNot extends Node {
  readonly type: 'not'
  readonly child: EqlExpression
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

export interface EqlCompare extends Node {
  readonly type: 'compare'
  readonly operator: Comparison
  readonly left: EqlExpression
  readonly right: EqlExpression
}

/** `:`, `in`, `like` and `regex` with their forms: a value beside one constant or a list of them. */
export interface EqlMember extends Node {
  readonly type: 'member'
  readonly operator: 'equals' | 'in' | 'like' | 'regex'
  readonly ignoreCase: boolean
  readonly left: EqlExpression
  readonly values: readonly EqlExpression[]
}

export interface EqlArithmetic extends Node {
  readonly type: 'arithmetic'
  readonly operator: '+' | '-' | '*' | '/' | '%'
  readonly left: EqlExpression
  readonly right: EqlExpression
}

export interface EqlCall extends Node {
  readonly type: 'call'
  /** Lower case, without the tilde. */
  readonly name: string
  readonly ignoreCase: boolean
  readonly args: readonly EqlExpression[]
}

export interface EqlField extends Node {
  readonly type: 'field'
  readonly path: readonly string[]
  /** Written with `?`: the field may be missing from every mapping. */
  readonly optional: boolean
  /** Written with an index, `a[0]`, which Elasticsearch refuses. */
  readonly indexed: boolean
}

export interface EqlLiteral extends Node {
  readonly type: 'literal'
  readonly value: string | number | boolean | null
  /** Of a number: its digits as written, with its sign. */
  readonly text?: string
}

/** Only inside an operand that is being read; never part of a finished query. */
export interface EqlList extends Node {
  readonly type: 'list'
  readonly items: readonly EqlExpression[]
}

/** `category where condition`; without a category for `any`. */
export interface EqlEvent extends Located {
  readonly category: string | undefined
  readonly condition: EqlExpression
}

export interface EqlStep {
  readonly event: EqlEvent
  /** `![ ... ]`: no such event may occur. */
  readonly missing: boolean
}

/** What a query asks for. Everything but one kind of event is a matter of when a rule alerts. */
export interface EqlQuery {
  readonly kind: 'event' | 'sequence' | 'sample' | 'join'
  readonly steps: readonly EqlStep[]
  readonly until: EqlEvent | undefined
  /** Names of the pipes behind it. */
  readonly pipes: readonly string[]
}
