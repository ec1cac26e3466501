import { dotted, type Field, type Path, type Span } from '@ruleglot/core'
import { assume, type Scope, type Symbol_ } from './symbols.js'

/** A Python value that a test is about, as a field of IR: the empty path is the value of a quantifier. */
export interface Subject {
  readonly key: string
  readonly path: Path
  /** What leaves read: the path, or what is made of it. */
  readonly field: Field
  /** Where assumptions about it belong; none for values that helpers give, which need none. */
  readonly assumed: Path | undefined
}

export function subjectOf(symbol: Symbol_): Subject | undefined {
  switch (symbol.type) {
    case 'raw':
    case 'text':
      return { key: `raw ${dotted(symbol.path)}`, path: symbol.path, field: symbol.path, assumed: symbol.path }
    case 'made': {
      const from = subjectOf(symbol.from)
      return from && { ...from, key: `made ${JSON.stringify(symbol.field)}`, field: symbol.field }
    }
    case 'value':
      return { key: 'value', path: [], field: [], assumed: symbol.listPath }
    case 'node':
      return symbol.inElement ? { key: 'node', path: [], field: [], assumed: undefined } : undefined
    default:
      return undefined
  }
}

/** What reading a field with get(), deep_get() or as a list relies on. `parts`: that no key goes on beyond the field. */
export function assumeRead(scope: Scope, symbol: Symbol_, span: Span, parts = false): void {
  if (symbol.type === 'made') {
    assumeRead(scope, symbol.from, span, parts)
    return
  }
  if (symbol.type === 'raw' || symbol.type === 'text') assume(scope, 'scalar', symbol.path, span)
  else if (symbol.type === 'list' || symbol.type === 'items') assume(scope, 'list', symbol.path, span)
  else return
  const { path } = symbol
  if (parts || path.length > 1 || dotted(path).includes('.')) assume(scope, 'nestedKeys', path, span)
  if (path.some((segment) => typeof segment === 'string')) assume(scope, 'keyCase', path, span)
}
