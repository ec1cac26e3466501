import type { Field, Scalar, ValueExpression } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { MAX_DEPTH } from '../ir/visit.js'
import { codePoints } from './code-points.js'
import { type EventNode, isObject } from './expand-event.js'
import { type PatternStepper, type Places, patternStepper } from './match-pattern.js'
import { holdsValue, isScalar, nodesAt, openArrays, scalarsOf, stepsOf } from './reach.js'
import { VALUE_FUNCTIONS } from './value-functions.js'

/** How a leaf gets at what it tests, from the nodes of the element it stands in. */
export interface FieldReader {
  /** The strings, numbers and booleans among the values. */
  readonly scalars: (element: readonly EventNode[]) => readonly Scalar[]
  /** Whether there is any value, objects with a value below included. */
  readonly exists: (element: readonly EventNode[]) => boolean
}

export function fieldReader(field: Field): FieldReader {
  if (isPathField(field)) {
    const steps = stepsOf(field)
    return {
      scalars: (element) => scalarsOf(nodesAt(steps, element)),
      exists: (element) => holdsValue(nodesAt(steps, element)),
    }
  }
  if ('call' in field) {
    const results = expressionReader(field, 1)
    return { scalars: results, exists: (element) => results(element).length > 0 }
  }
  const stepper = patternStepper(field.pattern)
  return {
    scalars: (element) => {
      const found: Scalar[] = []
      eachFitting(stepper, element, (node) => {
        if (isScalar(node)) found.push(node)
        return false
      })
      return found
    },
    exists: (element) => eachFitting(stepper, element, (node) => holdsValue([node])),
  }
}

function isPathField(field: Field | ValueExpression['args'][number]): field is Path {
  return Array.isArray(field)
}

/**
 * Calls `see` for every node (arrays opened) of every path whose dotted form fits, until it answers true. The pattern
 * is moved along with the keys, so that a deep event is not spelled out path by path.
 */
function eachFitting(
  stepper: PatternStepper,
  element: readonly EventNode[],
  see: (node: EventNode) => boolean,
): boolean {
  const stack: { readonly node: EventNode; readonly places: Places; readonly inside: boolean }[] = []
  const push = (nodes: readonly EventNode[], places: Places, inside: boolean): void => {
    for (const node of openArrays(nodes)) stack.push({ node, places, inside })
  }
  push(element, stepper.start, false)
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, places, inside } = top
    // The empty path is not a path of the event: a name has at least one key.
    if (inside && stepper.accepts(places) && see(node)) return true
    if (!isObject(node)) continue
    const prefix = inside ? stepper.step(places, DOT) : places
    if (prefix.length === 0) continue
    for (const [key, nodes] of node) {
      let reached = prefix
      for (const point of codePoints(key)) reached = stepper.step(reached, point)
      if (reached.length > 0) push(nodes, reached, true)
    }
  }
  return false
}

const DOT = 0x2e

/** The results for each value of the one argument that has several; none when two arguments have several. */
function expressionReader(
  expression: ValueExpression,
  depth: number,
): (element: readonly EventNode[]) => readonly Scalar[] {
  if (depth > MAX_DEPTH) throw new TypeError(`A value expression is nested at most ${MAX_DEPTH} deep`)
  const apply = VALUE_FUNCTIONS[expression.call]
  const args = expression.args.map((arg) => {
    if (isPathField(arg)) return fieldReader(arg).scalars
    if ('call' in arg) return expressionReader(arg, depth + 1)
    const literal = [arg.literal]
    return () => literal
  })
  return (element) => {
    const lists = args.map((read) => read(element))
    if (lists.some((list) => list.length === 0)) return []
    const several = lists.filter((list) => list.length > 1)
    if (several.length > 1) return []
    if (several.length === 0) return apply(lists.map((list) => list[0] as Scalar))
    return (several[0] as readonly Scalar[]).flatMap((value) =>
      apply(lists.map((list) => (list.length > 1 ? value : (list[0] as Scalar)))),
    )
  }
}
