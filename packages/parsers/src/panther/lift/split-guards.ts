import { emptyFacts, learn } from './facts.js'
import { and, not, or, under } from './formula.js'
import { FALSE, type Formula, isLiteral } from './formula-node.js'
import type { Machine } from './machine.js'
import type { Store } from './store.js'

/** What only says that nothing raised stands apart from what the rule asks. */
export function split(
  m: Machine,
  fires: Formula,
): { readonly condition: Formula; readonly guards: readonly Formula[] } {
  if (fires.op !== 'and') return { condition: fires, guards: [] }
  const { store } = m
  const quiet = not(
    store,
    or(
      store,
      m.raised.map(({ when }) => when),
    ),
  )
  const guards: Formula[] = []
  for (const part of fires.parts) {
    if (part.op !== 'is' && part.op !== 'or') continue
    const facts = emptyFacts()
    for (const other of fires.parts) {
      if (other !== part && isLiteral(other)) learn(facts, other)
    }
    const rest = under(store, quiet, facts)
    if (follows(store, rest, part)) guards.push(part)
  }
  if (guards.length === fires.parts.length) return { condition: fires, guards: [] }
  return {
    condition: and(
      store,
      fires.parts.filter((part) => !guards.includes(part)),
    ),
    guards,
  }
}

export function follows(store: Store, from: Formula, part: Formula): boolean {
  return and(store, [from, not(store, part)]) === FALSE
}
