import type { Assumption, AssumptionKind, Field, Path, Scalar, Span, ValueExpression } from '@ruleglot/core'
import type { Expression, PythonModule } from './syntax.js'

/** What a Python expression stands for while a rule is read. */
export type Symbol_ =
  | { readonly type: 'literal'; readonly value: Scalar | null }
  | { readonly type: 'tuple'; readonly items: readonly Expression[] }
  /** The event, or an element that helper functions take. */
  | { readonly type: 'node'; readonly inElement: boolean; readonly read?: ValueRead }
  /** event.get("a"): the value that stands there, or None. */
  | { readonly type: 'raw'; readonly path: Path }
  /** str(event.deep_get("a", default="")), perhaps in lower case. */
  | { readonly type: 'text'; readonly path: Path; readonly folded: boolean }
  /** Made from a text that stands there: `x.split("/")[-1]`, `x.strip()`, `len(x)`. */
  | {
      readonly type: 'made'
      readonly from: Extract<Symbol_, { readonly type: 'raw' | 'node' | 'value' }>
      readonly field: ValueExpression
      readonly folded: boolean
    }
  /** event.deep_get("a", default=[]): a list, or nothing. */
  | { readonly type: 'items'; readonly path: Path }
  /** One item of it: what get() reads in place of the event. */
  | { readonly type: 'item' }
  /** A local that has been made a list if it was none. */
  | { readonly type: 'list'; readonly path: Path }
  /** One value of a quantifier: of a list (by path), or of every value that a helper gives. */
  | { readonly type: 'value'; readonly listPath: Path | undefined; readonly read: ValueRead }
  /** What a loop runs over. */
  | { readonly type: 'values'; readonly field: Field; readonly numeric: boolean }
  | { readonly type: 'elements'; readonly path: Path }
  | { readonly type: 'nodes'; readonly path: Path }
  | { readonly type: 'scalars' }
  /** One node of _nodes, and its _shape(). */
  | { readonly type: 'standing' }
  | { readonly type: 'shape' }

/** How a value is looked at: as it is, as a number, as text of any scalar, in lower case. */
export interface ValueRead {
  readonly as: 'raw' | 'number' | 'text'
  readonly folded: boolean
}

/** Where an expression is read: names in force, and what the conditions so far rely on. */
export interface Scope {
  readonly module: PythonModule
  readonly names: ReadonlyMap<string, Symbol_>
  readonly assumptions: Assumption[]
  /** What is known of a value where a test stands. */
  readonly facts: readonly Fact[]
  /** Dotted names of fields whose keys are read in any letter case, which is exact. */
  readonly anyCase: ReadonlySet<string>
  /** Inside a loop over the items of a list: its path from the event. Paths begin at the item there. */
  readonly list?: Path
  /** Depth of inlined parts, to stop at rules that blow up. */
  readonly budget: { nodes: number; statements: number; names: number; readonly length: number }
}

/** About one Python value: its type, or which of True and False are excluded or meant as well. */
export interface Fact {
  readonly subject: string
  readonly type?: 'str' | 'number' | 'scalar' | 'bool'
  readonly excludes?: readonly boolean[]
  readonly covers?: readonly boolean[]
  /** Of the pieces of a split text: how many there are at least. */
  readonly pieces?: number
}

/** Thrown inside the reader only: this part is not understood. */
export class Unread extends Error {
  readonly span: Span
  readonly reason: string

  constructor(span: Span, reason: string) {
    super(reason)
    this.span = span
    this.reason = reason
  }
}

export function assume(scope: Scope, kind: AssumptionKind, path: Path, span: Span): void {
  const { list = [] } = scope
  const add = (one: AssumptionKind, at: Path): void => {
    scope.assumptions.push({ kind: one, path: [...list, ...at], why: WHY[one] ?? 'Python reads it so', span })
  }
  if (scope.list === undefined) add(kind, path)
  else if (kind === 'list') add('listInItems', path)
  else if (kind === 'scalar') for (const i of path.keys()) add('scalarInItems', path.slice(0, i + 1))
  else add(kind, path)
}

const WHY: Partial<Record<AssumptionKind, string>> = {
  scalar: 'Python compares the value that stands there; a list is not its elements',
  nestedKeys: 'deep_get() goes from key to key',
  keyCase: 'get() and deep_get() ignore the letter case of keys',
  list: 'the field is read as a list of values',
  scalarInItems: 'Python compares the value that stands there; a list is not its elements',
  listInItems: 'the field is read as a list of values',
  objectWhenPresent: 'what is no object has no get()',
  noNullElements: 'null in the list makes the rule raise',
  notBoolean: "Python's True is 1 and False is 0",
  stringWhenPresent: 'str() makes text of other values too',
  asciiCase: "lower() and ruleglot's folding differ on a few letters",
  noEmptyObject: 'an object that holds nothing is not None',
}
