import type { AssumptionKind, Path } from '@ruleglot/core'
import { emptyFacts, type Facts } from './facts.js'
import { under } from './formula.js'
import { ANY, type Formula, KIND, LISTS, type Place, possible } from './formula-node.js'
import type { Machine } from './machine.js'
import type { Store } from './store.js'

/** Whether an assumption may be made at all: what a sample breaks may not. */
export type Allowed = (kind: AssumptionKind, path: Path) => boolean

/** `either`: nothing is assumed. `number`, `boolean`, `object`: only where something could not be read otherwise. */
export type Role = 'scalar' | 'text' | 'number' | 'boolean' | 'object' | 'list' | 'either'

/** The places that formulas read, each once. */
export function placesIn(formulas: readonly Formula[]): ReadonlySet<Place> {
  const found = new Set<Place>()
  const seen = new Set<Formula>()
  const stack = [...formulas]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (seen.has(top)) continue
    seen.add(top)
    switch (top.op) {
      case 'and':
      case 'or':
        for (const part of top.parts) stack.push(part)
        break
      case 'is':
      case 'in':
        found.add(top.node)
        break
      case 'test':
        for (const node of top.nodes) found.add(node)
        break
      case 'some':
      case 'count':
        found.add(top.node)
        stack.push(top.body)
        break
      default:
    }
  }
  return found
}

/** What is assumed of each place: how the rule uses it tells whether it is a list. */
export function rolesOf(m: Machine, formulas: readonly Formula[], allowed: Allowed): ReadonlyMap<Place, Role> {
  const roles = new Map<Place, Role>()
  for (const node of placesIn(formulas)) {
    if (node.path.length === 0) continue
    const uses = m.uses.get(node)
    const isList = uses?.has('list') ?? false
    const isText = uses?.has('text') ?? false
    const isType = uses?.has('type') ?? false
    const isMember = uses?.has('member') ?? false
    const path = absolute(node)
    let role: Role = 'scalar'
    if (isType || (isMember && isList === isText) || (isList && isText)) role = 'either'
    else if (isList) role = 'list'
    else if (isMember) role = 'text'
    // Compared with a list: what it holds otherwise is not told.
    else if (uses?.has('whole')) role = 'either'
    if (role === 'text' && !allowed('stringWhenPresent', path)) role = 'either'
    if (uses?.has('walk') && role === 'scalar' && !mayStand('scalar', node, allowed)) role = 'list'
    if (role !== 'either' && !mayStand(role === 'list' ? 'list' : 'scalar', node, allowed)) role = 'either'
    roles.set(node, role)
  }
  // Below a place that may be a list or an object, nothing is assumed either. Below a list neither: what is assumed of
  // a key says that no list stands above it, and both together leave no event with a list. (Keys of the items that a loop
  // goes through are asked of each item: those lists are open.)
  for (const node of [...roles.keys()]) {
    for (let up = node.parent; up !== undefined; up = up.parent) {
      const above = roles.get(up)
      if (above === 'either' || above === 'list') roles.set(node, 'either')
    }
  }
  return roles
}

/** Of what stands in the items of a list it is said for each item, key by key. */
function mayStand(kind: 'scalar' | 'list', node: Place, allowed: Allowed): boolean {
  const around = node.scope.list
  if (around === undefined) return allowed(kind, node.path)
  return node.path.every((_, i) => {
    const isList = kind === 'list' && i === node.path.length - 1
    return allowed(isList ? 'listInItems' : 'scalarInItems', [...absolute(around), ...node.path.slice(0, i + 1)])
  })
}

/** More that could be assumed, for what could not be read without: that a field holds text, or numbers, or objects. */
export function narrowerRoles(
  m: Machine,
  formulas: readonly Formula[],
  roles: ReadonlyMap<Place, Role>,
  allowed: Allowed,
): ReadonlyMap<Place, Role> {
  const more = new Map<Place, Role>()
  for (const node of placesIn(formulas)) {
    const uses = m.uses.get(node)
    const isItem = node.path.length === 0
    if (uses === undefined || (isItem ? node.scope.list === undefined : roles.get(node) !== 'scalar')) continue
    const path = absolute(node)
    const may = (role: Role, kind: AssumptionKind): boolean => {
      if (more.has(node) || !allowed(kind, path)) return false
      more.set(node, role)
      return true
    }
    if (uses.has('object')) may('object', 'objectWhenPresent')
    if (uses.has('number')) may('number', 'numberWhenPresent')
    if (uses.has('plain'))
      may('text', 'stringWhenPresent') || may('number', 'numberWhenPresent') || may('boolean', 'booleanWhenPresent')
  }
  return more
}

/** The facts that the assumptions are. */
export function assumedFacts(roles: ReadonlyMap<Place, Role>): Facts {
  const facts = emptyFacts()
  for (const [node, role] of roles) {
    if (role === 'either') continue
    for (let up = node.parent; up !== undefined; up = up.parent) {
      facts.masks.set(up, (facts.masks.get(up) ?? possible(up)) & ~LISTS)
    }
    facts.masks.set(node, (facts.masks.get(node) ?? possible(node)) & kindsOf(role))
  }
  return facts
}

export function kindsOf(role: Role): number {
  if (role === 'list') return KIND.missing | KIND.null | LISTS
  if (role === 'text') return KIND.missing | KIND.null | KIND.string
  if (role === 'number') return KIND.missing | KIND.null | KIND.number
  if (role === 'boolean') return KIND.missing | KIND.null | KIND.boolean
  if (role === 'object') return KIND.missing | KIND.null | KIND.object | KIND.emptyObject
  return role === 'either' ? ANY : ANY & ~LISTS
}

export function assumed(store: Store, formula: Formula, roles: ReadonlyMap<Place, Role>): Formula {
  // What is done here is counted by itself.
  store.steps = 0
  return under(store, formula, assumedFacts(roles))
}

/** The path from the event: lists on the way are opened. */
export function absolute(node: Place): Path {
  const around = node.scope.list
  return around === undefined ? node.path : [...absolute(around), ...node.path]
}
