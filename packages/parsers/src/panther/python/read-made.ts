import type { Path, ValueExpression } from '@ruleglot/core'
import { piecesSubject } from './pieces.js'
import { subjectOf } from './subject.js'
import { type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** What any expression stands for. */
type ReadValue = (expression: Expression, scope: Scope) => Symbol_
type Made = Extract<Symbol_, { readonly type: 'made' }>

/**
 * What is made of a value that is known to be a text: `x.split("/")[-1]`, `x.strip()`, `len(x)`. The first and the
 * last piece, which every text has; another where a test before it says that it is there. Undefined for any other
 * expression.
 */
export function readMade(expression: Expression, scope: Scope, readValue: ReadValue): Made | undefined {
  const step = stepOf(expression, scope, readValue)
  if (step === undefined) return undefined
  const { of, call, literals } = step
  const inner = readValue(of, scope)
  if (inner.type === 'made' && (inner.folded || inner.field.call === 'length')) return undefined
  const from = inner.type === 'made' ? inner.from : inner
  const isBase =
    from.type === 'raw' ||
    (from.type === 'node' && from.inElement && from.read === undefined) ||
    (from.type === 'value' && from.listPath === undefined && from.read.as === 'raw' && !from.read.folded)
  if (!isBase) return undefined
  const subject = subjectOf(from)
  const isText = scope.facts.some((fact) => fact.subject === subject?.key && fact.type === 'str')
  if (!isText) throw new Unread(expression.span, 'something made of a value that may be no text')
  const [separator, index] = literals
  if (call === 'split' && typeof index === 'number' && index !== 0 && index !== -1) {
    const pieces = piecesSubject(inner, String(separator))
    const least = index < 0 ? -index : index + 1
    const isThere = scope.facts.some((fact) => fact.subject === pieces && (fact.pieces ?? 0) >= least)
    if (!isThere) throw new Unread(expression.span, 'a piece that may not be there')
  }
  const arg: Path | ValueExpression = inner.type === 'made' ? inner.field : from.type === 'raw' ? from.path : []
  return {
    type: 'made',
    from,
    field: { call, args: [arg, ...literals.map((literal) => ({ literal }))] },
    folded: false,
  }
}

interface Step {
  readonly of: Expression
  readonly call: ValueExpression['call']
  readonly literals: readonly (string | number)[]
}

function stepOf(expression: Expression, scope: Scope, readValue: ReadValue): Step | undefined {
  if (expression.type === 'item') {
    const { object, index } = expression
    if (object.type !== 'call' || object.function.type !== 'attribute' || object.function.name !== 'split')
      return undefined
    const [separator, ...more] = object.args
    if (separator === undefined || more.length > 0 || object.named.length > 0 || !Number.isSafeInteger(index))
      return undefined
    const text = readValue(separator, scope)
    if (text.type !== 'literal' || typeof text.value !== 'string' || text.value === '') return undefined
    return { of: object.function.object, call: 'split', literals: [text.value, index] }
  }
  if (expression.type !== 'call' || expression.named.length > 0) return undefined
  const { function: called, args } = expression
  if (called.type === 'attribute' && called.name === 'strip' && args.length === 0) {
    return { of: called.object, call: 'trim', literals: [] }
  }
  const [of, ...more] = args
  const isLength =
    called.type === 'name' && called.name === 'len' && !scope.names.has('len') && !scope.module.functions.has('len')
  return isLength && of !== undefined && more.length === 0 ? { of, call: 'length', literals: [] } : undefined
}
