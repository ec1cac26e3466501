import { childrenOf } from '../ir/child-keys.js'
import type { Condition, LetNode } from '../ir/node.js'
import { mapChildren } from '../ir/transform.js'
import { depthOf } from '../ir/visit.js'
import { stableText } from './structural-order.js'

/**
 * Puts the shared part where it is used while that stays small, so that a tree with and without `Let` look alike. What
 * stays is named after its content: names chosen by two parsers do not matter. First, because it shows what the tree is.
 */
export function inlineLets(condition: Condition): Condition {
  return expand(condition, { bindings: new Map(), names: new Map() })
}

interface Binding {
  /** Undefined where the part stays shared. */
  readonly value: Condition | undefined
  readonly name: string
}

/** Nodes that one `Let` may turn into. */
const LARGEST_INLINED = 1000
/** Parts put into parts put into parts would nest without limit. */
const DEEPEST_INLINED = 100

interface Surroundings {
  readonly bindings: ReadonlyMap<string, Binding>
  /** The names given in this run, with the content each stands for. */
  readonly names: Map<string, string>
}

function expand(node: Condition, around: Surroundings): Condition {
  switch (node.kind) {
    case 'Ref': {
      const binding = around.bindings.get(node.name)
      if (binding === undefined) return node
      return binding.value ?? { kind: 'Ref', name: binding.name }
    }
    case 'Let':
      return expandLet(node, around)
    default:
      return mapChildren(node, (child) => expand(child, around))
  }
}

function expandLet(node: LetNode, around: Surroundings): Condition {
  const value = expand(node.value, around)
  const uses = usesOf(node.name, node.body)
  if (uses.here === 0 && uses.deeper === 0) return expand(node.body, around)
  // Inside an element the same text would read other paths.
  const fits = uses.here === 1 || sizeOf(value) * uses.here <= LARGEST_INLINED
  const small = uses.deeper === 0 && fits && depthOf(value) <= DEEPEST_INLINED
  const name = small ? node.name : nameOf(value, around.names)
  const binding = { value: small ? value : undefined, name }
  const body = expand(node.body, { ...around, bindings: new Map(around.bindings).set(node.name, binding) })
  return small ? body : { kind: 'Let', name, value, body }
}

/** A name made of the content, so that it never depends on what else is in the tree; two contents never share one. */
function nameOf(value: Condition, names: Map<string, string>): string {
  const content = stableText(value)
  let name = `shared-${digest(content)}`
  while ((names.get(name) ?? content) !== content) name += '-'
  names.set(name, content)
  return name
}

/** How often a name is used, at the depth of its `Let` and inside elements. */
function usesOf(name: string, body: Condition): { readonly here: number; readonly deeper: number } {
  const uses = { here: 0, deeper: 0 }
  const stack: [Condition, boolean][] = [[body, false]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, deeper] = entry
    if (node.kind === 'Ref' && node.name === name) uses[deeper ? 'deeper' : 'here']++
    else if (node.kind === 'Let' && node.name === name) stack.push([node.value, deeper])
    else {
      const opens = node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' || node.kind === 'Search'
      for (const child of childrenOf(node)) stack.push([child, deeper || opens])
    }
  }
  return uses
}

function sizeOf(condition: Condition): number {
  let size = 0
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    size++
    for (const child of childrenOf(node)) stack.push(child)
  }
  return size
}

/** FNV-1a from two starts: short, and seldom the same for two contents. */
function digest(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
      return hash.toString(16).padStart(8, '0')
    })
    .join('')
}
