import type { Span } from '@ruleglot/core'

/**
 * The Python that is read, as plain data: what rules are made of and no more. Anything else is `other`, which is kept
 * as text and makes what uses it unread. Boolean operators stand as Python binds them.
 */
export interface PythonModule {
  /** Imported names: `re`, `fnmatchcase`, ... */
  readonly imports: readonly ImportedName[]
  /** Assignments at module level, once each by name; a name that is assigned twice is in `unclear`. */
  readonly constants: ReadonlyMap<string, Expression>
  readonly functions: ReadonlyMap<string, PythonFunction>
  readonly unclear: ReadonlySet<string>
  /** Statements at module level that are none of these. */
  readonly others: readonly Span[]
}

export interface ImportedName {
  readonly module: string
  readonly name: string
  readonly span: Span
}

export interface PythonFunction {
  readonly name: string
  readonly parameters: readonly string[]
  readonly body: readonly Statement[]
  /** From `def` to the end of the last statement. */
  readonly text: string
  readonly span: Span
}

export type Statement =
  | { readonly type: 'assign'; readonly name: string; readonly value: Expression; readonly span: Span }
  | { readonly type: 'return'; readonly value: Expression | undefined; readonly span: Span }
  | {
      readonly type: 'if'
      readonly test: Expression
      readonly body: readonly Statement[]
      readonly orElse: readonly Statement[]
      readonly span: Span
    }
  | { readonly type: 'nothing'; readonly span: Span }
  | { readonly type: 'other'; readonly span: Span }

export type CompareSign = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not'

export type Expression = { readonly span: Span } & (
  | { readonly type: 'literal'; readonly value: string | number | boolean | null }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'tuple'; readonly items: readonly Expression[] }
  | { readonly type: 'attribute'; readonly object: Expression; readonly name: string }
  /** One item by its number: `x[-1]`. */
  | { readonly type: 'item'; readonly object: Expression; readonly index: number }
  | {
      readonly type: 'call'
      readonly function: Expression
      readonly args: readonly Expression[]
      readonly named: readonly (readonly [string, Expression])[]
    }
  | {
      readonly type: 'generator'
      readonly element: Expression
      readonly loops: readonly { readonly name: string; readonly over: Expression }[]
      readonly condition: Expression | undefined
    }
  | { readonly type: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly type: 'not'; readonly part: Expression }
  | { readonly type: 'compare'; readonly sign: CompareSign; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'other' }
)
