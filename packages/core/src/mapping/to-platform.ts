import { diagnostic } from '../diagnostics/diagnostic.js'
import { and, compare, exists, FALSE, isIn } from '../ir/build.js'
import { equals } from '../ir/equals.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition, Field, NodeOf, Scalar, ValueExpression } from '../ir/node.js'
import { dotted, type Path, pathOf } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'
import type { Span } from '../source/span.js'
import { applyFacts } from './apply-facts.js'
import { deepSimplify, recogniseDerived } from './derived-field.js'
import { emptinessTest } from './dropped-empties.js'
import { elementScopes } from './element-scopes.js'
import { flattenScopes } from './flatten-scopes.js'
import { isForLogTypes, type MappingContext } from './mapping-context.js'
import { packCondition } from './pack-condition.js'
import type { FieldTarget, PackIndex } from './pack-index.js'
import { sharedEqualities } from './shared-equalities.js'
import { type Surroundings, specialise } from './surroundings.js'
import { starPattern, toSource } from './to-source.js'
import { valueTransform } from './transform.js'
import type { ValueLeaf } from './value-transform.js'
import { wholeKeys } from './whole-keys.js'
import { withinText } from './within-text.js'

/** A condition in a platform's names, and the names that were given. */
export interface Written {
  readonly condition: Condition
  readonly names: readonly { readonly path: string; readonly name: string }[]
}

/**
 * A condition over the vendor's event in a platform's names. Each test goes to the first name that says exactly that;
 * where only a name that loses something is left, it is taken and reported. Whether the whole still means the same is
 * for the comparison to say, not for this.
 */
export function toPlatform(condition: Condition, context: MappingContext): Written {
  const names = new Map<string, string>()
  const place: Place = { context, raw: [], names: [], beside: [], given: names }
  const flat = flattenScopes(condition)
  const { index, platform, listsWhole } = context
  const scoped = listsWhole === true ? elementScopes(flat, index, (list) => hasName(list, index, platform)) : flat
  const converted = wholeKeys(convert(scoped, place), index)
  const written = index.pack.platforms[platform]?.dropsEmpty === true ? deepSimplify(converted) : converted
  return { condition: written, names: [...names].map(([path, name]) => ({ path, name })) }
}

function hasName(list: string, index: PackIndex, platform: string): boolean {
  return (index.names(platform, list) ?? []).some(
    ({ name, transform, pair }) => transform === undefined && pair === undefined && !name.includes('*'),
  )
}

interface Place {
  readonly context: MappingContext
  readonly raw: Path
  readonly names: Path
  /** What holds beside the node, the node itself perhaps among it: all nodes of a conjunction share one list. */
  readonly beside: Surroundings
  readonly itself?: Condition
  readonly given: Map<string, string>
  /** Below an `or` or a `not`: what is said here may be left out, and the rule still says something. */
  readonly spare?: boolean
}

function convert(node: Condition, place: Place): Condition {
  switch (node.kind) {
    case 'And':
    case 'Or':
    case 'Not':
      return convertConnective(node, place)
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
      return convertDerived([node], place)[0] ?? convertLeaf(node, place)
    case 'Shape': {
      if (node.field.length === 0 && place.raw.length > 0) return node
      const field = convertField(node.field, node, place)
      return field === undefined || !isPath(field) ? node : { ...node, field }
    }
    case 'Tokens': {
      const field = convertField(node.field, node, place)
      return field === undefined ? node : { ...node, field }
    }
    default:
      return mapChildren(node, (child) => convert(child, place))
  }
}

function convertConnective(node: NodeOf<'And' | 'Or' | 'Not'>, place: Place): Condition {
  if (node.kind !== 'And') {
    const whole = place.raw.length === 0 ? convertDerived([node], place) : []
    return whole[0] ?? mapChildren(node, (child) => convert(child, { ...place, spare: true }))
  }
  if (place.raw.length > 0) return mapChildren(node, (child) => convert(child, place))
  const derived = convertDerived(node.children, place)
  const shared = sharedFacts(node.children)
  const beside = [...place.beside, ...node.children.filter(isSimple), ...[...shared.values()].flat()]
  const inside = { ...place, beside }
  const children = node.children.map((child, i) => {
    if (isSimple(child)) return derived[i] ?? convert(child, { ...inside, itself: child })
    // What a disjunction says settles nothing in itself.
    const own = shared.get(child)
    const around = own === undefined ? inside : { ...inside, beside: beside.filter((one) => !own.includes(one)) }
    return derived[i] ?? convert(child, around)
  })
  const kept = children.filter((child) => child !== GONE)
  return kept.length === 1 ? (kept[0] as Condition) : { ...node, children: kept }
}

/** Of the first few disjunctions: each has surroundings of its own, as long as the conjunction. */
function sharedFacts(children: readonly Condition[]): ReadonlyMap<Condition, readonly Condition[]> {
  const facts = new Map<Condition, readonly Condition[]>()
  for (const child of children) {
    const own = child.kind === 'Or' ? sharedEqualities(child) : []
    if (own.length > 0) facts.set(child, own)
    if (facts.size === MOST_SHARED) break
  }
  return facts
}

const MOST_SHARED = 8

const GONE: Condition = { kind: 'True' }

/** Made only where it is asked for: it is as long as the conjunction. */
function aroundOf({ beside, itself }: Place): Surroundings {
  return itself === undefined ? beside : beside.filter((one) => one !== itself)
}

function isSimple(node: Condition): boolean {
  return node.kind === 'Compare' || node.kind === 'In' || node.kind === 'Match'
}

/** Tests that together are the definition of a derived field become a test of it; the first stands for all. */
function convertDerived(conjuncts: readonly Condition[], place: Place): readonly (Condition | undefined)[] {
  const { index, platform } = place.context
  const result: (Condition | undefined)[] = conjuncts.map(() => undefined)
  const fields = (index.pack.derived ?? []).filter((row) => row.platform === platform && row.write === true)
  if (fields.length === 0 || place.raw.length > 0) return result
  const found = recogniseDerived(conjuncts, fields, index, () => aroundOf(place))
  if (found === undefined) return result
  const [first = 0] = found.replaces
  const last = Math.max(...found.replaces)
  for (const at of found.replaces) result[at] = GONE
  const { span } = conjuncts[first] as Condition
  result[last] = compare(found.field, 'eq', found.value, span === undefined ? {} : { span })
  place.given.set(dotted(found.field), dotted(found.field))
  return result
}

function convertScope(node: NodeOf<'Some' | 'Every' | 'Count'>, place: Place): Condition {
  const { context } = place
  const raw = [...place.raw, ...node.path]
  const paired = node.kind === 'Some' && place.raw.length === 0 ? convertPair(node, place) : undefined
  if (paired !== undefined) return paired
  const path = dotted(raw)
  const targets = targetsOf(path, node, place)
  if (targets === undefined) return node
  const [target] = targets.filter(({ transform, name }) => transform === undefined && !name.includes('*'))
  if (target === undefined) {
    const message = `${context.platform} does not keep the elements of ${path} apart.`
    context.diagnostics.push(
      diagnostic('mapping/element-scope', message, {
        ...(node.span === undefined ? {} : { span: node.span }),
        hint: 'Test each field by itself.',
        effect: 'unknown',
        data: { field: path },
      }),
    )
    return node
  }
  const names = pathOf(target.name)
  place.given.set(path, target.name)
  const condition = convert(node.condition, { ...place, raw, names, beside: [] })
  return { ...node, path: names.slice(place.names.length), condition }
}

/** `Some(pairs, Name is x and Value is y)` where the platform has a field `pairs.x`. */
function convertPair(node: NodeOf<'Some'>, place: Place): Condition | undefined {
  const { index, platform } = place.context
  const prefix = (index.pack.prefixes ?? []).find(
    ({ keyed, path }) => keyed !== undefined && path === dotted(node.path),
  )
  const above = prefix?.names[platform]
  if (prefix?.keyed === undefined || typeof above !== 'string' || node.condition.kind !== 'And') return undefined
  const { key, value } = prefix.keyed
  const { children } = node.condition
  const name = children.find(
    (child) => child.kind === 'Compare' && child.op === 'eq' && isPath(child.field) && dotted(child.field) === key,
  )
  const rest = children.filter((child) => child !== name)
  const [test] = rest
  if (name?.kind !== 'Compare' || rest.length !== 1 || test === undefined || !('field' in test)) return undefined
  if (!isPath(test.field) || dotted(test.field) !== value || typeof name.value !== 'string') return undefined
  const field = `${above}.${name.value}`
  place.given.set(`${prefix.path}[${name.value}]`, field)
  return { ...test, field: pathOf(field) } as Condition
}

function convertLeaf(node: ValueLeaf, place: Place): Condition {
  if (!isPath(node.field)) {
    const field = convertField(node.field, node, place)
    return field === undefined ? node : ({ ...node, field } as Condition)
  }
  const { context } = place
  const path = dotted([...place.raw, ...node.field])
  const targets = targetsOf(path, node, place)
  if (targets === undefined) return node
  if (context.index.pack.platforms[context.platform]?.dropsEmpty === true) {
    const asks = emptinessTest(node)
    if (asks === 'empty') return withoutEmpty(path, node, place)
    if (asks === 'notEmpty') return convertLeaf(exists(node.field, node.span), place)
    if (node.kind === 'In' && node.values.includes('')) {
      withoutEmpty(path, node, { ...place, spare: true })
      return convertLeaf({ ...node, values: node.values.filter((value) => value !== '') }, place)
    }
  }
  let close: { readonly target: FieldTarget; readonly leaf: Condition } | undefined
  for (const target of targets) {
    const name = nameOf(target, place)
    if (name === undefined) continue
    const leaf = isPath(name) ? valueTransform(target.transform).image(node, name) : { ...node, field: name }
    if (leaf === undefined) continue
    if (isExact(leaf, node, target, place)) {
      place.given.set(path, target.name)
      return leaf as Condition
    }
    close ??= { target, leaf: leaf as Condition }
  }
  if (close !== undefined) {
    place.given.set(path, close.target.name)
    const loss = close.target.loses ?? valueTransform(close.target.transform).loses ?? 'which of several fields it was'
    context.diagnostics.push(
      diagnostic('mapping/lossy', `${path} is ${close.target.name} on ${context.platform}, which loses ${loss}.`, {
        ...(node.span === undefined ? {} : { span: node.span }),
        effect: 'unknown',
        data: { field: path, name: close.target.name },
      }),
    )
    return close.leaf
  }
  const within = targets.length === 0 && place.raw.length === 0 ? convertWithin(node, path, place) : undefined
  if (within !== undefined) return within
  if (context.unmapped === 'keep' && targets.length === 0) return node
  notSaid(path, targets, node.span, context)
  return node
}

/** A test of values that the platform does not keep apart, as one of the text in which they stand. */
function convertWithin(node: ValueLeaf, path: string, place: Place): Condition | undefined {
  const { context } = place
  const text = context.index.facts(path)?.within?.text
  // A text in a text: where packs go round in circles, this ends.
  if (text === undefined || context.index.facts(text)?.within !== undefined) return undefined
  const test = withinText(node, pathOf(text))
  if (test === undefined) return undefined
  const written = convert(test, place)
  const name = place.given.get(text)
  if (name === undefined) return undefined
  if (!place.given.has(path)) {
    const message = `${context.platform} has no field for ${path}: its values are looked for in ${name}, where they may be parts of other words.`
    context.diagnostics.push(
      diagnostic('mapping/lossy', message, {
        ...(node.span === undefined ? {} : { span: node.span }),
        effect: 'unknown',
        data: { field: path, name },
      }),
    )
  }
  place.given.set(path, name)
  return written
}

function notSaid(path: string, targets: readonly FieldTarget[], span: Span | undefined, context: MappingContext): void {
  const { platform, diagnostics } = context
  const names = [...new Set(targets.map(({ name }) => name))]
  const why =
    names.length === 0
      ? `${platform} has no field for ${path}.`
      : `${names.join(' and ')} on ${platform} cannot say this test of ${path}.`
  diagnostics.push(
    diagnostic(names.length === 0 ? 'mapping/unmapped-field' : 'mapping/inexpressible', why, {
      ...(span === undefined ? {} : { span }),
      hint:
        names.length === 0
          ? 'Add a row to the mapping, or keep the name with --unmapped keep.'
          : 'Write this test by hand as the platform has the value, or leave it out of the rule.',
      effect: 'unknown',
      data: { field: path, platform },
    }),
  )
}

/** The empty text is nowhere on the platform: a test for it is false there, which alone would say nothing. */
function withoutEmpty(path: string, node: ValueLeaf, { context, spare }: Place): Condition {
  const message = `${context.platform} stores no empty texts: an empty ${path} is a missing one there.`
  context.diagnostics.push(
    diagnostic(spare === true ? 'mapping/lossy' : 'mapping/inexpressible', message, {
      ...(node.span === undefined ? {} : { span: node.span }),
      ...(spare === true ? {} : { hint: 'Test that the field is missing.' }),
      effect: 'unknown',
      data: { field: path, platform: context.platform },
    }),
  )
  return FALSE
}

/** The written test, put back in the vendor's names, is the test it was made from. */
function isExact(leaf: Condition, node: Condition, { transform, name }: FieldTarget, place: Place): boolean {
  const { index, platform } = place.context
  const sources = index.sources(platform, name, false)
  if (transform === undefined && sources.length === 1 && sources[0]?.when === undefined) return true
  if (place.raw.length > 0) return transform === undefined
  const back = toSource(leaf, { ...place.context, unmapped: 'keep', diagnostics: [] })
  const around = aroundOf(place)
  const known = (one: Condition): Condition => specialise(applyFacts(one, index), around, index)
  return equals(known(back), known(node))
}

function nameOf({ name, when }: FieldTarget, place: Place): Field | undefined {
  const { names, context } = place
  if (when !== undefined && specialise(packCondition(when), aroundOf(place), context.index).kind !== 'True')
    return undefined
  if (name.includes('*')) return names.length === 0 ? starPattern(name) : undefined
  const path = pathOf(name)
  return dotted(path.slice(0, names.length)) === dotted(names) ? path.slice(names.length) : undefined
}

function convertField(field: Field, node: Condition, place: Place): Field | undefined {
  if (isPath(field)) {
    const path = dotted([...place.raw, ...field])
    const targets = targetsOf(path, node, place)
    if (targets === undefined) return undefined
    for (const target of targets) {
      const name = target.transform === undefined && !target.name.includes('*') ? nameOf(target, place) : undefined
      if (name === undefined) continue
      place.given.set(path, target.name)
      return name
    }
    if (place.context.unmapped === 'keep') return field
    notSaid(path, targets, node.span, place.context)
    return undefined
  }
  return 'call' in field ? convertExpression(field, node, place) : field
}

function convertExpression(expression: ValueExpression, node: Condition, place: Place): ValueExpression | undefined {
  const args: ValueExpression['args'][number][] = []
  for (const arg of expression.args) {
    const converted = Array.isArray(arg)
      ? (convertField(arg as Path, node, place) as Path | undefined)
      : 'call' in arg
        ? convertExpression(arg as ValueExpression, node, place)
        : arg
    if (converted === undefined) return undefined
    args.push(converted)
  }
  return { ...expression, args }
}

/** The names that may be written. A field that the pack does not know keeps its name, or was reported on the way in. */
function targetsOf(path: string, node: Condition, place: Place): readonly FieldTarget[] | undefined {
  const { context } = place
  const targets = context.index.names(context.platform, path)
  if (targets !== undefined) {
    return targets.filter(
      ({ readOnly, pair, logTypes }) => readOnly !== true && pair === undefined && isForLogTypes(logTypes, context),
    )
  }
  if (context.unmapped === 'refuse') {
    context.diagnostics.push(
      diagnostic('mapping/unmapped-field', `The mapping ${context.index.pack.id} does not know ${path}.`, {
        ...(node.span === undefined ? {} : { span: node.span }),
        hint: 'Add a row to the mapping, or keep the name with --unmapped keep.',
        effect: 'unknown',
        data: { field: path, platform: context.platform },
      }),
    )
  }
  return undefined
}

/** The tests by which the platform's rules choose the log source, before the condition. */
export function withRouting(condition: Condition, context: MappingContext): Condition {
  const tests = (context.index.pack.platforms[context.platform]?.routing ?? []).filter(
    (test) => test.write !== false && isForLogTypes(test.logTypes, context),
  )
  if (tests.length === 0) return condition
  const children = condition.kind === 'And' ? condition.children : condition.kind === 'True' ? [] : [condition]
  const routing = tests.flatMap(({ field, value, values = [], oneOf }) => {
    const all = oneOf === true ? [value, ...values] : [value]
    // The rule asks for some of these itself.
    if (children.some((child) => isAmong(child, field, all))) return []
    return oneOf === true ? isIn(pathOf(field), all) : compare(pathOf(field), 'eq', value)
  })
  const all = [...routing, ...children]
  return all.length === 1 ? (all[0] as Condition) : and(all)
}

function isAmong(node: Condition, field: string, values: readonly Scalar[]): boolean {
  if (!('field' in node) || !isPath(node.field) || dotted(node.field) !== field) return false
  if (node.kind === 'In') return node.values.length > 0 && node.values.every((value) => values.includes(value))
  if (node.kind !== 'Compare' || node.op !== 'eq' || node.domain !== undefined) return false
  return typeof node.value !== 'object' && values.includes(node.value)
}
