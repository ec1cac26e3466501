import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'

/** Where the paths of a node start. */
export interface Scope {
  /** Absolute path of the element; undefined inside a `Search`, whose elements have no fixed path. */
  readonly path: Path | undefined
  /** Inside an element the empty path is one value: never an array, never null. */
  readonly inElement: boolean
}

export const ROOT: Scope = { path: [], inElement: false }

/** Rebuilds the tree bottom up like `transform`, telling each change which element it stands in. */
export function scopedTransform(
  condition: Condition,
  change: (node: Condition, scope: Scope) => Condition,
  scope: Scope = ROOT,
): Condition {
  const inner = innerScope(condition, scope)
  return change(
    mapChildren(condition, (child) => scopedTransform(child, change, inner)),
    scope,
  )
}

/** Where the paths inside a node start, when those of the node start here. */
export function innerScope(node: Condition, scope: Scope): Scope {
  if (node.kind === 'Search') return { path: undefined, inElement: true }
  if (node.kind !== 'Some' && node.kind !== 'Every' && node.kind !== 'Count') return scope
  return { path: scope.path && [...scope.path, ...node.path], inElement: true }
}

/** The absolute path of a path read in this scope, if it has one. */
export function absolute(path: Path, scope: Scope): Path | undefined {
  return scope.path && [...scope.path, ...path]
}
