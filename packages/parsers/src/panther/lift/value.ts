import type { Scalar, Span } from '@ruleglot/core'
import type { Formula, Place, Scope } from './formula-node.js'
import type { Expression, FunctionStatement, Parameter } from './syntax.js'

/**
 * What an expression may give: each value with when it does. The conditions exclude each other; where none holds,
 * Python has raised. Booleans are the constants True and False.
 */
export type Values = readonly { readonly when: Formula; readonly value: Value }[]

export type Value =
  | { readonly type: 'constant'; readonly value: Scalar | null; readonly float?: boolean }
  /** What stands at a place, of these kinds: never missing or null. */
  | {
      readonly type: 'node'
      readonly node: Place
      readonly mask: number
      /** From deep_walk(): lists and objects are Python's own there, elsewhere classes of Panther. */
      readonly raw?: true
    }
  /** Text made of the text at a place. */
  | { readonly type: 'text'; readonly node: Place; readonly steps: readonly TextStep[] }
  /** str() of a number; of a list or an object, which begins with the name of its class. */
  | { readonly type: 'numberText'; readonly node: Place }
  | { readonly type: 'containerText'; readonly node: Place }
  /** int() or float() of what stands at a place; the length of a text. */
  | { readonly type: 'number'; readonly of: NumberOf }
  | { readonly type: 'items'; readonly kind: 'tuple' | 'list' | 'set'; readonly items: readonly Values[] }
  | { readonly type: 'dict'; readonly entries: readonly (readonly [Scalar | null, Values])[] }
  /** One value for each item of a list that satisfies `filter`. */
  | {
      readonly type: 'many'
      readonly scope: Scope
      readonly filter: Formula
      readonly element: Values
      readonly unique: boolean
    }
  /**
   * event.deep_walk(...) through a list: the distinct values that its items give, one of them bare, none the fallback.
   * `element`: what one item gives; `node`: the whole path, as if no list stood on it.
   */
  | {
      readonly type: 'walk'
      readonly node: Place
      readonly scope: Scope
      readonly element: Values
      readonly fallback: Values
      readonly span: Span
    }
  /** A text split at every separator. */
  | {
      readonly type: 'pieces'
      readonly text: { readonly node: Place; readonly steps: readonly TextStep[] }
      readonly separator: string
    }
  /** A character of a text, or a key of an object: some text of which no more is known than its length. */
  | { readonly type: 'someText'; readonly length: number | undefined; readonly span: Span }
  | {
      readonly type: 'function'
      readonly name: string
      readonly parameters: readonly Parameter[]
      readonly body: FunctionBody
      readonly names: Names
      readonly file: string
    }
  /** A function or type of Python or its library, by its full name. */
  | { readonly type: 'builtin'; readonly name: string }
  | { readonly type: 'module'; readonly name: string }
  | { readonly type: 'method'; readonly object: Value; readonly name: string }
  | { readonly type: 'regex'; readonly pattern: string; readonly flags: number }
  | { readonly type: 'network'; readonly text: string }
  | { readonly type: 'address'; readonly node: Place }
  /** Something that is neither None nor false, of which nothing else is known. */
  | { readonly type: 'object'; readonly what: string; readonly raises: readonly string[]; readonly span: Span }
  | { readonly type: 'format'; readonly parts: readonly (string | Values)[] }
  /** `raises`: the atoms that say that computing it raised. */
  | { readonly type: 'unknown'; readonly reason: string; readonly raises: readonly string[]; readonly span: Span }
  /** A local that this way has not assigned. */
  | { readonly type: 'unbound' }
  /** What a local held before this turn of a loop, and that with an item appended. */
  | { readonly type: 'marker'; readonly name: string }
  | { readonly type: 'appended'; readonly element: Values }
  /** A list of which each item is there when its condition holds. */
  | { readonly type: 'picked'; readonly items: readonly { readonly when: Formula; readonly item: Values }[] }

export type TextStep =
  | { readonly op: 'lower' | 'upper' | 'trim' }
  | { readonly op: 'split'; readonly separator: string; readonly index: number }

export type NumberOf =
  | { readonly op: 'int' | 'float'; readonly node: Place }
  | { readonly op: 'length'; readonly node: Place; readonly steps: readonly TextStep[] }
  | { readonly op: 'size'; readonly scope: Scope; readonly filter: Formula }
  /** How many pieces a split text has: one at least. */
  | { readonly op: 'pieces'; readonly node: Place; readonly steps: readonly TextStep[]; readonly separator: string }

export type FunctionBody = { readonly statements: FunctionStatement['body'] } | { readonly expression: Expression }

/** Names in force, innermost first. */
export interface Names {
  readonly own: Map<string, Values>
  readonly outer: Names | undefined
}
