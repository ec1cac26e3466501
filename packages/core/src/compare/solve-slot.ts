import type { TheoryAnswer, TheoryConflict } from './boolean-search.js'
import { elementKind } from './element-kind.js'
import type { Model } from './event-model.js'
import { fitCounts } from './fit-counts.js'
import { EVENT_KEY, EVERY_KIND, type Formula, KIND, negate } from './formula.js'
import type { Solver } from './solve-element.js'

/** Something asked of the elements under a key, with the atoms that ask it. */
export interface Demand {
  readonly formula: Formula
  readonly sources: readonly Formula[]
}

export interface CountDemand {
  /** From the elements under the key; empty for those themselves. */
  readonly path: readonly string[]
  readonly inner: Formula
  readonly least: number
  /** Fewer than `least`. */
  readonly negated: boolean
  readonly sources: readonly Formula[]
}

/** What is asked of what stands under one key of an object. */
export interface SlotDemands {
  /** Each is true of some element. */
  readonly wanted: readonly Demand[]
  /** None is true of any element. */
  readonly unwanted: readonly Demand[]
  /** Some node (or none, negated) is of one of the kinds. */
  readonly nodes: readonly { readonly kinds: number; readonly negated: boolean; readonly sources: readonly Formula[] }[]
  readonly counts: readonly CountDemand[]
}

export interface SlotPlace {
  readonly key: string
  readonly depth: number
}

type Nodes = TheoryAnswer<readonly Model[]>

/**
 * The nodes under a key, as few as possible: none, one that meets everything, a list of elements where one element
 * cannot, several spellings of the key where a list may not be. Different elements may meet different demands: that is
 * what many-valued fields mean.
 */
export function solveSlot(demands: SlotDemands, place: SlotPlace, solver: Solver): Nodes {
  const { wanted, nodes, counts } = demands
  if (wanted.length + nodes.length + counts.length === 0 && place.key !== EVENT_KEY) return { model: [] }
  const slot = prepared(demands, place, solver)
  if (slot.mayBeMissing) return { model: [] }
  const contradiction = contradictingCounts(slot, solver)
  if (contradiction !== undefined) return { model: undefined, core: contradiction }
  const one = oneElement(slot, slot.kinds)
  if (one.model !== undefined) return one
  // What is impossible for one demand alone, whatever stands beside it, is impossible in a list too.
  if (one.universal)
    return { model: undefined, core: one.core, ...(one.doubt === undefined ? {} : { doubt: one.doubt }) }
  const fewer = fewerDemands(slot, one)
  if (fewer !== undefined) {
    const answer = solveSlot(fewer, place, solver)
    if (answer.model === undefined && answer.doubt === undefined) return answer
  }
  const tries: readonly (() => Nodes)[] = [() => plainNode(slot), () => list(slot), () => severalNodes(slot)]
  const core = new Set<Formula>(one.core)
  let { doubt } = one
  for (const attempt of tries) {
    const answer = attempt()
    if (answer.model !== undefined) return answer
    for (const atom of answer.core) core.add(atom)
    doubt ??= answer.doubt
  }
  for (const { sources } of [...demands.nodes, ...demands.counts]) for (const atom of sources) core.add(atom)
  return { model: undefined, core, ...(doubt === undefined ? {} : { doubt }) }
}

/** More of something than there may be of what includes it, however the elements are shared out. */
function contradictingCounts({ more, fewer, place }: Slot, solver: Solver): readonly Formula[] | undefined {
  for (const count of more) {
    for (const limit of fewer) {
      if (limit.least > count.least || limit.path.join('.') !== count.path.join('.')) continue
      const outside = [count.inner, negate(limit.inner)]
      const depth = limit.path.length + place.depth + 1
      const answer = limit.inner === count.inner ? undefined : solver.element(outside, { depth, objectFirst: false })
      const included = answer === undefined || (answer.model === undefined && answer.doubt === undefined)
      if (included) return [...count.sources, ...limit.sources]
    }
  }
  return undefined
}

/** Only the demands that one element could not meet together: where there are limits, these may already be too many. */
function fewerDemands({ wanted, unwanted, nodes, counts }: Slot, { demands }: OneFailed): SlotDemands | undefined {
  if (nodes.length + counts.length === 0 || demands.size < 2 || demands.size === wanted.length) return undefined
  return { wanted: wanted.filter((demand) => demands.has(demand)), unwanted, nodes, counts }
}

interface OneFailed extends TheoryConflict {
  /** No element meets this, whatever stands beside it. */
  readonly universal: boolean
  readonly demands: ReadonlySet<Demand>
}

interface Slot extends SlotDemands {
  readonly place: SlotPlace
  readonly solver: Solver
  readonly mayBeMissing: boolean
  /** Kinds that a node may be of at all. */
  readonly allowed: number
  /** Kinds that some node has to be of, each. */
  readonly required: readonly number[]
  /** Kinds that one node may be of that is all there is. */
  readonly kinds: number
  readonly more: readonly CountDemand[]
  readonly fewer: readonly CountDemand[]
}

function prepared(demands: SlotDemands, place: SlotPlace, solver: Solver): Slot {
  const { wanted, nodes, counts } = demands
  const isEvent = place.key === EVENT_KEY
  let allowed = isEvent ? EVERY_KIND & ~KIND.missing : EVERY_KIND
  const required: number[] = []
  for (const { kinds, negated } of nodes) {
    if (negated) allowed &= ~kinds
    else required.push(kinds)
  }
  const more = counts.filter(({ negated }) => !negated)
  const mayBeMissing =
    wanted.length === 0 &&
    more.length === 0 &&
    (allowed & KIND.missing) !== 0 &&
    required.every((kinds) => (kinds & KIND.missing) !== 0)
  return {
    ...demands,
    place,
    solver,
    mayBeMissing,
    allowed: allowed & ~KIND.missing,
    required: required.map((kinds) => kinds & ~KIND.missing),
    kinds: required.reduce((all, kinds) => all & kinds, allowed & ~KIND.missing),
    more,
    fewer: counts.filter(({ negated }) => negated),
  }
}

const ELEMENT_KINDS = KIND.string | KIND.number | KIND.boolean | KIND.object | KIND.emptyObject

/** One node that is an element, and meets everything. */
function oneElement(
  { wanted, unwanted, more, fewer, place, solver, nodes }: Slot,
  kinds: number,
): { readonly model: readonly Model[] } | OneFailed {
  const { formulas } = solver
  const sources = new Map<Formula, readonly Formula[]>()
  const single = new Set<Formula>()
  const ask = (formula: Formula, from: readonly Formula[], alone: boolean): void => {
    if (!sources.has(formula)) sources.set(formula, from)
    if (alone) single.add(formula)
  }
  for (const { formula, sources: from } of unwanted) ask(negate(formula), from, false)
  for (const { path, inner, least, sources: from } of fewer) {
    if (path.length > 0) ask(negate(formulas.count(path, inner, least)), from, false)
  }
  for (const { formula, sources: from } of wanted) ask(formula, from, true)
  for (const { path, inner, least, sources: from } of more) {
    ask(path.length === 0 ? negate(0) : formulas.count(path, inner, least), from, true)
  }
  const kind = elementKind(kinds & ELEMENT_KINDS, formulas)
  const constrained = nodes.length > 0 && kind !== elementKind(ELEMENT_KINDS, formulas)
  if (constrained)
    ask(
      kind,
      nodes.flatMap(({ sources: from }) => [...from]),
      true,
    )
  const isEvent = place.key === EVENT_KEY
  const answer = solver.element([...sources.keys()], { depth: isEvent ? 0 : place.depth + 1, objectFirst: isEvent })
  if (answer.model !== undefined) return { model: [answer.model] }
  const used = [...answer.core]
  const core = used.flatMap((formula) => [...(sources.get(formula) ?? [])])
  const alone = used.filter((formula) => single.has(formula))
  const doubt = answer.doubt === undefined ? {} : { doubt: answer.doubt }
  const demands = new Set(wanted.filter(({ formula }) => used.includes(formula)))
  // Where the others rule out every element, any demand for one is too much.
  const any = alone.length === 0 ? [...wanted, ...more][0] : undefined
  const universal = any !== undefined || (alone.length === 1 && demands.size > 0 && !(constrained && alone[0] === kind))
  return { model: undefined, core: [...core, ...(any?.sources ?? [])], universal, demands, ...doubt }
}

/** Nothing is asked of elements: null, or a list without any. */
function plainNode({ wanted, more, kinds }: Slot): Nodes {
  if (wanted.length > 0 || more.length > 0) {
    return { model: undefined, core: [...wanted, ...more].flatMap(({ sources }) => [...sources]) }
  }
  if ((kinds & KIND.null) !== 0) return { model: [{ type: 'value', value: null }] }
  if ((kinds & KIND.emptyArray) !== 0) return { model: [{ type: 'array', items: [] }] }
  if ((kinds & KIND.array) !== 0) return { model: [{ type: 'array', items: [{ type: 'value', value: null }] }] }
  return { model: undefined, core: [] }
}

/** One node that is a list of elements. */
function list(slot: Slot): Nodes {
  if ((slot.kinds & KIND.array) === 0) return { model: undefined, core: [] }
  const answer = fitCounts(slot, slot.solver)
  return answer.model === undefined ? answer : { model: [{ type: 'array', items: answer.model }] }
}

/** Demands and required kinds dealt out to several nodes. */
function severalNodes(slot: Slot): Nodes {
  const { place, required, wanted, more, fewer, solver } = slot
  const most = place.key === EVENT_KEY ? 1 : 2 ** Math.min(place.depth, 4) + 1
  const items = required.length + wanted.length
  const everything = (): readonly Formula[] =>
    [...wanted, ...slot.unwanted, ...slot.counts, ...slot.nodes].flatMap(({ sources }) => [...sources])
  if (most < 2 || items < 2) return { model: undefined, core: [] }
  if (items > MOST_ITEMS && isListEnough(slot)) return { model: undefined, core: [] }
  if (items > MOST_ITEMS) return { model: undefined, core: everything(), doubt: 'Too many kinds are asked of one key.' }
  let doubt: string | undefined
  for (const groups of deals(items, Math.min(most, items))) {
    if (groups.length < 2) continue
    solver.spending.node()
    const models: Model[] = []
    for (const group of groups) {
      const kinds = group.reduce((all, i) => (i < required.length ? all & (required[i] as number) : all), slot.allowed)
      const part: Slot = {
        ...slot,
        required: [],
        kinds,
        wanted: group.filter((i) => i >= required.length).map((i) => wanted[i - required.length] as Demand),
      }
      // Beside another node an object is there by its keys.
      const filled = oneElement(part, kinds & ~KIND.emptyObject)
      const one = filled.model === undefined ? oneElement(part, kinds) : filled
      const answer =
        one.model !== undefined
          ? one
          : [plainNode, list].map((make) => make(part)).find(({ model }) => model !== undefined)
      if (one.model === undefined) doubt ??= one.doubt
      if (answer?.model === undefined) break
      models.push(...answer.model)
    }
    if (models.length < groups.length) continue
    const objects = models.filter(({ type }) => type === 'object').length
    // An object without keys takes a spelling of its own.
    const empty = models.some((model) => model.type === 'object' && model.keys.length === 0)
    if (empty && models.length > most - 1) continue
    if (objects > 1 || models.length - objects > most - 1) {
      if (objects > 1) doubt ??= 'Two objects at one place are one.'
      continue
    }
    if (more.length > 0 || fewer.length > 0) {
      const elements = models.flatMap((model) =>
        model.type === 'array' ? model.items : model.type === 'value' && model.value === null ? [] : [model],
      )
      if (elements.length > 1 || more.length > 0) {
        // One element at most is what lists are ruled out for.
        const single = fewer.some(({ path, least, inner }) => path.length === 0 && least === 2 && inner === 0)
        if (!single || more.length > 0) doubt ??= 'Elements of several spellings of a key were not counted.'
        continue
      }
    }
    return { model: models }
  }
  return { model: undefined, core: everything(), ...(doubt === undefined ? {} : { doubt }) }
}

const MOST_ITEMS = 6

/**
 * Whether one list holds whatever several nodes hold: it does where only scalars are asked for. Tests of nodes further
 * down can need more spellings of a key than an element of a list has.
 */
function isListEnough({ nodes, counts, kinds, wanted, unwanted, solver }: Slot): boolean {
  if (nodes.length + counts.length > 0 || (kinds & KIND.array) === 0) return false
  const stack = [...wanted, ...unwanted].map(({ formula }) => formula)
  const seen = new Set<Formula>()
  for (let formula = stack.pop(); formula !== undefined; formula = stack.pop()) {
    if (seen.has(formula >> 1)) continue
    seen.add(formula >> 1)
    const node = solver.formulas.nodeOf(formula)
    if (node.type === 'and') for (const part of node.parts) stack.push(part)
    else if (node.type === 'some') stack.push(node.inner)
    else if (node.type !== 'scalar' && node.type !== 'true') return false
  }
  return true
}

/** All ways to deal out 0 to n-1 to at most so many groups. */
function* deals(
  n: number,
  most: number,
  groups: readonly (readonly number[])[] = [],
  at = 0,
): Generator<readonly (readonly number[])[]> {
  if (at === n) {
    yield groups
    return
  }
  for (let i = 0; i <= groups.length && i < most; i++) {
    const next = i === groups.length ? [...groups, [at]] : groups.map((group, j) => (i === j ? [...group, at] : group))
    yield* deals(n, most, next, at + 1)
  }
}
