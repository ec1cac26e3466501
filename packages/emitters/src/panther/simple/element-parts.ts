import { type Condition, dotted, equals, type NodeOf, type Path, type Scalar, type ShapeKind } from '@ruleglot/core'
import { type FieldTest, fieldTestOf } from '../leaf-test.js'

/**
 * Shapes that the reader of match expressions puts around a test: that there is a list, that a value is none. They are
 * taken together with the test they belong to, since the expression for the test implies them.
 */

/** The test of one field, alone or with the shapes that say it holds one value. */
export function guardedTest(node: Condition): FieldTest | undefined {
  const own = fieldTestOf(node)
  if (own !== undefined || node.kind !== 'And') return own
  const parts = flatAnd(node)
  const tests = parts.filter((part) => fieldTestOf(part) !== undefined)
  const [test] = tests
  if (test === undefined || tests.length !== 1) return undefined
  const found = fieldTestOf(test) as FieldTest
  if (!Array.isArray(found.field)) return undefined
  const path = found.field as Path
  const guards = parts.filter((part) => part !== test)
  return guards.length > 0 && guards.every((guard) => isNoListAt(guard, path)) ? found : undefined
}

export type Quantified = NodeOf<'Some'> | NodeOf<'Every'> | NodeOf<'Count'>

/** A quantifier, alone or with the shapes that say there is a list. `shaped`: they do. */
export function quantified(node: Condition): { readonly node: Quantified; readonly shaped: boolean } | undefined {
  if (isQuantified(node)) return { node, shaped: false }
  if (node.kind !== 'And') return undefined
  const parts = flatAnd(node)
  const found = parts.filter(isQuantified)
  const [quantifier] = found
  if (quantifier === undefined || found.length !== 1) return undefined
  const rest = parts.filter((part) => part !== quantifier)
  const { path } = quantifier
  const implied = (part: Condition): boolean => isNoListAt(part, path.slice(0, -1)) || isList(part, path)
  return rest.every(implied) ? { node: quantifier, shaped: rest.some((part) => isList(part, path)) } : undefined
}

/** `Has`: an element of a list, or a part of a text. */
export function hasTest(node: Condition): { readonly path: Path; readonly value: Scalar } | undefined {
  return hasInList(node) ?? hasAnywhere(node)
}

/** Numbers and booleans are in lists only. */
function hasInList(node: Condition): { readonly path: Path; readonly value: Scalar } | undefined {
  const parts = flatAnd(node)
  const [element, shape] = parts
  if (element?.kind !== 'Compare' || element.op !== 'eq' || shape?.kind !== 'Shape') return undefined
  const { field, value } = element
  if (typeof value === 'string' || typeof value === 'object' || !Array.isArray(field)) return undefined
  const path = field as Path
  const rest = parts.slice(2).every((part) => isNoListAt(part, path.slice(0, -1)))
  return rest && sameField(shape.field, path) && shape.kinds.join() === 'array' ? { path, value } : undefined
}

function hasAnywhere(node: Condition): { readonly path: Path; readonly value: string } | undefined {
  if (node.kind !== 'Or' || node.children.length !== 2) return undefined
  const [element, part] = node.children as readonly [Condition, Condition]
  if (element.kind !== 'Compare' || element.op !== 'eq' || typeof element.value !== 'string') return undefined
  if (part.kind !== 'And' || part.children.length !== 2 || !Array.isArray(element.field)) return undefined
  const [shape, match] = part.children as readonly [Condition, Condition]
  const path = element.field as Path
  if (shape.kind !== 'Shape' || !sameField(shape.field, path) || shape.kinds.join() !== 'string') return undefined
  const contains: Condition = {
    kind: 'Match',
    field: path,
    pattern: [{ wildcard: 'many' }, element.value, { wildcard: 'many' }],
    ignoreCase: false,
    on: 'string',
  }
  return equals(match, contains) ? { path, value: element.value } : undefined
}

function flatAnd(node: Condition): readonly Condition[] {
  return node.kind === 'And' ? node.children.flatMap(flatAnd) : [node]
}

function isQuantified(node: Condition): node is Quantified {
  return node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count'
}

/** Not a list, at the path or above it. */
function isNoListAt(node: Condition, path: Path): boolean {
  if (node.kind !== 'Not' || node.child.kind !== 'Shape' || node.child.kinds.join() !== 'array') return false
  const guarded = node.child.field
  return path.some((_, i) => sameField(guarded, path.slice(0, i + 1)))
}

/** A list, be it empty; or, where the list is assumed, neither missing nor null. */
function isList(node: Condition, path: Path): boolean {
  const isShape = (one: Condition, kinds: readonly ShapeKind[]): boolean =>
    one.kind === 'Shape' && sameField(one.field, path) && [...one.kinds].sort().join() === [...kinds].sort().join()
  return isShape(node, ['array', 'emptyArray']) || (node.kind === 'Not' && isShape(node.child, ['missing', 'null']))
}

function sameField(a: Path, b: Path): boolean {
  return dotted(a) === dotted(b)
}
