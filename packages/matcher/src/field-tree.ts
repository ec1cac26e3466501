import type { Slot } from './slot.js'

/** The fields that are read, by the keys that lead to them. */
export interface Node {
  slot: Slot | undefined
  readonly children: Map<string, Node>
  /** Where a key leads, dots in it cut; undefined for one that no field needs. */
  readonly known: Map<string, Target | undefined>
  /** The keys of the object that stood here last, and where they lead: the next is often like it. */
  keys: string[]
  targets: (Target | undefined)[]
}

export interface Target {
  readonly node: Node | undefined
  /** Fields that the key goes on beyond: an object stands there. */
  readonly passed: readonly Slot[]
  /** The slot of the node, when a text can be put there and nothing else is to be done. */
  readonly slot: Slot | undefined
}

export function newNode(): Node {
  return { slot: undefined, children: new Map(), known: new Map(), keys: [], targets: [] }
}

/** What stands at the key is put into a slot as it is, or is in none. */
export const isPlain = (target: Target | undefined): boolean => target === undefined || target.slot !== undefined

/** Where a key leads from a node, dots in it cut. */
export function targetOf(from: Node, key: string): Target | undefined {
  const passed: Slot[] = []
  let node: Node | undefined = from
  for (const part of key.split('.')) {
    if (node !== from && node.slot !== undefined) passed.push(node.slot)
    node = node.children.get(part)
    if (node === undefined) break
  }
  if (node === undefined && passed.length === 0) return undefined
  return { node, passed, slot: passed.length === 0 ? node?.slot : undefined }
}

/** Fields nest as deep as paths are long: a stack of our own. */
export function forgetKeys(root: Node): void {
  const stack = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    node.known.clear()
    node.keys = []
    node.targets = []
    for (const child of node.children.values()) stack.push(child)
  }
}
