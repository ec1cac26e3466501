import type { TheoryAnswer } from './boolean-search.js'
import type { Model } from './event-model.js'
import { EVENT_KEY, type Formula, negate } from './formula.js'
import type { Solver } from './solve-element.js'
import type { CountDemand, Demand, SlotDemands, SlotPlace } from './solve-slot.js'

interface ListDemands extends SlotDemands {
  readonly place: SlotPlace
  readonly more: readonly CountDemand[]
  readonly fewer: readonly CountDemand[]
}

type Elements = TheoryAnswer<readonly Model[]>

/**
 * The elements of a list. Demands share an element as long as they can: a group that cannot be met by one is split
 * where its core says. Then the elements are fitted to the limits on their numbers.
 */
export function fitCounts(slot: ListDemands, solver: Solver): Elements {
  const groups: Demand[][] = [...startingGroups(slot)]
  const core = new Set<Formula>()
  let doubt: string | undefined
  const models: Model[] = []
  for (let i = 0; i < groups.length; i++) {
    for (;;) {
      const group = groups[i] as Demand[]
      const answer = element(group, slot, [], solver)
      if (answer.model !== undefined) {
        models.push(answer.model)
        break
      }
      for (const atom of answer.core) core.add(atom)
      doubt ??= answer.doubt
      const apart = group.filter((demand) => answer.demands.has(demand))
      if (apart.length < 2) return { model: undefined, core: answer.core, ...(doubt === undefined ? {} : { doubt }) }
      const moved = new Set(apart.slice(1))
      groups[i] = group.filter((demand) => !moved.has(demand))
      // Distinct elements are asked for distinct reasons.
      groups.push([...moved])
    }
  }
  if (slot.fewer.length === 0) return { model: models }
  return limited(groups, slot, solver, core)
}

/** Each element that a count asks for begins a group of its own; the demands join the first. */
function startingGroups({ wanted, more, place: _place }: ListDemands): readonly Demand[][] {
  const groups: Demand[][] = []
  for (const { path, inner, least, sources } of more) {
    if (path.length > 0) continue
    for (let i = 0; i < least; i++) {
      const group = groups[i] ?? []
      group.push({ formula: inner, sources })
      groups[i] = group
    }
  }
  const [first = [], ...rest] = groups
  return [[...first, ...wanted], ...rest]
}

type ElementAnswer =
  | { readonly model: Model }
  | {
      readonly model: undefined
      readonly core: readonly Formula[]
      readonly demands: ReadonlySet<Demand>
      readonly extras: ReadonlySet<Formula>
      readonly doubt?: string
    }

function element(
  group: readonly Demand[],
  slot: ListDemands,
  extra: readonly Formula[],
  solver: Solver,
): ElementAnswer {
  const sources = new Map<Formula, readonly Formula[]>()
  const byFormula = new Map<Formula, Demand>()
  for (const { formula, sources: from } of slot.unwanted) sources.set(negate(formula), from)
  for (const { path, inner, least, sources: from } of slot.fewer) {
    if (path.length > 0) sources.set(negate(solver.formulas.count(path, inner, least)), from)
  }
  for (const { path, inner, least, sources: from } of slot.more) {
    // One element has to have them all; that they may be dealt out is left aside.
    if (path.length > 0 && group === slot.wanted) sources.set(solver.formulas.count(path, inner, least), from)
  }
  for (const demand of group) {
    byFormula.set(demand.formula, demand)
    if (!sources.has(demand.formula)) sources.set(demand.formula, demand.sources)
  }
  for (const formula of extra) if (!sources.has(formula)) sources.set(formula, [])
  const answer = solver.element([...sources.keys()], { depth: 0, objectFirst: slot.place.key === EVENT_KEY })
  if (answer.model !== undefined) return answer
  const used = [...answer.core]
  return {
    model: undefined,
    core: used.flatMap((formula) => [...(sources.get(formula) ?? [])]),
    demands: new Set(used.flatMap((formula) => byFormula.get(formula) ?? [])),
    extras: new Set(used.filter((formula) => extra.includes(formula))),
    ...(answer.doubt === undefined ? {} : { doubt: answer.doubt }),
  }
}

/** Every element keeps out of every count as long as it can; what has to be counted must not be too many. */
function limited(
  groups: readonly (readonly Demand[])[],
  slot: ListDemands,
  solver: Solver,
  core: Set<Formula>,
): Elements {
  const used = slot.fewer.map(() => 0)
  let ambiguous = false
  const models: Model[] = []
  for (const group of groups) {
    const own = slot.fewer.map(() => 0)
    for (;;) {
      const extras = slot.fewer.map((count, i) => keepingOut(count, own[i] as number, solver))
      const answer = element(group, slot, extras, solver)
      if (answer.model !== undefined) {
        models.push(answer.model)
        break
      }
      for (const atom of answer.core) core.add(atom)
      const blamed = slot.fewer.flatMap((_, i) => (answer.extras.has(extras[i] as Formula) ? [i] : []))
      for (const i of blamed) for (const atom of slot.fewer[i]?.sources ?? []) core.add(atom)
      const [first] = blamed
      if (first === undefined)
        return { model: undefined, core, doubt: 'A limit on the number of elements was not settled.' }
      if (blamed.length > 1) ambiguous = true
      own[first] = (own[first] as number) + 1
    }
    for (const [i, number] of own.entries()) used[i] = (used[i] as number) + number
  }
  const over = slot.fewer.findIndex(({ least }, i) => (used[i] as number) >= least)
  if (over < 0) return { model: models }
  // Other ways to share elements out, or to keep within other limits, were not looked at.
  const certain = !ambiguous && groups.length === 2 && groups.every((group) => group.length === 1)
  const doubt = 'A limit on the number of elements was not settled.'
  return { model: undefined, core: certain ? core : everything(slot), ...(certain ? {} : { doubt }) }
}

/** The element adds at most so many to the count. */
function keepingOut({ path, inner }: CountDemand, most: number, { formulas }: Solver): Formula {
  if (path.length === 0) return most > 0 ? 0 : negate(inner)
  return negate(most === 0 ? formulas.some(path, inner) : formulas.count(path, inner, most + 1))
}

function everything({ wanted, unwanted, counts, nodes }: SlotDemands): ReadonlySet<Formula> {
  return new Set([...wanted, ...unwanted, ...counts, ...nodes].flatMap(({ sources }) => [...sources]))
}
