import { parseAddress } from '../evaluate/address.js'
import { canonicalText } from '../evaluate/canonical-text.js'
import { foldText } from '../evaluate/fold-text.js'
import { leafTest } from '../evaluate/leaf-test.js'
import { compare, exists, FALSE, isIn, not, or, TRUE } from '../ir/build.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition, InNode, MatchNode, NodeOf, Scalar, ShapeKind } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { literalOf, type Pattern } from '../ir/pattern.js'
import { simplify } from '../ir/simplify.js'
import { mapChildren } from '../ir/transform.js'
import type { PackFieldType } from './pack.js'
import type { PackIndex, PathFacts } from './pack-index.js'

/** A value that a rule spells in its own way, and how the vendor spells it. */
export interface Respelling {
  readonly field: string
  readonly from: string
  /** Undefined: the pack knows only that there is one spelling, not which. */
  readonly to?: string
}

/**
 * A condition over vendor's names with what the pack knows of the values put in: values of types that the field does not
 * hold are left out, letter case is settled where values are spelled one way, closed vocabularies become lists. The
 * same meaning on every event that keeps the pack's facts.
 */
export function applyFacts(
  condition: Condition,
  index: PackIndex,
  respelled: (entry: Respelling) => void = () => {},
): Condition {
  return simplify(rewrite(condition, { index, scope: [], respelled }))
}

interface Context {
  readonly index: PackIndex
  readonly scope: Path
  readonly respelled: (entry: Respelling) => void
}

function rewrite(node: Condition, context: Context): Condition {
  const inside =
    node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count'
      ? { ...context, scope: [...context.scope, ...node.path] }
      : context
  if (node.kind === 'Search' || node.kind === 'Opaque') return node
  const children = mapChildren(node, (child) => rewrite(child, inside))
  const changed = simplify(children.kind === 'And' ? withoutKnownShapes(children, context) : children)
  if (!('field' in changed) || !isPath(changed.field)) return changed
  const name = dotted([...context.scope, ...changed.field])
  const facts = context.index.facts(name)
  if (facts === undefined) return changed
  // Inside an element, the list around it is no list any more.
  const list = context.index.listAt(name)
  const many = list !== undefined && list.length > dotted(context.scope).length
  return knownLeaf(changed, name, { ...facts, many }, context)
}

/** That a list is there, and no other thing, goes without saying beside a test of its elements. */
function withoutKnownShapes(node: NodeOf<'And'>, { index, scope }: Context): Condition {
  const tested = new Set(node.children.flatMap((child) => (child.kind === 'Some' ? [dotted(child.path)] : [])))
  const children = node.children.filter(
    (child) =>
      child.kind !== 'Shape' ||
      !child.kinds.includes('array') ||
      !tested.has(dotted(child.field)) ||
      index.listAt(dotted([...scope, ...child.field])) !== dotted([...scope, ...child.field]),
  )
  return children.length === node.children.length ? node : { ...node, children }
}

function knownLeaf(node: Condition, name: string, facts: PathFacts, context: Context): Condition {
  switch (node.kind) {
    case 'Compare': {
      if (node.op !== 'eq' || typeof node.value === 'object') return node
      // IPv4 has one spelling; vendors write one IPv6 address in several, in either letter case.
      if (node.domain === 'ip' && facts.type === 'ip' && parseAddress(String(node.value))?.family === 4) {
        return compare(node.field, 'eq', node.value, spanOf(node))
      }
      if (node.domain !== undefined) return node
      return oneOf(node, name, [node.value], facts, context)
    }
    case 'In':
      return oneOf(node, name, node.values, facts, context)
    case 'Match':
      return knownMatch(node, name, facts, context)
    case 'Regex': {
      if (facts.type === 'object') return FALSE
      if (facts.closed === true && facts.values !== undefined) {
        const test = leafTest(node)
        return valuesIn(
          node,
          facts.values.filter((value) => test(value, undefined) === true),
        )
      }
      return typeKind(facts.type) === 'string' ? { ...node, on: 'string' } : node
    }
    case 'Shape':
      return knownShape(node, name, facts, context)
    default:
      return node
  }
}

/** Equality with one of some values: those that can occur. */
function oneOf(
  node: NodeOf<'Compare'> | InNode,
  name: string,
  values: readonly Scalar[],
  facts: PathFacts,
  context: Context,
): Condition {
  const kind = typeKind(facts.type)
  const possible = values.filter((value) => {
    if (facts.type === 'object') return false
    if (kind !== undefined && typeof value !== kind) return false
    if (value === '' && facts.neverEmpty === true) return false
    return facts.closed !== true || facts.values === undefined || facts.values.includes(String(value))
  })
  if (possible.length === values.length) return node
  for (const value of values) {
    if (possible.includes(value) || typeof value !== 'string') continue
    const spelled = facts.values?.find((known) => foldText(known) === foldText(value))
    if (spelled !== undefined) context.respelled({ field: name, from: value, to: value })
  }
  return valuesIn(node, possible)
}

function valuesIn(node: NodeOf<'Compare' | 'In' | 'Match' | 'Regex'>, values: readonly Scalar[]): Condition {
  if (values.length === 0) return FALSE
  const [only] = values
  return values.length === 1
    ? compare(node.field, 'eq', only as Scalar, spanOf(node))
    : isIn(node.field, values, node.span)
}

function knownMatch(node: MatchNode, name: string, facts: PathFacts, context: Context): Condition {
  if (facts.type === 'object') return FALSE
  const kind = typeKind(facts.type)
  const literal = literalOf(node.pattern)
  if (kind === 'number' || kind === 'boolean') {
    if (node.on === 'string') return FALSE
    if (literal === undefined) return node
    const value = kind === 'number' ? numberOf(literal) : booleanOf(node.ignoreCase ? literal.toLowerCase() : literal)
    return value === undefined ? FALSE : compare(node.field, 'eq', value, spanOf(node))
  }
  const plain: MatchNode = kind === 'string' ? { ...node, on: 'string' } : node
  if (facts.values !== undefined && facts.closed === true) {
    const test = leafTest(plain)
    const fitting = facts.values.filter((value) => test(value, undefined) === true)
    if (literal !== undefined && fitting.length === 1 && fitting[0] !== literal) {
      context.respelled({ field: name, from: literal, to: fitting[0] as string })
    }
    return valuesIn(plain, fitting)
  }
  const settled = plain.ignoreCase ? settleCase(plain, name, facts, context) : plain
  if (settled.kind !== 'Match' || settled.ignoreCase || settled.on === 'scalar') return settled
  const text = literalOf(settled.pattern)
  if (text === undefined) return settled
  return text === '' && facts.neverEmpty === true ? FALSE : compare(settled.field, 'eq', text, spanOf(settled))
}

/** Letter case is no question where values are spelled one way: the pattern takes that spelling. */
function settleCase(node: MatchNode, name: string, facts: PathFacts, context: Context): Condition {
  if (facts.type === 'ip' || facts.type === 'date')
    return isSpelledOnce(node, facts.type) ? { ...node, ignoreCase: false } : node
  if (facts.case === 'lower' || facts.case === 'upper') return settleFoldedCase(node, name, facts, context)
  if (facts.case !== 'fixed') return node
  const known = facts.values ?? []
  const literal = literalOf(node.pattern)
  if (literal !== undefined) {
    const spellings = known.filter((value) => foldText(value) === foldText(literal))
    if (spellings.length === 0) {
      if (hasLetters(literal)) context.respelled({ field: name, from: literal })
      return { ...node, ignoreCase: false }
    }
    for (const to of spellings) if (to !== literal) context.respelled({ field: name, from: literal, to })
    return valuesIn(node, spellings)
  }
  // Known values say how they are spelled themselves, not how the others are that a pattern takes in.
  const hasCase = node.pattern.some((part) => typeof part === 'string' && hasLetters(part))
  return hasCase ? node : { ...node, ignoreCase: false }
}

/** The letters of a date are its capital T and Z; those of an IPv6 address come in either case. */
function isSpelledOnce({ pattern }: MatchNode, type: 'ip' | 'date'): boolean {
  return pattern.every(
    (part) => typeof part !== 'string' || !hasLetters(type === 'date' ? part.replace(/[TZ]/g, '') : part),
  )
}

/** All values are in one case, but for known ones that are not: those are decided one by one. */
function settleFoldedCase(node: MatchNode, name: string, facts: PathFacts, context: Context): Condition {
  // Lower and upper case are of ASCII here: beyond, they are not what letters are compared by.
  if (node.pattern.some((part) => typeof part === 'string' && !ASCII.test(part))) return node
  const fold = facts.case === 'lower' ? (text: string) => text.toLowerCase() : (text: string) => text.toUpperCase()
  const pattern = node.pattern.map((part) => (typeof part === 'string' ? fold(part) : part))
  const settled: MatchNode = { ...node, pattern, ignoreCase: false }
  const [anyCase, oneCase] = [leafTest(node), leafTest(settled)]
  const others = (facts.values ?? []).filter(
    (value) => fold(value) !== value && anyCase(value, undefined) === true && oneCase(value, undefined) !== true,
  )
  const literal = literalOf(node.pattern)
  const [only] = others
  if (literal !== undefined && only !== undefined) {
    if (only !== literal) context.respelled({ field: name, from: literal, to: only })
    return valuesIn(node, others)
  }
  note(node.pattern, pattern, name, context)
  return others.length === 0 ? settled : or([settled, valuesIn(node, others)], node.span)
}

const ASCII = /^\p{ASCII}*$/u

function note(from: Pattern, to: Pattern, name: string, { respelled }: Context): void {
  from.forEach((part, i) => {
    const spelled = to[i]
    if (typeof part === 'string' && typeof spelled === 'string' && spelled !== part) {
      respelled({ field: name, from: part, to: spelled })
    }
  })
}

/** What stands at the path of a field that holds one value of one type: nothing, null, or the value. */
function knownShape(node: NodeOf<'Shape'>, name: string, facts: PathFacts, { index }: Context): Condition {
  const kind = typeKind(facts.type)
  if (facts.many && index.listAt(name) === name) return amongKinds(node, ['missing', 'null', 'array', 'emptyArray'])
  if (!facts.many && facts.type === 'object') return amongKinds(node, ['missing', 'null', 'object', 'emptyObject'])
  if (kind === undefined || facts.many) return node
  const holds = (wanted: ShapeKind): boolean => node.kinds.includes(wanted)
  const [missing, nothing, value] = [holds('missing'), holds('null'), holds(kind)]
  if (missing && nothing) return value ? TRUE : not(exists(node.field, node.span), node.span)
  if (!missing && !nothing) return value ? exists(node.field, node.span) : FALSE
  const kinds = (['missing', 'null', kind] as const).filter(holds)
  return { ...node, kinds }
}

/** What can stand there, and no more. */
function amongKinds(node: NodeOf<'Shape'>, possible: readonly ShapeKind[]): Condition {
  const kinds = node.kinds.filter((kind) => possible.includes(kind))
  if (kinds.length === 0) return FALSE
  return kinds.length === possible.length ? TRUE : kinds.length === node.kinds.length ? node : { ...node, kinds }
}

/** The JSON type of a field's values. */
export function typeKind(type: PackFieldType | undefined): 'string' | 'number' | 'boolean' | undefined {
  switch (type ?? 'keyword') {
    case 'keyword':
    case 'text':
    case 'ip':
    case 'date':
      return 'string'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'object':
      return undefined
  }
}

function numberOf(text: string): number | undefined {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) && canonicalText(number) === text ? number : undefined
}

function booleanOf(text: string): boolean | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : undefined
}

function hasLetters(text: string): boolean {
  return text.toLowerCase() !== text.toUpperCase()
}

function spanOf(node: Condition): { readonly span?: NonNullable<Condition['span']> } {
  return node.span === undefined ? {} : { span: node.span }
}
