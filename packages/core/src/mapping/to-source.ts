import { diagnostic } from '../diagnostics/diagnostic.js'
import { leafTest } from '../evaluate/leaf-test.js'
import { and, compare, exists, FALSE, not, opaque, or, some, TRUE } from '../ir/build.js'
import { fieldsRead, isPath } from '../ir/fields-read.js'
import type { Condition, Field, NodeOf, ValueExpression } from '../ir/node.js'
import { dotted, type Path, pathOf } from '../ir/path.js'
import { ANY_MANY } from '../ir/pattern.js'
import { simplify } from '../ir/simplify.js'
import { mapChildren } from '../ir/transform.js'
import { deepSimplify, derivedTest } from './derived-field.js'
import { exceptEmpty, failsOnEmpty } from './dropped-empties.js'
import { flattenScopes } from './flatten-scopes.js'
import { type MappingContext, routingValues, sourcesOf } from './mapping-context.js'
import type { DerivedField } from './pack.js'
import { packCondition } from './pack-condition.js'
import type { FieldSource } from './pack-index.js'
import { type Surroundings, specialise } from './surroundings.js'
import { valueTransform } from './transform.js'
import type { ValueLeaf } from './value-transform.js'

/**
 * A condition in a platform's names as a condition over the vendor's event: true of an event exactly when the condition
 * is true of what the platform makes of it. Every test is replaced by its definition; nothing is approximated. Fields the
 * pack does not know are reported, or keep their names.
 */
export function toSource(condition: Condition, context: MappingContext): Condition {
  const place = { context, names: [], raw: [], around: [], readsDerived: new Map() }
  return deepSimplify(convert(flattenScopes(condition), place))
}

interface Place {
  readonly context: MappingContext
  /** The element that paths are relative to, in the platform's names and in the vendor's. */
  readonly names: Path
  readonly raw: Path
  readonly around: Surroundings
  /** What is known of nodes outside elements: conjunctions in conjunctions ask again for all below. */
  readonly readsDerived: Map<Condition, boolean>
}

function convert(node: Condition, place: Place): Condition {
  switch (node.kind) {
    case 'And':
      return convertAnd(node, place)
    case 'Some':
    case 'Every':
    case 'Count':
      return convertScope(node, place)
    case 'CompareFields': {
      const left = convertField(node.left, node, place)
      const right = convertField(node.right, node, place)
      return left === undefined || right === undefined ? node : { ...node, left, right }
    }
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
    case 'Exists':
      return convertLeaf(node, place)
    case 'Tokens':
    case 'Shape': {
      if (node.kind === 'Shape' || isPath(node.field)) return convertNodeTest(node, place)
      unmapped(node, 'a pattern of names', 'Name the field.', place)
      return node
    }
    case 'Search':
      unmapped(node, 'a search of every field', 'Search the fields by name.', place)
      return node
    case 'Opaque':
      return node
    default:
      return mapChildren(node, (child) => convert(child, place))
  }
}

/** Derived fields, and those filled on some events only, are put in last: what stands beside them makes them short. */
function convertAnd(node: NodeOf<'And'>, place: Place): Condition {
  // What is for another log source is not looked at: its fields are not this one's.
  if (node.children.some((child) => isOfOtherSource(child, place))) return FALSE
  const waits = node.children.map((child) => readsDerived(child, place))
  const first = node.children.map((child, i) => (waits[i] ? undefined : convert(child, place)))
  const known = first
    .filter((child) => child !== undefined)
    .flatMap((child) => (child.kind === 'And' ? child.children : [child]))
  const inner = { ...place, around: place.raw.length === 0 ? [...place.around, ...known] : [] }
  const children = node.children.map((child, i) => first[i] ?? convert(child, inner))
  return simplify({ ...node, children })
}

/** A test of the routing, or of its contrary, that no event of the source passes. */
function isOfOtherSource(node: Condition, place: Place): boolean {
  const leaf = node.kind === 'Not' ? node.child : node
  if (place.names.length > 0 || !('field' in leaf) || !isPath(leaf.field) || leaf.kind === 'Shape') return false
  if (routingValues(dotted(leaf.field), place.context) === undefined) return false
  if (sourcesOf(leaf.field, place.context).length > 0 || derivedFields(dotted(leaf.field), place.context).length > 0) {
    return false
  }
  return simplify(convert(node, place)).kind === 'False'
}

function readsDerived(node: Condition, place: Place): boolean {
  if (place.names.length > 0) return false
  const known = place.readsDerived.get(node)
  if (known !== undefined) return known
  const found = findsDerived(node, place)
  place.readsDerived.set(node, found)
  return found
}

function findsDerived(node: Condition, place: Place): boolean {
  if ('field' in node && isPath(node.field)) {
    const { context } = place
    return (
      derivedFields(dotted(node.field), context).length > 0 ||
      sourcesOf(node.field, context).some(({ when }) => when !== undefined)
    )
  }
  if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count') return false
  let found = false
  mapChildren(node, (child) => {
    found ||= readsDerived(child, place)
    return child
  })
  return found
}

function derivedFields(name: string, { index, platform }: MappingContext): readonly DerivedField[] {
  return (index.pack.derived ?? []).filter((row) => row.platform === platform && row.field === name)
}

function convertScope(node: NodeOf<'Some' | 'Every' | 'Count'>, place: Place): Condition {
  const names = [...place.names, ...node.path]
  const raw = rawContainer(names, node, place)
  if (raw === undefined) return node
  const inner: Place = { ...place, names, raw, around: [] }
  const condition = convert(node.condition, inner)
  if (
    dropsEmpty(place) &&
    (node.kind === 'Count' || !failsOnEmpty(node.kind === 'Every' ? not(condition) : condition))
  ) {
    inexpressible(dotted(names), node, 'elements that hold nothing are not stored', place.context)
  }
  return simplify({ ...node, path: raw.slice(place.raw.length), condition })
}

/** A list of objects keeps its elements on both sides only where the pack names the list itself. */
function rawContainer(names: Path, node: Condition, { context, raw }: Place): Path | undefined {
  const name = dotted(names)
  const [source] = sourcesOf(names, context).filter(
    ({ transform, pair }) => transform === undefined && pair === undefined,
  )
  if (source === undefined) {
    if (context.unmapped === 'keep') return names
    unmappedField(name, node, context)
    return undefined
  }
  const path = pathOf(source.path)
  if (dotted(path.slice(0, raw.length)) === dotted(raw)) return path
  scopeProblem(name, node, context)
  return undefined
}

/** A leaf that speaks of values: the definitions of its field, each with its part of the events. */
function convertLeaf(node: ValueLeaf, place: Place): Condition {
  if (!isPath(node.field)) {
    const field = convertField(node.field, node, place)
    if (field === undefined) return node
    const test = { ...node, field } as Condition
    const read = dropsEmpty(place) && !isPath(field) ? fieldsRead(test) : []
    return read.length === 0 ? test : and([test, ...read.map((path) => not(compare(path, 'eq', '')))])
  }
  const { context } = place
  const absolute = [...place.names, ...node.field]
  const name = dotted(absolute)
  const route = routingValues(name, context)
  const [derived] = derivedFields(name, context)
  if (derived !== undefined) return withSpans(derivedTest(node, derived, context.index, place.around), node)
  const sources = sourcesOf(absolute, context)
  if (route !== undefined && sources.length === 0) {
    const isTrue = node.kind === 'Exists' || route.some((value) => leafTest(node)(value, undefined) === true)
    return isTrue ? TRUE : FALSE
  }
  if (sources.length === 0) {
    if (context.unmapped === 'refuse') unmappedField(name, node, context)
    return node
  }
  return coalesced(sources, node, place, (source, leaf) => valueTest(source, leaf, place))
}

/** A platform fills a field from the first of its sources that has a value. */
function coalesced(
  sources: readonly FieldSource[],
  node: Condition,
  place: Place,
  test: (source: FieldSource, node: ValueLeaf) => Condition | undefined,
): Condition {
  const parts: Condition[] = []
  const earlier: Condition[] = []
  for (const source of sources) {
    const condition = test(source, node as ValueLeaf)
    if (condition === undefined) return node
    const given = (part: Condition): Condition => specialise(part, place.around, place.context.index)
    const when = source.when === undefined ? TRUE : given(packCondition(source.when))
    parts.push(and([when, ...earlier.map((one) => not(one)), condition]))
    if (sources.length > 1) earlier.push(given(sourceExists(source, place)))
  }
  return deepSimplify(or(parts))
}

function sourceExists(source: FieldSource, place: Place): Condition {
  const { path, pair, when, transform } = source
  const value =
    pair === undefined
      ? stored(valueTransform(transform).preimage(exists(pathOf(path)), pathOf(path)), source, pathOf(path), place)
      : some(pathOf(path), and([compare(pathOf(pair.key), 'eq', pair.keyIs), exists(pathOf(pair.value))]))
  return when === undefined ? value : and([packCondition(when), value])
}

function valueTest(source: FieldSource, node: ValueLeaf, place: Place): Condition | undefined {
  const transform = valueTransform(source.transform)
  if (source.pair !== undefined) {
    const { key, keyIs, value } = source.pair
    const test = transform.preimage(node, pathOf(value))
    return some(pathOf(source.path), and([compare(pathOf(key), 'eq', keyIs), test]), node.span)
  }
  const path = relative(source, node, place)
  return path === undefined ? undefined : stored(transform.preimage(node, path), source, path, place)
}

/** The test as it is of values that the platform stores. `field` is the vendor's name in the scope. */
function stored(test: Condition, { path, transform }: FieldSource, field: Path, place: Place): Condition {
  const { index, platform } = place.context
  const drops = index.pack.platforms[platform]?.dropsEmpty ?? false
  if (drops === false) return test
  const kept = exceptEmpty(test, field, index.facts(path), transform === 'stringify')
  if (drops === 'unsure' && kept !== test) {
    return opaque('mapping', `whether ${platform} stores an empty ${path}`, [field], test.span)
  }
  if (kept === undefined) inexpressible(path, test, 'empty texts are not stored', place.context)
  return kept ?? test
}

function dropsEmpty({ context: { index, platform } }: Place): boolean {
  return index.pack.platforms[platform]?.dropsEmpty === true
}

function relative(source: FieldSource, node: Condition, { raw, context }: Place): Path | undefined {
  const path = pathOf(source.path)
  if (dotted(path.slice(0, raw.length)) === dotted(raw)) return path.slice(raw.length)
  scopeProblem(source.name, node, context)
  return undefined
}

/** Tests of nodes, and of words: they can be moved to another name, but not through a change of values. */
function convertNodeTest(node: NodeOf<'Shape' | 'Tokens'>, place: Place): Condition {
  const absolute = [...place.names, ...(node.field as Path)]
  const name = dotted(absolute)
  const { context } = place
  if (node.kind === 'Shape' && node.field.length === 0 && place.names.length > 0) return node
  const sources = sourcesOf(absolute, context)
  const [source] = sources
  const asksOnlyAbsence = node.kind === 'Shape' && node.kinds.every((kind) => kind === 'missing' || kind === 'null')
  if (source === undefined) {
    if (context.unmapped === 'refuse') unmappedField(name, node, context)
    return node
  }
  const isPlain = sources.length === 1 && source.pair === undefined && source.when === undefined
  if (node.kind === 'Shape' && asksOnlyAbsence && dropsEmpty(place) && source.pair === undefined) {
    // What holds nothing is not stored, and null is not.
    return node.kinds.includes('missing') ? not(convertLeaf(exists(node.field, node.span), place)) : FALSE
  }
  if (!isPlain || (source.transform !== undefined && !asksOnlyAbsence)) {
    inexpressible(name, node, 'its value is made from others', context)
    return node
  }
  const path = relative(source, node, place)
  return path === undefined ? node : { ...node, field: path }
}

/** A field inside an expression or beside another field: only its name may change. */
function convertField(field: Field, node: Condition, place: Place): Field | undefined {
  if (isPath(field)) {
    const absolute = [...place.names, ...field]
    const { context } = place
    const sources = sourcesOf(absolute, context)
    const [source] = sources
    if (source === undefined) {
      if (context.unmapped === 'keep') return field
      unmappedField(dotted(absolute), node, context)
      return undefined
    }
    if (
      sources.length > 1 ||
      source.transform !== undefined ||
      source.pair !== undefined ||
      source.when !== undefined
    ) {
      inexpressible(dotted(absolute), node, 'its value is made from others', context)
      return undefined
    }
    return relative(source, node, place)
  }
  if ('pattern' in field) return convertPattern(field, node, place)
  return convertExpression(field, node, place)
}

function convertExpression(expression: ValueExpression, node: Condition, place: Place): ValueExpression | undefined {
  const args: ValueExpression['args'][number][] = []
  for (const arg of expression.args) {
    if (Array.isArray(arg)) {
      const field = convertField(arg as Path, node, place)
      if (field === undefined) return undefined
      args.push(field as Path)
    } else if ('call' in arg) {
      const inner = convertExpression(arg as ValueExpression, node, place)
      if (inner === undefined) return undefined
      args.push(inner)
    } else args.push(arg)
  }
  return { ...expression, args }
}

/** A pattern of names is one field where the pack writes its name with the same star. */
function convertPattern(field: Extract<Field, { pattern: unknown }>, node: Condition, place: Place): Field | undefined {
  const name = field.pattern
    .map((part) => (typeof part === 'string' ? part : part.wildcard === 'many' ? '*' : '?'))
    .join('')
  const [source] = place.context.index.sources(place.context.platform, name, false)
  if (place.names.length === 0 && source !== undefined && name.includes('*') && source.transform === undefined) {
    return pathOf(source.path)
  }
  if (place.context.unmapped === 'keep') return field
  unmapped(node, `the pattern of names ${name}`, 'Name the fields.', place)
  return undefined
}

export function starPattern(name: string): Extract<Field, { pattern: unknown }> {
  return { pattern: name.split('*').flatMap((text, i) => (i === 0 ? [text] : [ANY_MANY, text])) }
}

function unmappedField(name: string, node: Condition, context: MappingContext): void {
  if (name === '') return
  context.diagnostics.push(
    diagnostic('mapping/unmapped-field', `The mapping ${context.index.pack.id} does not know ${name}.`, {
      ...(node.span === undefined ? {} : { span: node.span }),
      hint: 'Add a row to the mapping, or keep the name with --unmapped keep.',
      effect: 'unknown',
      data: { field: name, platform: context.platform },
    }),
  )
}

function unmapped(node: Condition, what: string, hint: string, { context }: Place): void {
  context.diagnostics.push(
    diagnostic('mapping/inexpressible', `A mapping between platforms cannot follow ${what}.`, {
      ...(node.span === undefined ? {} : { span: node.span }),
      hint,
      effect: 'unknown',
    }),
  )
}

function inexpressible(name: string, node: Condition, why: string, context: MappingContext): void {
  context.diagnostics.push(
    diagnostic('mapping/inexpressible', `The test of ${name} cannot be carried over: ${why}.`, {
      ...(node.span === undefined ? {} : { span: node.span }),
      hint: 'Test the field with an equality or a pattern.',
      effect: 'unknown',
      data: { field: name },
    }),
  )
}

function scopeProblem(name: string, node: Condition, context: MappingContext): void {
  context.diagnostics.push(
    diagnostic('mapping/element-scope', `${name} does not stand in the list that the tests around it speak of.`, {
      ...(node.span === undefined ? {} : { span: node.span }),
      hint: 'Test each field by itself.',
      effect: 'unknown',
      data: { field: name },
    }),
  )
}

function withSpans(condition: Condition, { span }: Condition): Condition {
  if (span === undefined || condition.kind === 'True' || condition.kind === 'False') return condition
  return { ...condition, span }
}
