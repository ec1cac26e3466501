import type { TheoryAnswer } from './boolean-search.js'
import type { Model } from './event-model.js'
import { EVENT_KEY, type Formula, negate } from './formula.js'
import { shareOut, type Unit } from './share-out.js'
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
  const { wanted, more, fewer } = slot
  if (more.some(({ least }) => least > MOST_MADE)) {
    const doubt = `A list of more than ${MOST_MADE} elements is asked for.`
    return { model: undefined, core: everything(slot), doubt }
  }
  if (wanted.length > 0 && more.length > 0 && fewer.length > 0) {
    // Often the counts alone are too much.
    const counts = fitCounts({ ...slot, wanted: [] }, solver)
    if (counts.model === undefined && counts.doubt === undefined) return counts
  }
  const core = new Set<Formula>()
  let doubt: string | undefined
  for (const groups of startingGroups(slot, solver)) {
    solver.spending.node()
    const answer = fitGroups(groups, slot, solver)
    if (answer.model !== undefined) return answer
    for (const atom of answer.core) core.add(atom)
    doubt ??= answer.doubt
  }
  if (doubt === undefined || fewer.length === 0)
    return { model: undefined, core, ...(doubt === undefined ? {} : { doubt }) }
  return inEveryWay(slot, solver) ?? { model: undefined, core, doubt }
}

/** What was not settled by the nearest ways, by all of them; undefined where those are too many. */
function inEveryWay(slot: ListDemands, solver: Solver): Elements | undefined {
  const { wanted, more, fewer } = slot
  if (more.some(({ least }) => least > MOST_COUNTED)) return undefined
  let doubt: string | undefined
  for (const shares of sharings(more, solver)) {
    const answer = shareOut({
      units: [...shares, ...wanted.map((demand) => ({ demand }))],
      limits: fewer.map(({ least }) => least - 1),
      element: (demands, adds) => {
        solver.spending.node()
        const extras = fewer.map((count, i) => keepingOut(count, adds[i] as number, solver))
        return element(demands, slot, extras, solver)
      },
    })
    if (answer === undefined || answer.model !== undefined) return answer
    doubt ??= answer.doubt
  }
  return { model: undefined, core: everything(slot), ...(doubt === undefined ? {} : { doubt }) }
}

/** Elements that are made for one count; an event with more is not looked for. */
const MOST_MADE = 1000
/** Up to here every way to share elements out is looked at. */
const MOST_COUNTED = 6

/** The ways to share every count out among elements. */
function sharings(more: readonly CountDemand[], { formulas }: Solver): readonly (readonly Unit<Demand>[])[] {
  let ways: (readonly Unit<Demand>[])[] = [[]]
  for (const [count, { path, inner, least, sources }] of more.entries()) {
    const shares = path.length === 0 ? [new Array<number>(least).fill(1)] : sharesOf(least)
    const units = shares.map((numbers) =>
      numbers.map((number): Unit<Demand> => {
        const formula = number === 1 ? formulas.some(path, inner) : formulas.count(path, inner, number)
        return { demand: { formula, sources }, count }
      }),
    )
    ways = ways.flatMap((way) => units.map((own) => [...way, ...own]))
  }
  return ways
}

function fitGroups(starting: readonly (readonly Demand[])[], slot: ListDemands, solver: Solver): Elements {
  const groups: (readonly Demand[])[] = [...starting]
  const core = new Set<Formula>()
  let doubt: string | undefined
  const models: Model[] = []
  for (let i = 0; i < groups.length; i++) {
    for (;;) {
      const group = groups[i] as readonly Demand[]
      const answer = element(group, slot, [], solver)
      if (answer.model !== undefined) {
        models.push(answer.model)
        break
      }
      for (const atom of answer.core) core.add(atom)
      doubt ??= answer.doubt
      const apart = group.filter((demand) => answer.demands.has(demand))
      if (apart.length < 2) return { model: undefined, core: answer.core, ...(doubt === undefined ? {} : { doubt }) }
      // The first stays: where a count asks for this element, that is the count's demand.
      const moved = new Set(apart.slice(1))
      groups[i] = group.filter((demand) => !moved.has(demand))
      groups.push([...moved])
    }
  }
  return slot.fewer.length === 0 ? { model: models } : limited(groups, slot, solver, core)
}

/**
 * Each element that a count asks for begins a group of its own; the other demands join the first. What is counted
 * further down may be shared out among elements in several ways.
 */
function* startingGroups(
  { wanted, more }: ListDemands,
  { formulas }: Solver,
): Generator<readonly (readonly Demand[])[]> {
  let ways: Demand[][][] = [[]]
  for (const { path, inner, least, sources } of more) {
    const shares = path.length === 0 ? [new Array<number>(least).fill(1)] : sharesOf(least)
    ways = ways.flatMap((groups) =>
      shares.map((numbers) => {
        const joined = groups.map((group) => [...group])
        for (const [i, number] of numbers.entries()) {
          const formula = number === 1 ? formulas.some(path, inner) : formulas.count(path, inner, number)
          joined[i] = [...(joined[i] ?? []), { formula, sources }]
        }
        return joined
      }),
    )
  }
  for (const [first = [], ...rest] of ways) yield [[...first, ...wanted], ...rest]
}

/** The ways to write a number as a sum, the largest part first. */
function sharesOf(number: number, most = number): readonly number[][] {
  if (number === 0) return [[]]
  const shares: number[][] = []
  for (let part = Math.min(number, most); part > 0; part--) {
    for (const rest of sharesOf(number - part, part)) shares.push([part, ...rest])
    if (shares.length > MOST_SHARES) break
  }
  return shares
}

const MOST_SHARES = 30

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
  const counted = slot.wanted.length === 0 && slot.more.length === 1
  const certain = !ambiguous && (groups.length === 2 || counted) && groups.every((group) => group.length === 1)
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
