import { foldText } from '../evaluate/fold-text.js'
import type { TheoryAnswer } from './boolean-search.js'
import type { Model } from './event-model.js'
import { ALWAYS, EVENT_KEY, type Formula, isNegated, KIND } from './formula.js'
import type { ElementPlace, Solver } from './solve-element.js'
import { type Demand, type SlotDemands, solveSlot } from './solve-slot.js'

/**
 * An object of which all atoms are true. Atoms on different keys have nothing to do with each other: each key is solved
 * by itself.
 */
export function solveObject(atoms: readonly Formula[], place: ElementPlace, solver: Solver): TheoryAnswer<Model> {
  const { formulas } = solver
  const slots = new Map<string, Slot>()
  const firsts: { readonly atom: Formula; readonly folded: string; readonly key: string }[] = []
  let empty: Formula | undefined
  const slotOf = (key: string): Slot => {
    const known = slots.get(key)
    if (known !== undefined) return known
    const made: Slot = { wanted: [], unwanted: [], nodes: [], counts: [] }
    slots.set(key, made)
    return made
  }
  for (const { formula, sources } of onePerPath(atoms, solver)) {
    const atom = formulas.nodeOf(formula)
    const negated = isNegated(formula)
    switch (atom.type) {
      case 'some': {
        const [key, ...rest] = atom.path as readonly [string, ...string[]]
        slotOf(key)[negated ? 'unwanted' : 'wanted'].push({ formula: formulas.some(rest, atom.inner), sources })
        break
      }
      case 'node':
        slotOf(atom.key).nodes.push({ kinds: atom.kinds, negated, sources })
        break
      case 'count': {
        const [key, ...rest] = atom.path as readonly [string, ...string[]]
        slotOf(key).counts.push({ path: rest, inner: atom.inner, least: atom.least, negated, sources })
        break
      }
      case 'first':
        firsts.push({ atom: formula, folded: atom.folded, key: atom.key })
        // The first of several keys is there.
        if (!negated) slotOf(atom.key).nodes.push({ kinds: KIND.missing, negated: true, sources })
        break
      case 'emptyObject':
        empty = formula
        break
      default:
        break
    }
  }
  const keys: [string, readonly Model[]][] = []
  for (const [key, slot] of slots) {
    const answer = solveSlot(slot, { key, depth: place.depth }, solver)
    if (answer.model === undefined) return answer
    if (answer.model.length > 0) keys.push([key, answer.model])
  }
  if (empty !== undefined && !isNegated(empty) && keys.length > 0) {
    return { model: undefined, core: [empty, ...sourcesOf(slots.get((keys[0] as [string, unknown])[0]) as Slot)] }
  }
  if (empty !== undefined && isNegated(empty) && keys.length === 0) keys.push([freshKey(slots), [NULL]])
  return inOrder(keys, firsts, slots)
}

const NULL: Model = { type: 'value', value: null }

interface Slot extends SlotDemands {
  readonly wanted: Demand[]
  readonly unwanted: Demand[]
  readonly nodes: SlotDemands['nodes'][number][]
  readonly counts: SlotDemands['counts'][number][]
}

function sourcesOf({ wanted, unwanted, nodes, counts }: Slot): readonly Formula[] {
  return [...wanted, ...unwanted, ...nodes, ...counts].flatMap(({ sources }) => [...sources])
}

/** A path with one element at most: whatever is asked of some element there, or below, is asked of that one. */
function onePerPath(
  atoms: readonly Formula[],
  { formulas }: Solver,
): readonly { readonly formula: Formula; readonly sources: readonly Formula[] }[] {
  const singles = new Map<string, { readonly path: readonly string[]; readonly atom: Formula }>()
  for (const atom of atoms) {
    const node = formulas.nodeOf(atom)
    if (node.type === 'count' && isNegated(atom) && node.least === 2 && node.inner === ALWAYS) {
      singles.set(node.path.join('.'), { path: node.path, atom })
    }
  }
  const result: { readonly formula: Formula; readonly sources: readonly Formula[] }[] = []
  const joined = new Map<string, Formula[]>()
  for (const atom of atoms) {
    const node = formulas.nodeOf(atom)
    const single =
      singles.size > 0 && node.type === 'some' && !isNegated(atom) ? shortestPrefix(node.path, singles) : undefined
    if (single === undefined) result.push({ formula: atom, sources: [atom] })
    else joined.set(single, [...(joined.get(single) ?? []), atom])
  }
  for (const [name, group] of joined) {
    if (group.length === 1) {
      result.push({ formula: group[0] as Formula, sources: group })
      continue
    }
    const { path, atom: count } = singles.get(name) as { path: readonly string[]; atom: Formula }
    const inner = formulas.and(
      group.map((atom) => {
        const node = formulas.nodeOf(atom) as { readonly path: readonly string[]; readonly inner: Formula }
        return formulas.some(node.path.slice(path.length), node.inner)
      }),
    )
    result.push({ formula: formulas.some(path, inner), sources: [...group, count] })
  }
  return result
}

function shortestPrefix(path: readonly string[], singles: ReadonlyMap<string, unknown>): string | undefined {
  for (let length = 1; length <= path.length; length++) {
    const name = path.slice(0, length).join('.')
    if (singles.has(name)) return name
  }
  return undefined
}

/** The event's own key never collides: it is the only one with a dot. */
function freshKey(slots: ReadonlyMap<string, unknown>): string {
  let key = 'x'
  while (slots.has(key)) key += 'x'
  return key
}

/** Of keys that are equal when folded, the one that is to be first comes first. */
function inOrder(
  keys: readonly [string, readonly Model[]][],
  firsts: readonly { readonly atom: Formula; readonly folded: string; readonly key: string }[],
  slots: ReadonlyMap<string, Slot>,
): TheoryAnswer<Model> {
  let ordered = [...keys]
  for (const folded of new Set(firsts.map((first) => first.folded))) {
    const family = firsts.filter((first) => first.folded === folded)
    const present = ordered.filter(([key]) => key !== EVENT_KEY && foldText(key) === folded)
    const wanted = family.filter(({ atom }) => !isNegated(atom))
    const not = new Set(family.filter(({ atom }) => isNegated(atom)).map(({ key }) => key))
    const [first = present.find(([key]) => !not.has(key))?.[0]] = wanted.map(({ key }) => key)
    if (wanted.length > 1) return { model: undefined, core: wanted.slice(0, 2).map(({ atom }) => atom) }
    if (present.length === 0) continue
    if (first === undefined) {
      const others = present.flatMap(([key]) => sourcesOf(slots.get(key) as Slot))
      return { model: undefined, core: [...family.map(({ atom }) => atom), ...others] }
    }
    ordered = [...ordered.filter(([key]) => key === first), ...ordered.filter(([key]) => key !== first)]
  }
  return { model: { type: 'object', keys: ordered } }
}
