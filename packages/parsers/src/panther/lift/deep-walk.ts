import type { Span } from '@ruleglot/core'
import { onlyConstant, PRESENT } from './access.js'
import type { Arguments } from './call.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, KIND, OBJECTS, type Place, possible, SCALARS, scopeOf, TRUE } from './formula-node.js'
import { is } from './literals.js'
import { byKind, type Machine, NONE, one, raise, restrict, unknownValues, use } from './machine.js'
import { place } from './store.js'
import type { Value, Values } from './value.js'
import { hitOf, someHit } from './walk-hits.js'

type Node = Value & { type: 'node' }

/**
 * `event.deep_walk(keys)`: nested keys with their letter case, through lists. Without a list on the way it gives what
 * stands there (an empty list counts as nothing); with one, the distinct values of its items, one of them bare.
 */
export function deepWalk(
  m: Machine,
  object: Node,
  args: Arguments,
  live: Formula,
  call: { readonly span: Span },
): Values {
  const keys = args.plain.map((arg) => onlyConstant(arg)?.value)
  const returned = args.named.get('return_val')
  const which = returned === undefined ? 'all' : onlyConstant(returned)?.value
  const fallback = args.named.get('default') ?? one(TRUE, NONE)
  const known = keys.length > 0 && keys.every((key) => typeof key === 'string')
  const plain = fallback.every(
    ({ value }) => value.type === 'constant' || value.type === 'items' || value.type === 'node',
  )
  if (!known || typeof which !== 'string' || !plain || [...args.named.keys()].some((name) => !NAMED.has(name)))
    return unknownValues(m, live, 'this use of deep_walk()', call.span)
  const path = keys as readonly string[]
  const leaf = place(m.store, object.node.scope, [...object.node.path, ...path], true)
  return walk({ m, leaf, fallback, which, span: call.span }, object, path, live)
}

const NAMED: ReadonlySet<string> = new Set(['default', 'return_val'])

interface Walk {
  readonly m: Machine
  /** The whole path, as if no list stood on it. */
  readonly leaf: Place
  readonly fallback: Values
  readonly which: string
  readonly span: Span
}

function walk(w: Walk, { node, mask }: Node, keys: readonly string[], live: Formula): Values {
  const { m } = w
  const { store } = m
  if (live === FALSE) return []
  const [key, ...rest] = keys
  if (key === undefined) {
    const [empty, there] = byKind(m, live, node, mask, [KIND.emptyArray, ~KIND.emptyArray]) as [Formula, Formula]
    use(m, node, 'walk')
    if ((mask & KIND.array) !== 0) m.ends.add(node)
    return [
      ...restrict(m, w.fallback, empty),
      ...one(there, { type: 'node', node, mask: mask & ~KIND.emptyArray, raw: true }),
    ]
  }
  const [object, list, other] = byKind(m, live, node, mask, [OBJECTS, KIND.array, SCALARS | KIND.emptyArray]) as [
    Formula,
    Formula,
    Formula,
  ]
  if (node.path.length > 0) use(m, node, 'walk')
  const child = place(store, node.scope, [...node.path, key], true)
  const found: { when: Formula; value: Value }[] = [...restrict(m, w.fallback, other)]
  if (object !== FALSE) {
    const there = and(store, [object, is(store, child, PRESENT)])
    const missing = and(store, [object, is(store, child, KIND.missing)])
    found.push(...restrict(m, w.fallback, and(store, [object, is(store, child, KIND.null)])))
    // The default is walked through as well, where keys are left: only what has no parts stays as it is.
    const hollow =
      rest.length === 0 || w.fallback.every(({ value }) => value.type !== 'items' || value.items.length === 0)
    found.push(
      ...(hollow
        ? restrict(m, w.fallback, missing)
        : unknownValues(m, missing, 'deep_walk() through its default', w.span)),
    )
    found.push(...walk(w, { type: 'node', node: child, mask: PRESENT }, rest, there))
  }
  if (list !== FALSE) found.push(...throughList(w, node, keys, list))
  return found
}

function throughList(w: Walk, node: Place, keys: readonly string[], live: Formula): Values {
  const { m } = w
  const scope = scopeOf(node, m.depth + 1)
  const item = place(m.store, scope, [], true)
  const { depth, raised: around } = m
  m.depth = scope.depth
  m.raised = []
  const element = walk(w, { type: 'node', node: item, mask: possible(item) }, keys, TRUE)
  const inItem = or(
    m.store,
    m.raised.map(({ when }) => when),
  )
  m.depth = depth
  m.raised = around
  if (w.which !== 'all') return unknownValues(m, live, `the ${w.which} of what deep_walk() finds`, w.span)
  // null in the list gives the default, which counts as found.
  if (w.fallback.some(({ value }) => value.type !== 'items' && !(value.type === 'constant' && value.value === null)))
    m.nulls.set(scope.id, node)
  const value: Value & { type: 'walk' } = {
    type: 'walk',
    node: w.leaf,
    scope,
    element,
    fallback: w.fallback,
    span: w.span,
  }
  const unhashable = or(m.store, [some(m.store, scope, inItem), someHit(m, value, (found) => hitOf(m, found, OBJECTS))])
  raise(m, and(m.store, [live, unhashable]), 'TypeError', w.span)
  return one(and(m.store, [live, is(m.store, node, KIND.array), not(m.store, unhashable)]), value)
}
