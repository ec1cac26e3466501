import type { Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { type Formula, isLiteral, KIND, LISTS, type Place } from './formula-node.js'
import { is, unknown } from './literals.js'
import type { Machine } from './machine.js'

/**
 * The formula without tests of items, for explicit guards: IR opens lists in lists and passes over null, Python does
 * neither, and no shape tells such lists apart. So where a list stands the test is left undecided; elsewhere it is false.
 */
export function undecidedLists(m: Machine, formula: Formula, source: { text: string; span: Span }): Formula {
  const { store } = m
  const asked = new Set<Place>()
  const unread = (list: Place, mark: string): Formula => {
    asked.add(list)
    return unknown(store, { text: source.text, reason: REASON, span: source.span, mark: `list ${mark}` })
  }
  const memo = new Map<Formula, Formula>()
  const visit = (part: Formula): Formula => {
    const known = memo.get(part)
    if (known !== undefined) return known
    let made: Formula = part
    if (!isLiteral(part)) {
      if (part.op === 'and') made = and(store, part.parts.map(visit))
      else if (part.op === 'or') made = or(store, part.parts.map(visit))
    } else if (part.op === 'some' || part.op === 'count') {
      const kinds = part.op === 'some' ? KIND.array : LISTS
      const positive = and(store, [is(store, part.node, kinds), unread(part.node, part.atom)])
      made = part.negated ? not(store, positive) : positive
    }
    memo.set(part, made)
    return made
  }
  const visited = visit(formula)
  // Where only null in a list mattered, or lists in it, nothing of the list is left that could say so.
  const others = new Set([...m.nulls.values(), ...m.ends].map(outermost).filter((list) => !asked.has(list)))
  return [...others].reduce((made, list) => {
    const stands = is(store, list, KIND.array)
    return or(store, [and(store, [not(store, stands), made]), and(store, [stands, unread(list, list.key)])])
  }, visited)
}

const REASON = 'a list is gone through, and with explicit guards what stands in lists in it, or null, is not seen'

function outermost(list: Place): Place {
  const around = list.scope.list
  return around === undefined ? list : outermost(around)
}
