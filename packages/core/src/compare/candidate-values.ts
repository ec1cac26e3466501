import type { JsonValue } from '../diagnostics/diagnostic.js'
import { parseNetwork } from '../evaluate/address.js'
import type { CHILD_KEYS } from '../ir/child-keys.js'
import type { CompareNode, Condition, Domain, Kind, NodeOf, Scalar, ShapeKind, TokensNode } from '../ir/node.js'
import type { Pattern } from '../ir/pattern.js'
import { addressText } from '../normalise/canonical-network.js'
import { regexSamples } from './regex-samples.js'

/**
 * Values worth trying in the field of a leaf: its own literals first, then their nearest neighbours: another letter
 * case, a character more or less, the number beside it, the same text as another type. Which of them satisfy the leaf
 * is for `evaluate` to say.
 */
export function candidateValues(leaf: Condition): readonly JsonValue[] {
  const candidates = (CANDIDATES as Partial<Record<Kind, (leaf: Condition) => readonly JsonValue[]>>)[leaf.kind]?.(leaf)
  return candidates?.filter((value) => typeof value !== 'number' || Number.isFinite(value)) ?? []
}

type LeafKind = { [K in Kind]: (typeof CHILD_KEYS)[K] extends readonly [] ? K : never }[Kind]

const CANDIDATES: { readonly [K in LeafKind]: (leaf: NodeOf<K>) => readonly JsonValue[] } = {
  True: () => [],
  False: () => [],
  Compare: compareValues,
  In: ({ values }) => listSamples(values).flatMap(scalarNeighbours),
  Match: ({ pattern }) => patternSamples(pattern).flatMap(textNeighbours),
  Regex: ({ tree }) => regexSamples(tree).flatMap(textNeighbours),
  Cidr: ({ network }) => networkSamples(network),
  Shape: ({ kinds }) => [...kinds, ...SHAPE_KINDS].map((kind) => SHAPES[kind]),
  Exists: () => ['x', 0, false, '', { x: 'x' }, { x: null }],
  CompareFields: () => ['x', 'X', 'xy', 1, '1', 2],
  Tokens: ({ query }) => tokenSamples(query),
  Ref: () => [],
  Opaque: () => ['x'],
}

function compareValues({ op, value, domain }: CompareNode): readonly JsonValue[] {
  if (typeof value === 'object') return ['2024-01-02T00:00:00Z', '2999-01-01T00:00:00Z', '1999-01-01', 0]
  return domain === undefined ? scalarNeighbours(value) : DOMAIN_SAMPLES[domain](value, op)
}

const DOMAIN_SAMPLES: { readonly [D in Domain]: (bound: Scalar, op: CompareNode['op']) => readonly JsonValue[] } = {
  number: orderedNumbers,
  numeric: (bound, op) => [
    ...orderedNumbers(Number(bound), op),
    ...orderedNumbers(Number(bound), op).map(String),
    `0${bound}`,
  ],
  text: (bound) => {
    const text = String(bound)
    return [text, `${text}a`, text.slice(0, -1), `!${text}`, `~${text}`, `\u{1f600}${text}`, ...scalarNeighbours(bound)]
  },
  instant: (bound) => {
    const at = Number(bound)
    return [0, 1, -1, 86_400_000, -86_400_000]
      .flatMap((step) => instantText(at + step))
      .concat(String(at), '2024-01-02')
  },
  ip: (bound) => [...networkSamples(`${bound}/${String(bound).includes(':') ? 128 : 32}`), String(bound)],
}

function orderedNumbers(bound: Scalar, op: CompareNode['op']): readonly JsonValue[] {
  const n = Number(bound)
  if (!Number.isFinite(n)) return []
  const [first, second] = op === 'gt' || op === 'ge' ? [n + 1, n - 1] : [n - 1, n + 1]
  return op === 'eq'
    ? scalarNeighbours(n)
    : [first, n, second, n + 0.5, n - 0.5, String(n), String(first), n > 0, -n, 0, 1e21]
}

function instantText(at: number): string[] {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? [] : [date.toISOString()]
}

/** A few of many: the ends and the middle. */
function listSamples<T>(values: readonly T[]): readonly T[] {
  if (values.length <= 6) return values
  return [0, 1, 2, values.length >> 1, values.length - 2, values.length - 1].map((i) => values[i] as T)
}

function scalarNeighbours(value: Scalar): readonly JsonValue[] {
  if (typeof value === 'boolean')
    return [value, !value, String(value), value ? 1 : 0, value ? 'True' : 'False', value ? '1' : '0']
  if (typeof value === 'string') return textNeighbours(value)
  const more: JsonValue[] = [value + 1, value - 1, value + 0.5, String(value), `0${value}`, `${value}.0`, ` ${value}`]
  return [value, ...more, value === 1, value !== 0]
}

function textNeighbours(text: string): readonly JsonValue[] {
  const values: JsonValue[] = [text]
  const upper = text.toUpperCase()
  values.push(upper === text ? text.toLowerCase() : upper, `${text}x`, `x${text}`, text.slice(0, -1), text.slice(1))
  values.push(swapFirstCase(text), `${text}\n`, `\n${text}`, `x\n${text}\nx`, ` ${text}`, `${text} `)
  const other = otherType(text)
  if (other !== undefined) values.push(other, Number(other) + 1)
  return values
}

function swapFirstCase(text: string): string {
  const [first = ''] = text
  const upper = first.toUpperCase()
  return (upper === first ? first.toLowerCase() : upper) + text.slice(first.length)
}

/** The number or boolean that this text spells. */
function otherType(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && text.length < 20 && Number.isFinite(Number(text)) ? Number(text) : undefined
}

/** Texts that fit: wildcards as nothing, as one letter, as a few with a line break; and the pattern's own text. */
export function patternSamples(pattern: Pattern): readonly string[] {
  const fill = (one: string, many: string): string =>
    pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'one' ? one : many)).join('')
  const samples = [
    fill('x', ''),
    fill('y', 'abc'),
    fill('', ''),
    fill('\u{1f600}', 'a\nb'),
    fill('?', '*'),
    fill('1', '1'),
  ]
  return [...new Set(samples)]
}

function networkSamples(text: string): readonly JsonValue[] {
  const network = parseNetwork(text)
  if (network === undefined) return [text]
  const { family, bits, prefix } = network
  const width = family === 4 ? 32 : 128
  const size = 1n << BigInt(width - prefix)
  const top = 1n << BigInt(width)
  const addresses = [bits, bits + size - 1n, bits + size / 2n, bits - 1n, bits + size]
    .filter((at) => at >= 0n && at < top)
    .map((at) => addressText(family, at))
  const first = addresses[0] as string
  return [
    ...addresses,
    text,
    `${first}/${width}`,
    ` ${first}`,
    family === 4 ? `0${first}` : first.toUpperCase(),
    family === 4 ? `::ffff:${first}` : '10.0.0.1',
    family === 4 ? Number(bits) : '::1',
    'localhost',
  ]
}

function tokenSamples(query: TokensNode['query']): readonly JsonValue[] {
  if (query.mode === 'pattern')
    return patternSamples(query.pattern).flatMap((text) => [text, `a ${text} b`, `${text}c`])
  const words = query.text.split(/\s+/)
  return [
    query.text,
    words[0] ?? '',
    [...words].reverse().join(' '),
    `a ${query.text} b`,
    ...textNeighbours(query.text),
  ]
}

const SHAPES: { readonly [K in ShapeKind]: JsonValue } = {
  // A missing field is one of the ways every field is varied.
  missing: null,
  null: null,
  boolean: true,
  number: 1,
  string: 'x',
  array: ['x'],
  emptyArray: [],
  object: { x: 'x' },
  emptyObject: {},
}
const SHAPE_KINDS = Object.keys(SHAPES) as ShapeKind[]
