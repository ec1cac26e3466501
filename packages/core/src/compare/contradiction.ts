import type { Assumption, AssumptionKind } from '../assumptions/assumption.js'
import { dotted } from '../ir/path.js'

/** Pairs of which a field can only keep both by having no value. */
const EXCLUSIVE: readonly (readonly [AssumptionKind, AssumptionKind])[] = [
  ['stringWhenPresent', 'numberWhenPresent'],
  ['stringWhenPresent', 'booleanWhenPresent'],
  ['numberWhenPresent', 'booleanWhenPresent'],
  ['booleanWhenPresent', 'notBoolean'],
  ['scalar', 'list'],
  ['scalar', 'listInItems'],
  ['scalarInItems', 'list'],
  ['scalarInItems', 'listInItems'],
]

/** A field that the assumptions together leave no value, by its dotted name. A verdict under them says next to nothing. */
export function contradictedField(assumptions: readonly Assumption[]): string | undefined {
  const kinds = new Map<string, Set<AssumptionKind>>()
  for (const { path, kind } of assumptions) {
    const name = dotted(path)
    const named = kinds.get(name)
    if (named === undefined) kinds.set(name, new Set([kind]))
    else named.add(kind)
  }
  for (const [name, named] of kinds) {
    if (EXCLUSIVE.some(([one, other]) => named.has(one) && named.has(other))) return name
  }
  return undefined
}
