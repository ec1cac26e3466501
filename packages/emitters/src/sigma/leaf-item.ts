import {
  type Assumption,
  type AssumptionKind,
  type CompareNode,
  type Condition,
  canonicalText,
  dotted,
  foldedPairs,
  foldText,
  isPath,
  literalOf,
  type NodeOf,
  type Path,
  type Pattern,
  parseAddress,
  parseNetwork,
  type RegexNode,
  type Scalar,
  type ShapeNode,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import type { Item, ItemValue } from './item.js'
import { writePattern, writeText } from './write-value.js'
import { isPlainNumber } from './yaml-scalar.js'

/** What the writer of items knows about the rule it writes. */
export interface ItemContext {
  readonly letterCase: 'fold' | 'exact'
  /** Dotted names of fields whose values are spelled one way. */
  readonly caseFixed: ReadonlySet<string>
}

/**
 * The detection items that one leaf is, or the negation of one; several when they need different modifiers (any of
 * them, `or`). Undefined for what is no leaf or what Sigma cannot say: `capabilities.ts` names the reasons.
 */
export function leafItems(node: Condition, context: ItemContext): readonly Item[] | undefined {
  switch (node.kind) {
    case 'Compare':
      return compareItems(node, context)
    case 'In':
      return isPath(node.field) ? scalarItems(node.field, node.values, context, node.span) : undefined
    case 'Match':
      return isPath(node.field) ? [matchItem(node.field, node.pattern, node, context)] : undefined
    case 'Regex':
      return isPath(node.field) ? regexItems(node, node.field) : undefined
    case 'Cidr':
      if (!isPath(node.field) || parseNetwork(node.network) === undefined) return undefined
      return [networkItem(node.field, node.network, node.span)]
    case 'Exists':
      return isPath(node.field) ? [item(node.field, [], [text('*')], node)] : undefined
    case 'Shape':
      return shapeItems(node, false)
    case 'CompareFields':
      if (!isPath(node.left) || !isPath(node.right) || node.op !== 'eq' || node.domain !== undefined) return undefined
      return [item(node.left, ['fieldref'], [text(fieldName(node.right))], node, fieldAssumptions(node.right))]
    case 'Search':
      return searchItems(node.condition, node.scope, context)
    case 'Not':
      return negatedItems(node.child)
    case 'Opaque':
      return keptItems(node)
    default:
      return undefined
  }
}

/** An item that Sigma's own reader kept as it stood: `field|modifiers: text`. */
function keptItems({ language, text: kept, span }: NodeOf<'Opaque'>): readonly Item[] | undefined {
  const parts = language === 'sigma' ? /^([^|]*?)((?:\|[a-z0-9]+)+): (.*)$/s.exec(kept) : null
  if (parts === null) return undefined
  const [, field = '', modifiers = '', value = ''] = parts
  const found = item([], modifiers.slice(1).split('|'), [text(value)], span === undefined ? {} : { span })
  return [{ ...found, field: field === '' ? undefined : field }]
}

export const fieldName = (path: Path): string => dotted(path)

function negatedItems(child: Condition): readonly Item[] | undefined {
  if (child.kind === 'Exists' && isPath(child.field)) return [item(child.field, [], [NULL], child)]
  return child.kind === 'Shape' ? shapeItems(child, true) : undefined
}

function shapeItems(node: ShapeNode, negated: boolean): readonly Item[] | undefined {
  const kinds = [...new Set(node.kinds)].sort().join(' ')
  if (kinds === 'missing') {
    return [item(node.field, ['exists'], [{ kind: 'boolean', text: negated ? 'true' : 'false' }], node)]
  }
  return kinds === 'missing null' && !negated ? [item(node.field, [], [NULL], node)] : undefined
}

function compareItems(node: CompareNode, context: ItemContext): readonly Item[] | undefined {
  if (!isPath(node.field) || typeof node.value === 'object') return undefined
  if (node.op === 'eq') {
    if (node.domain === 'ip') {
      return parseAddress(String(node.value)) === undefined
        ? undefined
        : [networkItem(node.field, String(node.value), node.span)]
    }
    if (node.domain === undefined || node.domain === 'text' || node.domain === 'number') {
      return scalarItems(node.field, [node.value], context, node.span)
    }
    return undefined
  }
  if ((node.domain !== 'number' && node.domain !== 'numeric') || !Number.isFinite(Number(node.value))) return undefined
  const number = canonicalText(Number(node.value))
  // Versions of YAML differ in which texts with exponents are numbers.
  if (!isPlainNumber(number)) return undefined
  const value: ItemValue = { kind: 'number', text: number }
  const typed = node.domain === 'number' ? [assumption('numberWhenPresent', node.field, COMPARES_TEXT)] : []
  return [item(node.field, [ORDER[node.op]], [value], node, typed)]
}

const ORDER = { lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' } as const
const COMPARES_TEXT = 'Sigma compares texts that look like numbers too'

/** Equality with one of the values. Values with letters may need `cased`, the others read better without. */
function scalarItems(
  field: Path,
  values: readonly Scalar[],
  context: ItemContext,
  span: Item['span'],
): readonly Item[] | undefined {
  if (values.length === 0) return undefined
  const exact = context.letterCase === 'exact' && !context.caseFixed.has(dotted(field))
  const cased = exact && values.some((value) => typeof value === 'string' && hasLetterCase(value))
  const written = new Map<string, ItemValue>()
  const spellings = cased ? new Map<number, string>() : otherSpellings(values)
  for (const value of values) {
    const spelled = typeof value === 'number' ? spellings.get(value) : undefined
    const plain = spelled ?? (typeof value === 'string' ? value : canonicalText(value))
    const key = cased ? plain : foldText(plain)
    const known = written.get(key)
    if (known === undefined || (known.kind === 'text' && typeof value !== 'string')) {
      written.set(key, spelled === undefined ? scalarValue(value, cased) : { kind: 'number', text: spelled })
    }
  }
  const node = span === undefined ? {} : { span }
  return [item(field, cased ? ['cased'] : [], [...written.values()], node, typeAssumptions(field, values, cased))]
}

/** `1.0` and 1 asked for together are the bare number 1.0: its text, or a number of that value. The first of each. */
function otherSpellings(values: readonly Scalar[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const value of values) {
    if (typeof value !== 'string' || !isPlainNumber(value)) continue
    const number = Number(value)
    if (value !== canonicalText(number) && !found.has(number)) found.set(number, value)
  }
  return found
}

/** Behind `cased` everything is text: pySigma refuses a number or a boolean there, and their text means the same. */
function scalarValue(value: Scalar, cased: boolean): ItemValue {
  if (typeof value === 'string' || cased) return text(writeText([canonicalText(value)]))
  return { kind: typeof value === 'number' ? 'number' : 'boolean', text: canonicalText(value) }
}

/**
 * Sigma's `1` is also the text "1"; what the source asks for on one side only has to be known of the field. A list that
 * asks for several types needs facts that exclude each other: then none is named, and the difference stays.
 */
function typeAssumptions(field: Path, values: readonly Scalar[], cased: boolean): readonly Assumption[] {
  const asRead = (value: string): string => (cased ? value : foldText(value))
  const texts = new Set(values.filter((value) => typeof value === 'string').map(asRead))
  const others = new Set(values.filter((value) => typeof value !== 'string').map(canonicalText))
  // A number beside its own text in another spelling (0100, 1.0) is not known to be one.
  const spelled = new Set([...texts].filter((one) => one.trim() !== '').map(Number))
  const needed = new Set<AssumptionKind>()
  for (const value of values) {
    if (typeof value === 'string') {
      if (looksLikeOther(asRead(value)) && !others.has(asRead(value))) needed.add('stringWhenPresent')
    } else if (typeof value === 'boolean') {
      if (!texts.has(String(value))) needed.add('booleanWhenPresent')
    } else if (!spelled.has(value)) needed.add('numberWhenPresent')
  }
  const [kind] = needed
  const mixed = needed.size > 1 || (kind !== 'stringWhenPresent' && texts.size > 0)
  return kind === undefined || mixed
    ? []
    : [assumption(kind, field, 'Sigma compares numbers and booleans by their text')]
}

/** The canonical text of some number or boolean. */
function looksLikeOther(value: string): boolean {
  if (value === 'true' || value === 'false') return true
  return /^-?\d/.test(value) && canonicalText(Number(value)) === value
}

function matchItem(
  field: Path,
  pattern: Pattern,
  node: { readonly ignoreCase: boolean; readonly on: 'string' | 'scalar'; readonly span?: Item['span'] },
  context: ItemContext,
): Item {
  const { modifier, text: written } = writePattern(pattern)
  const letters = pattern.some((part) => typeof part === 'string' && hasLetterCase(part))
  // The spelling of a whole value may be known; that of all values a pattern takes in is not.
  const isSpelled = literalOf(pattern) !== undefined && context.caseFixed.has(dotted(field))
  const cased = !node.ignoreCase && letters && context.letterCase === 'exact' && !isSpelled
  const modifiers = [...(modifier === undefined ? [] : [modifier]), ...(cased ? ['cased'] : [])]
  const typed =
    node.on === 'string' && mayFitOther(pattern)
      ? [assumption('stringWhenPresent', field, 'Sigma compares numbers and booleans by their text')]
      : []
  return item(field, modifiers, [text(written)], node, typed)
}

/** Whether the text of a number or boolean may fit: its parts hold nothing but what stands in those. */
function mayFitOther(pattern: Pattern): boolean {
  return pattern.every((part) => typeof part !== 'string' || /^(?:[-+.\de]*|t?r?u?e?|f?a?l?s?e?)$/i.test(part))
}

function regexItems(node: RegexNode, field: Path): readonly Item[] | undefined {
  const kept = node.source?.dialect === 'sigma' ? node.source.text : undefined
  const printed = kept === undefined ? printRegex(node.tree, 'sigma', { ignoreCase: node.ignoreCase }) : { text: kept }
  if (!('text' in printed)) return undefined
  const typed =
    node.on === 'string'
      ? [assumption('stringWhenPresent', field, 'Sigma compares numbers and booleans by their text')]
      : []
  return [item(field, node.ignoreCase ? ['re', 'i'] : ['re'], [text(printed.text)], node, typed)]
}

/** Always with its length: a bare address is not a network everywhere. Host bits are cleared, which some readers demand. */
function networkItem(field: Path, network: string, span: Item['span']): Item {
  return item(field, ['cidr'], [text(networkText(network))], span === undefined ? {} : { span })
}

function networkText(network: string): string {
  const text = network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`
  const parsed = parseNetwork(text)
  const address = parseAddress(text.slice(0, text.indexOf('/')))
  if (parsed === undefined || address === undefined || parsed.bits === address.bits) return text
  const [count, width, base] = parsed.family === 4 ? [4, 8n, 10] : [8, 16n, 16]
  const groups = Array.from({ length: count }, (_, i) =>
    Number((parsed.bits >> (BigInt(count - 1 - i) * width)) & ((1n << width) - 1n)).toString(base),
  )
  return `${groups.join(parsed.family === 4 ? '.' : ':')}/${parsed.prefix}`
}

/** A keyword is found anywhere in a value, so its own wildcards at the ends are left out. */
function searchItems(condition: Condition, scope: Path, context: ItemContext): readonly Item[] | undefined {
  if (scope.length > 0) return undefined
  if (condition.kind === 'Match' && isPath(condition.field) && condition.field.length === 0) {
    const found = matchItem([], condition.pattern, condition, context)
    return [
      { ...found, field: undefined, modifiers: found.modifiers.filter((name) => name === 'cased'), assumptions: [] },
    ]
  }
  if (condition.kind === 'Regex' && isPath(condition.field) && condition.field.length === 0) {
    const items = regexItems(condition, [])
    return items?.map((found) => ({ ...found, field: undefined, assumptions: [] }))
  }
  return undefined
}

const NULL: ItemValue = { kind: 'null', text: 'null' }
const text = (value: string): ItemValue => ({ kind: 'text', text: value })

function item(
  field: Path,
  modifiers: readonly string[],
  values: readonly ItemValue[],
  node: { readonly span?: Item['span'] },
  assumptions: readonly Assumption[] = [],
): Item {
  const span = node.span === undefined ? {} : { span: node.span }
  return {
    field: fieldName(field),
    modifiers,
    values,
    all: false,
    assumptions: [...assumptions, ...fieldAssumptions(field)],
    ...span,
  }
}

/** Sigma compares keys exactly. */
function fieldAssumptions(field: Path): readonly Assumption[] {
  return field.some((segment) => typeof segment !== 'string')
    ? [assumption('keyCase', field, 'Sigma compares the names of fields exactly')]
    : []
}

function assumption(kind: AssumptionKind, path: Path, why: string): Assumption {
  return { kind, path, why }
}

/** Whether another text is equal to this one when letter case is ignored. */
export function hasLetterCase(value: string): boolean {
  const pairs = foldedPairs()
  if (foldText(value) !== value) return true
  images ??= new Set(pairs.values())
  for (const character of value) if (images.has(character.codePointAt(0) as number)) return true
  return false
}

let images: ReadonlySet<number> | undefined
