import type { JsonValue } from '../diagnostics/diagnostic.js'
import { evaluator } from '../evaluate/evaluate.js'
import type { Condition, Field, FieldPattern, ValueExpression } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { candidateValues, patternSamples } from './candidate-values.js'
import { eventWith, keysOf, placeBeside, placeValue } from './place-value.js'

/**
 * An event that makes the condition true (or false), as far as picking one branch of each `Or` and one value for each
 * leaf can tell. An attempt: whether it does is for `evaluate` to say.
 */
export function sampleModel(
  condition: Condition,
  wanted: boolean,
  choices: Choices = new Map(),
  found: FoundValues = foundValues(),
): JsonValue {
  return buildElement(demandsOf(condition, wanted, choices, new Map()), { choices, found })
}

/** The values that were found for leaves, for the next model of the same condition. */
export interface FoundValues {
  readonly wanted: Map<Condition, JsonValue | undefined>
  readonly unwanted: Map<Condition, JsonValue | undefined>
}

export function foundValues(): FoundValues {
  return { wanted: new Map(), unwanted: new Map() }
}

interface Making {
  readonly choices: Choices
  readonly found: FoundValues
}

/** Which child of an `Or` (an `And`, where it has to be false) is to decide it; the first if nothing is said. */
export type Choices = ReadonlyMap<Condition, number>

/** What has to hold of one element. */
interface Demand {
  readonly node: Condition
  readonly wanted: boolean
  readonly shared: Shared
}

type Shared = ReadonlyMap<string, { readonly value: Condition; readonly shared: Shared }>

/** Demands are looked at up to here; beyond, an event would be too large to read. */
const MOST_DEMANDS = 300
const MOST_ELEMENTS = 5
const MOST_ON_ONE_FIELD = 24
const LONGEST_PATH = 100

function demandsOf(condition: Condition, wanted: boolean, choices: Choices, shared: Shared): readonly Demand[] {
  const demands: Demand[] = []
  const stack: Demand[] = [{ node: condition, wanted, shared }]
  for (let demand = stack.pop(); demand !== undefined && demands.length < MOST_DEMANDS; demand = stack.pop()) {
    const { node } = demand
    if (node.kind === 'Not') stack.push({ ...demand, node: node.child, wanted: !demand.wanted })
    else if (node.kind === 'And' || node.kind === 'Or') {
      const all = (node.kind === 'And') === demand.wanted
      const chosen = node.children[choices.get(node) ?? 0]
      const parts = all ? node.children : chosen === undefined ? [] : [chosen]
      for (let i = parts.length - 1; i >= 0; i--) stack.push({ ...demand, node: parts[i] as Condition })
    } else if (node.kind === 'Let') {
      const inner = new Map(demand.shared).set(node.name, { value: node.value, shared: demand.shared })
      stack.push({ ...demand, node: node.body, shared: inner })
    } else if (node.kind === 'Ref') {
      const bound = demand.shared.get(node.name)
      if (bound !== undefined) stack.push({ ...demand, node: bound.value, shared: bound.shared })
    } else demands.push(demand)
  }
  return demands
}

function buildElement(demands: readonly Demand[], making: Making): JsonValue {
  const fields = new Map<string, { keys: readonly string[]; demands: Demand[] }>()
  for (const demand of demands) {
    for (const keys of keysRead(demand.node)) {
      const name = keys.join('.')
      const field = fields.get(name) ?? { keys, demands: [] }
      field.demands.push(demand)
      fields.set(name, field)
    }
  }
  const values = [...fields.values()].flatMap(({ keys, demands: own }) => {
    const value = own.length === 1 ? valueForOne(own[0] as Demand, keys, making.found) : valueFor(own, keys)
    return value === undefined ? [] : [{ keys, value }]
  })
  // An element that is a value itself is put beside what else it has, one after the other.
  let element = values.some(({ keys }) => keys.length === 0)
    ? values.reduce((made: JsonValue, { keys, value }) => placeBeside(made, keys, value), {})
    : eventWith(values)
  for (const demand of demands) element = addElements(element, demand, making)
  return element
}

/** Most fields are tested once, and in every model alike. */
function valueForOne(demand: Demand, keys: readonly string[], found: FoundValues): JsonValue | undefined {
  const known = demand.wanted ? found.wanted : found.unwanted
  if (!known.has(demand.node)) known.set(demand.node, valueFor([demand], keys))
  return known.get(demand.node)
}

/** One value that meets all demands on the field; else a list of values that together meet the positive ones. */
function valueFor(all: readonly Demand[], keys: readonly string[]): JsonValue | undefined {
  const demands = all.slice(0, MOST_ON_ONE_FIELD)
  const positive = demands.filter((demand) => demand.wanted)
  const negative = demands.filter((demand) => !demand.wanted)
  const candidates = (positive.length > 0 ? positive : negative).flatMap(({ node }) => candidateValues(node))
  const tests = demands.map(({ node, wanted }) => ({ test: evaluator(node), wanted }))
  const meets = (value: JsonValue, some: typeof tests): boolean => {
    const event = placeValue({}, keys, value)
    return some.every(({ test, wanted }) => test(event) === wanted)
  }
  const single = candidates.find((value) => meets(value, tests))
  if (single !== undefined || positive.length === 0) return single
  const allowed = tests.filter(({ wanted }) => !wanted)
  const several = positive.flatMap(({ node }) => {
    const own = { test: evaluator(node), wanted: true }
    return candidateValues(node).find((value) => meets(value, [own, ...allowed])) ?? []
  })
  return several.length === 0 ? candidates[0] : several
}

/** The keys of the paths that a leaf reads; for a pattern of names, one name that fits. */
export function keysRead(leaf: Condition): readonly (readonly string[])[] {
  if (leaf.kind === 'CompareFields') return [...keysOfField(leaf.left), ...keysOfField(leaf.right)]
  if (leaf.kind === 'Opaque') return leaf.reads.map(keysOf)
  return 'field' in leaf ? keysOfField(leaf.field) : []
}

function keysOfField(field: Field): readonly (readonly string[])[] {
  if (Array.isArray(field)) return short([keysOf(field)])
  if ('call' in field) return short(pathsIn(field).map(keysOf))
  const name = patternSamples((field as FieldPattern).pattern)[0] ?? ''
  return short([name === '' ? ['x'] : name.split('.')])
}

function short(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return paths.filter((keys) => keys.length <= LONGEST_PATH)
}

function pathsIn(expression: ValueExpression): readonly Path[] {
  return expression.args.flatMap((arg) => {
    if (Array.isArray(arg)) return [arg as Path]
    return 'call' in arg ? pathsIn(arg as ValueExpression) : []
  })
}

/** A demand on elements is met by making elements. Elements that must not be there are not made. */
function addElements(element: JsonValue, demand: Demand, making: Making): JsonValue {
  const { node, wanted, shared } = demand
  const make = (inner: Condition, holds: boolean): JsonValue =>
    buildElement(demandsOf(inner, holds, making.choices, shared), making)
  switch (node.kind) {
    case 'Some':
    case 'Every':
      return putElements(element, node.path, [make(node.condition, wanted)])
    case 'Count': {
      const holds = (n: number): boolean =>
        ({ eq: n === node.count, lt: n < node.count, le: n <= node.count, gt: n > node.count, ge: n >= node.count })[
          node.op
        ]
      const number = [1, 2, 3, 4, 5, 0].find((n) => n <= MOST_ELEMENTS && holds(n) === wanted) ?? 0
      return putElements(element, node.path, new Array<JsonValue>(number).fill(make(node.condition, true)))
    }
    case 'Search':
      return putElements(element, [...node.scope, 'message'], [make(node.condition, wanted)])
    default:
      return element
  }
}

function putElements(element: JsonValue, path: Path, elements: readonly JsonValue[]): JsonValue {
  const keys = keysOf(path)
  if (keys.length > LONGEST_PATH || elements.length === 0) return element
  return placeBeside(element, keys, elements.length === 1 ? (elements[0] as JsonValue) : elements)
}
