import { eventWith, keysOf, placeBeside, placeValue } from '../compare/place-value.js'
import { keysRead } from '../compare/sample-model.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { expandedEvaluator } from '../evaluate/evaluate.js'
import { expandEvent } from '../evaluate/expand-event.js'
import type { Condition, CountNode } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { type ExampleValues, exampleValues, jointText } from './example-values.js'

/**
 * An event that should make the condition true, out of readable values: one branch of each alternative is taken, by
 * `turn`, and one value for each field. An attempt: whether it does is for `evaluate` to say.
 */
export function exampleEvent(condition: Condition, turn = 0, known: KnownNodes = knownNodes()): JsonValue {
  return exampleElement([{ node: condition, wanted: true }], { turn, known })
}

/** What is made of a node once, where many events of one condition are looked for. */
export interface KnownNodes {
  readonly runOf: (node: Condition) => ReturnType<typeof expandedEvaluator>
  readonly valuesOf: (leaf: Condition) => ExampleValues
  readonly numberOf: (leaf: Condition) => { readonly number: number }
  /** What was found for a field, by its name and what was asked of it. */
  readonly found: Map<string, { readonly value: JsonValue | undefined }>
}

export function knownNodes(): KnownNodes {
  let number = 0
  return {
    runOf: remembered(expandedEvaluator),
    valuesOf: remembered(exampleValues),
    numberOf: remembered(() => ({ number: number++ })),
    found: new Map(),
  }
}

function remembered<T extends object>(make: (node: Condition) => T): (node: Condition) => T {
  const made = new WeakMap<Condition, T>()
  return (node) => {
    const known = made.get(node) ?? make(node)
    made.set(node, known)
    return known
  }
}

interface Making {
  readonly turn: number
  readonly known: KnownNodes
}

interface Demand {
  readonly node: Condition
  readonly wanted: boolean
}

/** Beyond, an event would be too large to read. */
const MOST_DEMANDS = 400
const MOST_CANDIDATES = 60

function exampleElement(demands: readonly Demand[], making: Making): JsonValue {
  const leaves = leavesWanted(demands, making)
  let element: JsonValue = {}
  const fields = new Map<string, { keys: readonly string[]; demands: Demand[] }>()
  for (const demand of leaves) {
    for (const keys of keysRead(demand.node)) {
      const name = keys.join('.')
      const field = fields.get(name) ?? { keys, demands: [] }
      field.demands.push(demand)
      fields.set(name, field)
    }
  }
  const values = [...fields.values()].flatMap(({ keys, demands: own }) => {
    const value = knownValue(keys, own, making.known)
    return value === undefined ? [] : [{ keys, value }]
  })
  if (fields.has('')) for (const { keys, value } of values) element = placeBeside(element, keys, value)
  else element = eventWith(values)
  for (const demand of leaves) element = withElements(element, demand, making)
  return element
}

function leavesWanted(demands: readonly Demand[], making: Making): readonly Demand[] {
  const leaves: Demand[] = []
  const stack = [...demands].reverse()
  for (let demand = stack.pop(); demand !== undefined && leaves.length < MOST_DEMANDS; demand = stack.pop()) {
    const { node, wanted } = demand
    const { turn } = making
    if (node.kind === 'Not') stack.push({ node: node.child, wanted: !wanted })
    else if (node.kind === 'And' || node.kind === 'Or') {
      const all = (node.kind === 'And') === wanted
      const chosen = node.children[turn % Math.max(1, node.children.length)]
      const parts = all ? node.children : chosen === undefined ? [] : [chosen]
      for (let i = parts.length - 1; i >= 0; i--) stack.push({ node: parts[i] as Condition, wanted })
    } else leaves.push(demand)
  }
  return leaves
}

/** From one event to the next most fields are asked for the same. */
function knownValue(keys: readonly string[], demands: readonly Demand[], known: KnownNodes): JsonValue | undefined {
  const asked = demands.map(({ node, wanted }) => (wanted ? known.numberOf(node).number : ~known.numberOf(node).number))
  const key = `${asked.join()} ${keys.join('.')}`
  const before = known.found.get(key) ?? { value: valueFor(keys, demands, known) }
  known.found.set(key, before)
  return before.value
}

/** One value that meets all demands; else several that do so together; nothing where a missing field does. */
function valueFor(
  keys: readonly string[],
  all: readonly Demand[],
  { runOf, valuesOf }: KnownNodes,
): JsonValue | undefined {
  const demands = [...all].sort((a, b) => Number(b.wanted) - Number(a.wanted))
  const meets = (event: JsonValue, some: readonly Demand[]): boolean => {
    const nodes = expandEvent(event)
    return some.every(({ node, wanted }) => runOf(node)(nodes) === wanted)
  }
  if (meets({}, demands)) return undefined
  const fits = (value: JsonValue, some: readonly Demand[]): boolean => meets(placeValue({}, keys, value), some)
  const positive = demands.filter(({ wanted }) => wanted)
  const patterns = positive.flatMap(({ node }) => (node.kind === 'Match' ? [node.pattern] : []))
  const candidates = [
    ...(patterns.length > 1 && patterns.length === positive.length ? [jointText(patterns)] : []),
    ...(positive.length > 0 ? positive : demands).flatMap(({ node, wanted }) => {
      const { matching, nearMisses } = valuesOf(node)
      return wanted ? matching : nearMisses
    }),
  ].slice(0, MOST_CANDIDATES * Math.max(1, Math.min(positive.length, 5)))
  const single = candidates.find((value) => fits(value, demands))
  if (single !== undefined || positive.length < 2) return single ?? candidates[0]
  const unwanted = demands.filter(({ wanted }) => !wanted)
  const several = positive.flatMap(
    (demand) => valuesOf(demand.node).matching.find((value) => fits(value, [demand, ...unwanted])) ?? [],
  )
  return several.length === 0 ? candidates[0] : [...new Set(several)]
}

/** Elements that are asked for are made; those that must not be there are not. */
function withElements(element: JsonValue, { node, wanted }: Demand, making: Making): JsonValue {
  switch (node.kind) {
    case 'Some':
    case 'Every':
      return put(element, node.path, [exampleElement([{ node: node.condition, wanted }], making)])
    case 'Count':
      return put(
        element,
        node.path,
        new Array<JsonValue>(numberFor(node, wanted)).fill(
          exampleElement([{ node: node.condition, wanted: true }], making),
        ),
      )
    case 'Search':
      return wanted
        ? put(element, [...node.scope, 'message'], [exampleElement([{ node: node.condition, wanted: true }], making)])
        : element
    default:
      return element
  }
}

function numberFor({ op, count }: CountNode, wanted: boolean): number {
  const holds = (n: number): boolean =>
    ({ eq: n === count, lt: n < count, le: n <= count, gt: n > count, ge: n >= count })[op]
  return [1, 0, 2, 3, 4, 5].find((n) => holds(n) === wanted) ?? 0
}

function put(element: JsonValue, path: Path, elements: readonly JsonValue[]): JsonValue {
  if (elements.length === 0) return element
  return placeBeside(element, keysOf(path), elements.length === 1 ? (elements[0] as JsonValue) : elements)
}
