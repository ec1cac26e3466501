import type { Condition } from '@ruleglot/core'
import { hintCost } from './hint-cost.js'
import type { Field, IndexFields } from './index-fields.js'
import { type Indexed, leavesOf, memosOf, NO_GATES } from './indexed-rule.js'
import { cheapestClause, clauseCost, type Hint, necessaryClauses } from './necessary-clauses.js'
import { gatesOf } from './plan.js'
import type { Leaves } from './plan-leaf.js'
import { planOf } from './plan-of.js'
import type { Sought } from './sought.js'

/** Where rules are found: under the hints that cost least by what is known of events. */
export interface RulePlacing {
  place(rule: Indexed): void
  displace(rule: Indexed): void
  /** Rules that nothing hints at. */
  readonly always: ReadonlySet<number>
}

/** `events` says how many the fields' observed texts are of. */
export function createRulePlacing(fields: IndexFields, events: () => number): RulePlacing {
  const always = new Set<number>()
  const leaves: Leaves = {
    known: new Map(),
    slotOf: (path) => fields.of(path).slot,
    spaceOf: (slot) => (slot === fields.anywhere.slot ? undefined : (fields.all[slot.number] as Field).space),
  }
  const cost = (hint: Hint): number => hintCost(hint, fields.of(hint.path).observed, events())
  const share = (leaf: Condition): number => {
    const clause = cheapestClause(necessaryClauses(leaf, cost), cost)
    return clause === undefined ? 0.9 : Math.min(1, clauseCost(clause, cost))
  }

  function place(rule: Indexed): void {
    rule.plan = planOf(rule.condition, leaves, share)
    rule.gates = rule.plan === undefined ? NO_GATES : gatesOf(rule.plan)
    rule.readsAll = false
    for (const leaf of rule.plan === undefined ? [] : leavesOf(rule.plan)) {
      leaf.uses++
      if (leaf.slot === fields.anywhere.slot) rule.readsAll = true
    }
    rule.clause = cheapestClause(necessaryClauses(rule.condition, cost), cost)
    if (rule.clause === undefined) always.add(rule.number)
    for (const { path, what } of rule.clause ?? []) {
      const field = fields.of(path)
      if (what === 'present') {
        field.present.add(rule.number)
        field.index.forget()
      } else {
        field.hints++
        field.index.add(soughtIn(path, what), rule.number)
      }
    }
  }

  function displace(rule: Indexed): void {
    always.delete(rule.number)
    if (rule.plan !== undefined) {
      for (const leaf of leavesOf(rule.plan)) {
        if (--leaf.uses > 0) continue
        leaves.known.delete(leaf.key)
      }
      for (const { slot, space, number: memo } of memosOf(rule.plan)) {
        space.free.push(memo)
        fields.all[slot.number]?.index.forget()
      }
    }
    for (const { path, what } of rule.clause ?? []) {
      const field = fields.of(path)
      if (what === 'present') {
        field.present.delete(rule.number)
        field.index.forget()
      } else {
        field.hints--
        field.index.remove(soughtIn(path, what), rule.number)
      }
    }
  }

  return {
    place,
    displace,
    always,
  }
}

/** Where no one field is meant, hints say only what to look for. */
function soughtIn(path: Hint['path'], what: Sought['what']): Sought['what'] {
  return path === 'anywhere' ? { text: 'exact' in what ? what.exact : what.text, at: 'anywhere' } : what
}
