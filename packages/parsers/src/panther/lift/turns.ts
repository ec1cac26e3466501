import type { Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, KIND, possible, type Scope, scopeOf, TRUE } from './formula-node.js'
import { isIn } from './literals.js'
import { byKind, constant, covered, type Machine, one, raise, restrict, use } from './machine.js'
import { place } from './store.js'
import type { Value, Values } from './value.js'
import { anyHit, hitOf, hitValues, oneHit, someHit, someList } from './walk-hits.js'

/** One turn over the items of something: what the item is, and where the items come from. */
export type Turns =
  | { readonly kind: 'fixed'; readonly when: Formula; readonly items: readonly Values[] }
  | {
      readonly kind: 'picked'
      readonly when: Formula
      readonly items: readonly { readonly when: Formula; readonly item: Values }[]
    }
  | {
      readonly kind: 'list'
      readonly when: Formula
      readonly scope: Scope
      readonly filter: Formula
      readonly element: Values
    }
  /** Characters or keys: at least one of which nothing is known. */
  | { readonly kind: 'texts'; readonly when: Formula; readonly element: Values }
  | { readonly kind: 'unknown'; readonly when: Formula; readonly reason: string; readonly raises: readonly string[] }

/** What Python goes through when it iterates, each possibility by itself. */
export function turnsOf(m: Machine, over: Values, span: Span): readonly Turns[] {
  return over.flatMap(({ when, value }): readonly Turns[] => {
    switch (value.type) {
      case 'items':
        return [{ kind: 'fixed', when, items: value.items }]
      case 'picked':
        return [{ kind: 'picked', when, items: value.items }]
      case 'dict':
        return [{ kind: 'fixed', when, items: value.entries.map(([key]) => one(TRUE, constant(key))) }]
      case 'many':
        return [{ kind: 'list', when, scope: value.scope, filter: value.filter, element: value.element }]
      case 'node': {
        const { node, mask } = value
        use(m, node, 'list')
        const [list, text, object, none, other] = byKind(m, when, node, mask, [
          KIND.array,
          KIND.string,
          KIND.object,
          KIND.emptyArray | KIND.emptyObject,
          KIND.number | KIND.boolean,
        ]) as [Formula, Formula, Formula, Formula, Formula]
        raise(m, other, 'TypeError', span)
        const scope = scopeOf(node, m.depth + 1)
        const item = place(m.store, scope, [], node.exact)
        const turns: Turns[] = [
          {
            kind: 'list',
            when: list,
            scope,
            filter: TRUE,
            element: one(TRUE, { type: 'node', node: item, mask: possible(item) }),
          },
          { kind: 'fixed', when: or(m.store, [none, and(m.store, [text, isIn(m.store, node, [''])])]), items: [] },
          {
            kind: 'texts',
            when: and(m.store, [text, not(m.store, isIn(m.store, node, ['']))]),
            element: one(TRUE, { type: 'someText', length: 1, span }),
          },
          { kind: 'texts', when: object, element: one(TRUE, { type: 'someText', length: undefined, span }) },
        ]
        return turns.filter((turn) => turn.when !== FALSE)
      }
      case 'walk':
        return walkTurns(m, value, when, span)
      case 'constant':
        if (typeof value.value === 'string') {
          return [{ kind: 'fixed', when, items: [...value.value].map((char) => one(TRUE, constant(char))) }]
        }
        raise(m, when, 'TypeError', span)
        return []
      case 'unknown':
        return [{ kind: 'unknown', when, reason: value.reason, raises: value.raises }]
      case 'number':
      case 'builtin':
      case 'function':
        raise(m, when, 'TypeError', span)
        return []
      default:
        return [{ kind: 'unknown', when, reason: `a loop over ${value.type}`, raises: [] }]
    }
  })
}

/** What deep_walk() found: several values are a list, one is text to go through, or raises. */
function walkTurns(m: Machine, walk: Value & { type: 'walk' }, when: Formula, span: Span): readonly Turns[] {
  const { store } = m
  const any = anyHit(m, walk)
  const single = oneHit(m, walk)
  const element = hitValues(walk)
  const text = someHit(m, walk, (hit) => hitOf(m, hit, KIND.string))
  raise(m, and(store, [when, any, single, not(store, text)]), 'TypeError', span)
  const flat = not(store, someList(m, walk))
  const several = and(store, [when, any, not(store, single), flat])
  const turns: Turns[] = [
    element === undefined
      ? { kind: 'unknown', when: several, reason: 'a loop over what deep_walk() finds in several lists', raises: [] }
      : { kind: 'list', when: several, scope: walk.scope, filter: covered(m, element), element },
    {
      kind: 'unknown',
      when: and(store, [when, any, not(store, single), not(store, flat)]),
      reason: 'a loop over what deep_walk() finds in several lists',
      raises: [],
    },
    {
      kind: 'texts',
      when: and(store, [when, any, single, text]),
      element: one(TRUE, { type: 'someText', length: 1, span }),
    },
    ...turnsOf(m, restrict(m, walk.fallback, and(store, [when, not(store, any)])), span),
  ]
  return turns.filter((turn) => turn.when !== FALSE)
}
