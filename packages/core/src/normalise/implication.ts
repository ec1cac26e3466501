import { networkContains, parseNetwork } from '../evaluate/address.js'
import { orderIn } from '../evaluate/compare-values.js'
import { foldText } from '../evaluate/fold-text.js'
import { leafTest, type MatcherNode } from '../evaluate/leaf-test.js'
import { isFieldTest } from '../ir/field-test.js'
import type { CompareNode, Condition, MatchNode, Scalar, ShapeKind } from '../ir/node.js'
import type { Pattern } from '../ir/pattern.js'
import type { Literal } from './literals.js'
import { equalities } from './merge-alternatives.js'
import { patternIncludes } from './pattern-inclusion.js'

/** How much is known about the field that two leaves share. */
export type Cardinality =
  /** Any number of nodes. */
  | 'any'
  /** At most one value; no array there. It may stand beside null. */
  | 'scalar'
  /** The empty path of an element: exactly one node, neither an array nor null. */
  | 'element'

/** Whether the first literal being true is known to make the second true, on every event. Both read the same field. */
export function implies(given: Literal, wanted: Literal, cardinality: Cardinality): boolean {
  if (given.negated && wanted.negated) return leafImplies(wanted.leaf, given.leaf, cardinality)
  if (!given.negated && !wanted.negated) return leafImplies(given.leaf, wanted.leaf, cardinality)
  return given.negated ? allOthers(given.leaf, wanted.leaf) : excludes(given.leaf, wanted.leaf, cardinality)
}

/**
 * The same where `upper` asks about a path above the field of `lower`: a value below makes the path exist, and keeps it
 * from missing.
 */
export function impliesUpward(lower: Literal, upper: Literal): boolean {
  if (lower.negated || !VALUE_LEAVES.has(lower.leaf.kind)) return false
  return upper.negated ? upper.leaf.kind === 'Shape' && isMissing(upper.leaf.kinds) : upper.leaf.kind === 'Exists'
}

function leafImplies(given: Condition, wanted: Condition, cardinality: Cardinality): boolean {
  if (wanted.kind === 'Exists') return VALUE_LEAVES.has(given.kind)
  if (wanted.kind === 'Shape') return shapeImplied(given, wanted.kinds, cardinality)
  if (!isMatcher(given) || !isMatcher(wanted)) return false
  const values = equalities(given)?.values
  if (values !== undefined) return values.every(coveredBy([wanted]))
  if (wanted.kind === 'Match' && isAnything(wanted)) {
    return wanted.on === 'scalar' || typesOf(given).every((type) => type === 'string')
  }
  if (given.kind === 'Match' && wanted.kind === 'Match') return matchImplies(given, wanted)
  if (given.kind === 'Compare' && wanted.kind === 'Compare') return orderImplies(given, wanted)
  if (given.kind === 'Cidr' && wanted.kind === 'Cidr') {
    const [inner, outer] = [parseNetwork(given.network), parseNetwork(wanted.network)]
    return inner !== undefined && outer !== undefined && inner.prefix >= outer.prefix && networkContains(outer, inner)
  }
  return false
}

/** A test whether one of the leaves is true of a field that holds this one value. */
export function coveredBy(leaves: readonly MatcherNode[]): (value: Scalar) => boolean {
  const tests = leaves.map(leafTest)
  return (value) => tests.some((test) => test(value, undefined) === true)
}

export function isMatcher(node: Condition): node is MatcherNode {
  return MATCHERS.has(node.kind)
}

const MATCHERS: ReadonlySet<string> = new Set(['Compare', 'In', 'Match', 'Regex', 'Cidr'])
/** Leaves that only a value makes true. */
const VALUE_LEAVES: ReadonlySet<string> = new Set([...MATCHERS, 'Tokens', 'CompareFields', 'Exists'])

function matchImplies(given: MatchNode, wanted: MatchNode): boolean {
  if (given.on === 'scalar' && wanted.on === 'string') return false
  if (given.ignoreCase && !wanted.ignoreCase) return false
  return patternIncludes(wanted.pattern, wanted.ignoreCase ? foldedPattern(given) : given.pattern)
}

function foldedPattern(node: MatchNode): Pattern {
  const known = foldedPatterns.get(node)
  if (known !== undefined) return known
  const folded = node.pattern.map((part) => (typeof part === 'string' ? foldText(part) : part))
  foldedPatterns.set(node, folded)
  return folded
}

const foldedPatterns = new WeakMap<MatchNode, Pattern>()

function isAnything({ pattern }: MatchNode): boolean {
  const [only] = pattern
  return pattern.length === 1 && typeof only === 'object' && only.wildcard === 'many'
}

/** `> 7` implies `>= 5` in the same domain. */
function orderImplies(given: CompareNode, wanted: CompareNode): boolean {
  const { domain } = wanted
  if (domain === undefined || given.domain !== domain) return false
  if (typeof given.value === 'object' || typeof wanted.value === 'object') return false
  const order =
    domain === 'instant' ? Number(given.value) - Number(wanted.value) : orderIn(domain, given.value, wanted.value)
  if (order === undefined) return false
  const strict = given.op === 'lt' || given.op === 'gt'
  if (wanted.op === 'gt' || wanted.op === 'ge') {
    if (given.op === 'lt' || given.op === 'le') return false
    return order > 0 || (order === 0 && (strict || wanted.op === 'ge'))
  }
  if (wanted.op === 'eq' || given.op === 'gt' || given.op === 'ge') return given.op === 'eq' && order === 0
  return order < 0 || (order === 0 && (strict || wanted.op === 'le'))
}

type ValueType = 'string' | 'number' | 'boolean' | 'object'

/** The types of the values that can make a leaf true. */
function typesOf(leaf: Condition): readonly ValueType[] {
  switch (leaf.kind) {
    case 'Cidr':
    case 'Tokens':
      return ['string']
    case 'Match':
    case 'Regex':
      return leaf.on === 'string' ? ['string'] : ['string', 'number', 'boolean']
    case 'Compare':
    case 'In': {
      const values = equalities(leaf)?.values
      if (values !== undefined) return [...new Set(values.map((value) => typeof value as ValueType))]
      const domain = leaf.kind === 'Compare' ? leaf.domain : undefined
      return domain === 'number' ? ['number'] : domain === 'numeric' ? ['string', 'number'] : ['string']
    }
    default:
      return ['string', 'number', 'boolean', 'object']
  }
}

/** A value stands in a node of its own type, or in an array. */
function shapeImplied(given: Condition, kinds: readonly ShapeKind[], cardinality: Cardinality): boolean {
  if (given.kind === 'Shape') return given.kinds.every((kind) => kinds.includes(kind))
  if (!isFieldTest(given)) return false
  return typesOf(given).every((type) => kinds.includes(type)) && (cardinality !== 'any' || kinds.includes('array'))
}

/** Whether a true `given` makes `other` false. */
function excludes(given: Condition, other: Condition, cardinality: Cardinality): boolean {
  if (other.kind !== 'Shape') return given.kind === 'Shape' && excludes(other, given, cardinality)
  if (given.kind === 'Shape') {
    // A field that is missing has no other node, and one that has a node is not missing.
    const [a, b] = [given.kinds, other.kinds]
    if (isMissing(a) || isMissing(b)) return !a.some((kind) => b.includes(kind))
    return cardinality === 'element' && !a.some((kind) => b.includes(kind))
  }
  if (given.kind !== 'CompareFields' && !isFieldTest(given)) return false
  if (isMissing(other.kinds)) return true
  if (cardinality === 'any' || given.kind === 'CompareFields') return false
  const types: readonly ShapeKind[] = typesOf(given)
  return !other.kinds.some((kind) => types.includes(kind) || (kind === 'null' && cardinality === 'scalar'))
}

function isMissing(kinds: readonly ShapeKind[]): boolean {
  return kinds.length === 1 && kinds[0] === 'missing'
}

const ALL_SHAPES: readonly ShapeKind[] = [
  'missing',
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'emptyArray',
  'object',
  'emptyObject',
]

/** A field without nodes of these kinds is missing or has nodes of the others. */
function allOthers(absent: Condition, wanted: Condition): boolean {
  if (absent.kind !== 'Shape' || wanted.kind !== 'Shape') return false
  return ALL_SHAPES.every((kind) => absent.kinds.includes(kind) || wanted.kinds.includes(kind))
}
