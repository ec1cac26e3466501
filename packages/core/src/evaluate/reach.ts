import type { Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { type EventNode, type EventObject, isArray, isObject } from './expand-event.js'
import { foldText } from './fold-text.js'

/**
 * What a path reaches from an element: its nodes (arrays on the way opened, the last node not), its elements (that one
 * opened too, null dropped) and its values. All walks are iterative: neither a deep event nor a long path overflows.
 */
export interface Step {
  readonly key: string
  /** The key folded, where letter case does not matter: the exact key is tried first. */
  readonly folded: string | undefined
}

/** A path cut at every dot: paths with the same dotted form are the same field. */
export function stepsOf(path: Path): readonly Step[] {
  return path.flatMap((segment): readonly Step[] =>
    typeof segment === 'string'
      ? segment.split('.').map((key) => ({ key, folded: undefined }))
      : segment.key.split('.').map((key) => ({ key, folded: foldText(key) })),
  )
}

export function nodesAt(steps: readonly Step[], from: readonly EventNode[]): readonly EventNode[] {
  let nodes = from
  for (const step of steps) {
    const reached: EventNode[] = []
    for (const node of openArrays(nodes)) {
      if (!isObject(node)) continue
      const found = lookUp(step, node)
      if (found !== undefined) for (const inner of found) reached.push(inner)
    }
    if (reached.length === 0) return reached
    nodes = reached
  }
  return nodes
}

/** The nodes with arrays opened at all levels. */
export function openArrays(nodes: readonly EventNode[]): readonly EventNode[] {
  if (!nodes.some(isArray)) return nodes
  const opened: EventNode[] = []
  const stack: { readonly items: readonly EventNode[]; next: number }[] = [{ items: nodes, next: 0 }]
  for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
    if (top.next === top.items.length) {
      stack.pop()
      continue
    }
    const node = top.items[top.next++] as EventNode
    if (isArray(node)) stack.push({ items: node, next: 0 })
    else opened.push(node)
  }
  return opened
}

/** What `Some`, `Every` and `Count` range over. */
export function elementsOf(nodes: readonly EventNode[]): readonly (Scalar | EventObject)[] {
  return openArrays(nodes).filter((node): node is Scalar | EventObject => node !== null)
}

/** The values that a matcher can satisfy: objects are values too, but only `Exists` asks for them. */
export function scalarsOf(nodes: readonly EventNode[]): readonly Scalar[] {
  return openArrays(nodes).filter(isScalar)
}

/** Every string, number and boolean in or below the nodes. */
export function scalarsBelow(nodes: readonly EventNode[]): readonly Scalar[] {
  const found: Scalar[] = []
  eachBelow(nodes, (scalar) => {
    found.push(scalar)
    return false
  })
  return found
}

/** Whether the nodes hold a value: a scalar there or anywhere below. */
export function holdsValue(nodes: readonly EventNode[]): boolean {
  return eachBelow(nodes, () => true)
}

export function isScalar(node: EventNode): node is Scalar {
  return typeof node !== 'object'
}

function lookUp(step: Step, object: EventObject): readonly EventNode[] | undefined {
  const exact = object.get(step.key)
  if (exact !== undefined || step.folded === undefined) return exact
  for (const [key, nodes] of object) if (foldText(key) === step.folded) return nodes
  return undefined
}

/** Calls `see` for every scalar in document order until it answers true; tells whether it did. */
function eachBelow(nodes: readonly EventNode[], see: (scalar: Scalar) => boolean): boolean {
  const stack: Iterator<EventNode | readonly EventNode[]>[] = [nodes[Symbol.iterator]()]
  for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
    const next = top.next()
    if (next.done) stack.pop()
    else if (next.value === null) continue
    else if (typeof next.value !== 'object') {
      if (see(next.value)) return true
    } else if (next.value instanceof Map) stack.push((next.value as EventObject).values())
    else stack.push((next.value as readonly EventNode[])[Symbol.iterator]())
  }
  return false
}
