import { type Condition, dotted, type Path } from '@ruleglot/core'
import type { Scope } from './place.js'
import type { Writing } from './writing.js'

/** Where a part of a condition is written. */
export interface Context {
  readonly writing: Writing
  readonly scope: Scope
  readonly lets: ReadonlyMap<string, Bound>
}

/** A shared part is written out where it is used, with the names of the place where it was bound. */
interface Bound {
  readonly value: Condition
  readonly context: Context
}

/** A list there is nothing that the condition asks for, nor the schema knows of. */
export function isOneValue(path: Path, { writing, scope }: Context): boolean {
  if (writing.explicit || scope.inElement || path.length === 0) return false
  if (writing.item !== undefined) return true
  const isList = (_: unknown, i: number): boolean => {
    const prefix = path.slice(0, i + 1)
    const facts = writing.options.schema?.lookup(prefix)
    return writing.lists.has(dotted(prefix)) || facts?.array === true || facts?.type === 'nested'
  }
  return !path.some(isList)
}
