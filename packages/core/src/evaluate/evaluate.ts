import type { Handlers } from '../ir/child-keys.js'
import type { CompareOperator, Condition, Scalar, ShapeKind } from '../ir/node.js'
import { depthOf, MAX_DEPTH } from '../ir/visit.js'
import { satisfies } from './compare-values.js'
import { type EventNode, expandEvent, isArray, isObject } from './expand-event.js'
import { fieldPairTest } from './field-pair-test.js'
import { fieldReader } from './field-reader.js'
import { everyTruth, notTruth, someTruth, type Truth } from './kleene.js'
import { leafTest } from './leaf-test.js'
import { elementsOf, nodesAt, scalarsBelow, stepsOf } from './reach.js'
import { tokenTest } from './token-test.js'

export interface EvaluateOptions {
  /** The clock, in milliseconds since 1970 UTC. Without it, bounds relative to `now` are unknown. */
  readonly now?: number
}

/** A condition made ready: paths cut, patterns and regexes compiled. For many events. */
export type Evaluator = (event: unknown, options?: EvaluateOptions) => Truth

/**
 * What a condition says about an event, as spec/semantics.md states it. The event is a JSON value; anything else
 * (functions, dates, class instances, NaN, an event that contains itself) throws a TypeError, and so does a condition
 * that is not one: an unknown kind, a Ref to no Let, a tree deeper than MAX_DEPTH.
 */
export function evaluate(condition: Condition, event: unknown, options: EvaluateOptions = {}): Truth {
  return evaluator(condition)(event, options)
}

export function evaluator(condition: Condition): Evaluator {
  if (depthOf(condition) > MAX_DEPTH) throw new TypeError(`A condition is nested at most ${MAX_DEPTH} deep`)
  const test = prepare(condition, new Set())
  return (event, options = {}) => test({ element: expandEvent(event), now: options.now, bound: undefined })
}

/** The same over an event that was expanded before, without a clock: where many conditions ask one event. */
export function expandedEvaluator(condition: Condition): (event: readonly EventNode[]) => Truth {
  if (depthOf(condition) > MAX_DEPTH) throw new TypeError(`A condition is nested at most ${MAX_DEPTH} deep`)
  const test = prepare(condition, new Set())
  return (event) => test({ element: event, now: undefined, bound: undefined })
}

/** Where a test is made. */
interface Scope {
  /** The nodes of the event or element: one, or none for an event that is `undefined`. */
  readonly element: readonly EventNode[]
  readonly now: number | undefined
  readonly bound: Binding | undefined
}

/** A Let around. Its value is read where it is bound, when it is first asked for, once. */
interface Binding {
  readonly name: string
  readonly read: () => Truth
  readonly outer: Binding | undefined
}

type Test = (scope: Scope) => Truth
type Names = ReadonlySet<string>

function prepare(condition: Condition, names: Names): Test {
  const handler = PREPARE[condition.kind] as ((node: Condition, names: Names) => Test) | undefined
  if (handler === undefined) throw new TypeError(`No condition is of kind ${String(condition.kind)}`)
  return handler(condition, names)
}

const PREPARE = {
  True: () => () => true,
  False: () => () => false,
  And: ({ children }, names) => {
    const tests = children.map((child) => prepare(child, names))
    return (scope) => everyTruth(tests, (test) => test(scope))
  },
  Or: ({ children }, names) => {
    const tests = children.map((child) => prepare(child, names))
    return (scope) => someTruth(tests, (test) => test(scope))
  },
  Not: ({ child }, names) => {
    const test = prepare(child, names)
    return (scope) => notTruth(test(scope))
  },
  Compare: prepareLeaf,
  In: prepareLeaf,
  Match: prepareLeaf,
  Regex: prepareLeaf,
  Cidr: prepareLeaf,
  Shape: ({ field, kinds }) => {
    const steps = stepsOf(field)
    const wanted = new Set(kinds)
    return ({ element }) => {
      const nodes = nodesAt(steps, element)
      return nodes.length === 0 ? wanted.has('missing') : nodes.some((node) => wanted.has(shapeOf(node)))
    }
  },
  Exists: ({ field }) => {
    const { exists } = fieldReader(field)
    return ({ element }) => exists(element)
  },
  CompareFields: (node) => {
    const [left, right] = [fieldReader(node.left), fieldReader(node.right)]
    const test = fieldPairTest(node)
    return ({ element }) => {
      const others = right.scalars(element)
      return others.length > 0 && left.scalars(element).some((a) => others.some((b) => test(a, b)))
    }
  },
  Tokens: ({ field, query }) => {
    const { scalars } = fieldReader(field)
    const test = tokenTest(query)
    return ({ element }) => someTruth(scalars(element), (value) => typeof value === 'string' && test(value))
  },
  Search: ({ scope: path, condition }, names) => {
    const steps = stepsOf(path)
    const test = prepare(condition, names)
    return (scope) =>
      someTruth(scalarsBelow(nodesAt(steps, scope.element)), (scalar) => test({ ...scope, element: [scalar] }))
  },
  Some: ({ path, condition }, names) => {
    const steps = stepsOf(path)
    const test = prepare(condition, names)
    return (scope) =>
      someTruth(elementsOf(nodesAt(steps, scope.element)), (element) => test({ ...scope, element: [element] }))
  },
  Every: ({ path, condition }, names) => {
    const steps = stepsOf(path)
    const test = prepare(condition, names)
    return (scope) =>
      everyTruth(elementsOf(nodesAt(steps, scope.element)), (element) => test({ ...scope, element: [element] }))
  },
  Count: ({ path, condition, op, count }, names) => {
    const steps = stepsOf(path)
    const test = prepare(condition, names)
    return (scope) => {
      const truths = elementsOf(nodesAt(steps, scope.element)).map((element) => test({ ...scope, element: [element] }))
      const least = truths.filter((truth) => truth === true).length
      const most = least + truths.filter((truth) => truth === 'unknown').length
      return countTruth(least, most, op, count)
    }
  },
  Let: ({ name, value, body }, names) => {
    const readValue = prepare(value, names)
    const test = prepare(body, new Set([...names, name]))
    return (scope) => {
      let known: Truth | undefined
      const read = (): Truth => {
        known ??= readValue(scope)
        return known
      }
      return test({ ...scope, bound: { name, read, outer: scope.bound } })
    }
  },
  Ref: ({ name }, names) => {
    if (!names.has(name)) throw new TypeError(`No Let around binds the name ${name}`)
    return (scope) => {
      let binding = scope.bound
      while (binding !== undefined && binding.name !== name) binding = binding.outer
      return binding === undefined ? 'unknown' : binding.read()
    }
  },
  Opaque: () => () => 'unknown',
} as const satisfies Handlers<Test, Names>

function prepareLeaf(node: Parameters<typeof leafTest>[0]): Test {
  const { scalars } = fieldReader(node.field)
  const test = leafTest(node)
  return ({ element, now }) => someTruth(scalars(element), (value: Scalar) => test(value, now))
}

function shapeOf(node: EventNode): ShapeKind {
  if (node === null) return 'null'
  if (isArray(node)) return node.length === 0 ? 'emptyArray' : 'array'
  if (isObject(node)) return node.size === 0 ? 'emptyObject' : 'object'
  return typeof node as 'boolean' | 'number' | 'string'
}

/** Of `least` to `most` elements that satisfy, whether every number gives the same answer, and which. */
function countTruth(least: number, most: number, op: CompareOperator, count: number): Truth {
  if (op === 'eq') return least === most ? least === count : count < least || count > most ? false : 'unknown'
  const atLeast = satisfies(least - count, op)
  return atLeast === satisfies(most - count, op) ? atLeast : 'unknown'
}
