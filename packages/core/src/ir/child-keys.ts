import type { Condition, Kind, NodeOf } from './node.js'

/** The keys of a kind that hold conditions: one each, or a list. Walking, transforming and equality derive from it. */
export const CHILD_KEYS = {
  True: [],
  False: [],
  And: ['children'],
  Or: ['children'],
  Not: ['child'],
  Compare: [],
  In: [],
  Match: [],
  Regex: [],
  Cidr: [],
  Shape: [],
  Exists: [],
  CompareFields: [],
  Tokens: [],
  Search: ['condition'],
  Some: ['condition'],
  Every: ['condition'],
  Count: ['condition'],
  Let: ['value', 'body'],
  Ref: [],
  Opaque: [],
} as const satisfies { readonly [K in Kind]: readonly (keyof NodeOf<K>)[] }

export const KINDS: readonly Kind[] = Object.keys(CHILD_KEYS) as Kind[]

/** One function per kind: a printer or evaluator that misses a kind does not compile. */
export type Handlers<R, C> = { readonly [K in Kind]: (node: NodeOf<K>, context: C) => R }

/** The conditions directly inside a node, in order. */
export function childrenOf(node: Condition): readonly Condition[] {
  const children: Condition[] = []
  for (const key of CHILD_KEYS[node.kind]) {
    const child = (node as unknown as Record<string, Condition | readonly Condition[]>)[key]
    // Not spread into the call: a list may be longer than a call takes arguments.
    if (Array.isArray(child)) for (const one of child) children.push(one)
    else children.push(child as Condition)
  }
  return children
}
