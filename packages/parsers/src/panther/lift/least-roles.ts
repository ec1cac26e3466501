import type { Formula, Place } from './formula-node.js'
import type { Machine } from './machine.js'
import { opaqueIn } from './opaque-in.js'
import type { Rendering } from './rendering.js'
import { assumed, narrowerRoles, type Role, rolesOf } from './roles.js'

/** The formula under what is assumed: more of it only where less cannot be read, and no more than that needs. */
export function underAssumptions(
  m: Machine,
  fires: Formula,
  allowed: Rendering['allowed'],
): { readonly roles: ReadonlyMap<Place, Role>; readonly formula: Formula } {
  let roles = rolesOf(m, [fires], allowed)
  let formula = assumed(m.store, fires, roles)
  let unread = opaqueIn(formula).length
  if (unread === 0) return { roles, formula }
  const more = new Map([...roles, ...narrowerRoles(m, [fires], roles, allowed)])
  const better = assumed(m.store, fires, more)
  if (opaqueIn(better).length >= unread) return { roles, formula }
  unread = opaqueIn(better).length
  formula = better
  for (const node of narrowerRoles(m, [fires], roles, allowed).keys()) {
    const less = new Map(more)
    const plain = roles.get(node)
    if (plain === undefined) less.delete(node)
    else less.set(node, plain)
    const found = assumed(m.store, fires, less)
    if (opaqueIn(found).length > unread) continue
    if (plain === undefined) more.delete(node)
    else more.set(node, plain)
    formula = found
  }
  roles = more
  return { roles, formula }
}
