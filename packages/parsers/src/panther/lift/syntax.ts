import type { Span } from '@ruleglot/core'

/**
 * Python as plain data: what rules are made of. Anything else is `other` with the reason, and makes unread only what
 * uses it. Operators stand as Python binds them.
 */
export interface Module {
  readonly statements: readonly Statement[]
  /** The text was not Python throughout. */
  readonly broken?: Span
}

export interface Parameter {
  readonly name: string
  readonly value?: Expression
  readonly star?: '*' | '**'
}

export interface FunctionStatement {
  readonly type: 'function'
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
  readonly span: Span
}

export interface Handler {
  readonly types: Expression | undefined
  readonly name: string | undefined
  readonly body: readonly Statement[]
}

export type Statement =
  | {
      readonly type: 'assign'
      readonly targets: readonly Expression[]
      readonly value: Expression
      readonly span: Span
    }
  | {
      readonly type: 'update'
      readonly target: Expression
      readonly sign: string
      readonly value: Expression
      readonly span: Span
    }
  | { readonly type: 'return'; readonly value: Expression | undefined; readonly span: Span }
  | {
      readonly type: 'if'
      readonly test: Expression
      readonly body: readonly Statement[]
      readonly orElse: readonly Statement[]
      readonly span: Span
    }
  | {
      readonly type: 'for'
      readonly target: Expression
      readonly over: Expression
      readonly body: readonly Statement[]
      readonly orElse: readonly Statement[]
      readonly span: Span
    }
  | {
      readonly type: 'try'
      readonly body: readonly Statement[]
      readonly handlers: readonly Handler[]
      readonly orElse: readonly Statement[]
      readonly final: readonly Statement[]
      readonly span: Span
    }
  | { readonly type: 'expression'; readonly value: Expression; readonly span: Span }
  | { readonly type: 'import'; readonly names: readonly ImportedName[]; readonly span: Span }
  /** The names are those of the module in the rest of the function. */
  | { readonly type: 'global'; readonly names: readonly string[]; readonly span: Span }
  | { readonly type: 'pass' | 'break' | 'continue' | 'raise'; readonly span: Span }
  | FunctionStatement
  | {
      readonly type: 'other'
      readonly reason: string
      readonly assigns: readonly string[]
      readonly binds?: true
      readonly span: Span
    }

/** `import re` binds re to the module; `from a import b as c` binds c to b of a. */
export interface ImportedName {
  readonly module: string
  readonly member: string | undefined
  readonly name: string
}

export type CompareSign = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not'

export interface Clause {
  readonly target: Expression
  readonly over: Expression
  readonly tests: readonly Expression[]
}

export type Expression = { readonly span: Span } & (
  | { readonly type: 'literal'; readonly value: string | number | boolean | null; readonly float?: boolean }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'tuple' | 'list' | 'set'; readonly items: readonly Expression[] }
  | { readonly type: 'dict'; readonly entries: readonly (readonly [Expression | undefined, Expression])[] }
  | { readonly type: 'star'; readonly value: Expression; readonly sign: '*' | '**' }
  | { readonly type: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly type: 'index'; readonly object: Expression; readonly index: Expression }
  | {
      readonly type: 'slice'
      readonly object: Expression
      readonly from: Expression | undefined
      readonly to: Expression | undefined
      readonly step: Expression | undefined
    }
  | {
      readonly type: 'call'
      readonly function: Expression
      readonly args: readonly Expression[]
      readonly named: readonly (readonly [string, Expression])[]
    }
  | {
      readonly type: 'comprehension'
      readonly result: 'generator' | 'list' | 'set' | 'dict'
      readonly element: Expression
      readonly value?: Expression
      readonly clauses: readonly Clause[]
    }
  | { readonly type: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly type: 'not'; readonly part: Expression }
  | { readonly type: 'compare'; readonly signs: readonly CompareSign[]; readonly operands: readonly Expression[] }
  | { readonly type: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'unary'; readonly sign: string; readonly part: Expression }
  | { readonly type: 'choose'; readonly test: Expression; readonly body: Expression; readonly orElse: Expression }
  | { readonly type: 'format'; readonly parts: readonly (string | Expression)[]; readonly plain: boolean }
  | { readonly type: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | { readonly type: 'named'; readonly name: string; readonly value: Expression }
  | { readonly type: 'other'; readonly reason: string }
)

export type CallExpression = Expression & { readonly type: 'call' }
