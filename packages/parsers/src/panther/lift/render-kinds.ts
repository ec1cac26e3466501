import {
  and,
  type Condition,
  exists,
  not,
  type Path,
  type Scalar,
  type ShapeKind,
  type Span,
  shape,
} from '@ruleglot/core'
import { distinctChildren } from './distinct-children.js'
import { KIND, type Place, possible } from './formula-node.js'
import { assume, pathOf, type Rendering, read, spanOf } from './rendering.js'
import { absolute, kindsOf } from './roles.js'

/** The place holds one of these kinds: by shapes, or by less where an assumption tells the rest. */
export function kinds(node: Place, mask: number, r: Rendering): Condition {
  const path = pathOf(node, r)
  if (node.path.length === 0) return shapeOf(path, mask & possible(node), spanOf(node, r))
  if (r.explicit || r.roles.get(node) === 'either') {
    if ((mask & KIND.missing) !== 0) {
      const other = kinds(node, possible(node) & ~mask, r)
      return not(other)
    }
    read(node, r, true)
    return conjoin([...noLists(node, r, node.path.length - 1), shapeOf(path, mask, spanOf(node, r))])
  }
  const role = r.roles.get(node) ?? 'scalar'
  const all = kindsOf(role)
  const wanted = mask & all
  const absent = KIND.missing | KIND.null
  const hollow = absent | KIND.emptyArray | KIND.emptyObject
  read(node, r, true)
  const full = all & ~hollow
  if ((wanted & absent) === 0 && (wanted & full) === full && role !== 'either') {
    // Holds something: an object with nothing in it is told apart by the assumption.
    if (role === 'scalar' && r.allowed('noEmptyObject', absolute(node))) {
      assume(r, 'noEmptyObject', node)
      return exists(path, spanOf(node, r))
    }
    if (role !== 'list') return shapeOf(path, wanted, spanOf(node, r))
    return wanted & KIND.emptyArray ? shapeOf(path, wanted, spanOf(node, r)) : shape(path, ['array'], spanOf(node, r))
  }
  if (
    (wanted & absent) === absent &&
    (wanted & full) === 0 &&
    role === 'scalar' &&
    r.allowed('noEmptyObject', absolute(node))
  ) {
    assume(r, 'noEmptyObject', node)
    return not(exists(path, spanOf(node, r)))
  }
  if ((all & ~wanted) === 0) return { kind: 'True' }
  if ((all & ~wanted) === KIND.missing) return not(shape(path, ['missing'], spanOf(node, r)))
  return shapeOf(path, wanted, spanOf(node, r))
}

/** A leaf of values, true only where Python sees one value. */
export function guarded(nodes: readonly Place[], leaf: Condition, r: Rendering): Condition {
  const tests: Condition[] = []
  for (const node of nodes) {
    read(node, r)
    if (r.explicit || r.roles.get(node) === 'either') tests.push(...noLists(node, r, node.path.length))
  }
  return tests.length === 0 ? leaf : and([...distinctChildren('And', tests), leaf])
}

export function listOnly(node: Place, made: Condition, r: Rendering): Condition {
  const tests = [...noLists(node, r, node.path.length - 1), shape(pathOf(node, r), ['array'], spanOf(node, r))]
  return and([...distinctChildren('And', tests), made])
}

function noLists(node: Place, r: Rendering, length: number): readonly Condition[] {
  const path = pathOf(node, r)
  const tests: Condition[] = []
  for (let i = 1; i <= length; i++) {
    tests.push(not(shape(path.slice(0, i), ['array', 'emptyArray'], spanOf(node, r))))
  }
  return tests
}

const SHAPES: readonly (readonly [number, ShapeKind])[] = [
  [KIND.missing, 'missing'],
  [KIND.null, 'null'],
  [KIND.boolean, 'boolean'],
  [KIND.number, 'number'],
  [KIND.string, 'string'],
  [KIND.emptyArray, 'emptyArray'],
  [KIND.array, 'array'],
  [KIND.emptyObject, 'emptyObject'],
  [KIND.object, 'object'],
]

function shapeOf(path: Path, mask: number, span: Span): Condition {
  return shape(
    path,
    SHAPES.filter(([kind]) => (mask & kind) !== 0).map(([, name]) => name),
    span,
  )
}

export function conjoin(children: readonly Condition[]): Condition {
  return children.length === 1 ? (children[0] as Condition) : and(children)
}

/** Python's True is 1: a rule that asks for numbers means no booleans. */
export function plainValues(values: readonly Scalar[], node: Place, r: Rendering): readonly Scalar[] {
  if (r.explicit || values.includes('') || !r.allowed('notBoolean', absolute(node))) return values
  const kept = values.filter((value, i) => {
    if (typeof value !== 'boolean') return true
    const number = values.indexOf(value ? 1 : 0)
    return number === -1 || number > i
  })
  if (kept.length < values.length) assume(r, 'notBoolean', node)
  return kept
}
