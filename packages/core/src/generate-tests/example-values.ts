import { candidateValues } from '../compare/candidate-values.js'
import { regexSamples } from '../compare/regex-samples.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { parseNetwork } from '../evaluate/address.js'
import type { CompareNode, Condition, Scalar } from '../ir/node.js'
import type { Pattern, PatternPart } from '../ir/pattern.js'
import { addressText } from '../normalise/canonical-network.js'

/**
 * Values for the field of a leaf that a person would write into a test: those that should satisfy it, and those that
 * only just should not. Likely ones first; what they do is for `evaluate` to say.
 */
export interface ExampleValues {
  readonly matching: readonly JsonValue[]
  readonly nearMisses: readonly JsonValue[]
}

export function exampleValues(leaf: Condition): ExampleValues {
  const { matching, nearMisses } = ownExamples(leaf)
  const more = candidateValues(leaf)
  return { matching: [...matching, ...more], nearMisses: [...nearMisses, ...more] }
}

/** The same text in other letters; undefined for a text without letters. */
export function otherCase(text: string): string | undefined {
  const upper = text.toUpperCase()
  const other = upper === text ? text.toLowerCase() : upper
  return other === text ? undefined : other
}

/** One text that fits all of the patterns: beginnings, then what may stand anywhere, then endings. */
export function jointText(patterns: readonly Pattern[]): string {
  const isMany = (part: PatternPart | undefined): boolean => typeof part === 'object' && part.wildcard === 'many'
  const first = patterns.filter((pattern) => !isMany(pattern[0]))
  const last = patterns.filter((pattern) => isMany(pattern[0]) && !isMany(pattern.at(-1)))
  const between = patterns.filter((pattern) => isMany(pattern[0]) && isMany(pattern.at(-1)))
  const bare = (pattern: Pattern): string =>
    filled(pattern.slice(isMany(pattern[0]) ? 1 : 0, isMany(pattern.at(-1)) ? -1 : undefined))
  return [...first, ...between, ...last].map(bare).reduce(joined, '')
}

function joined(text: string, next: string): string {
  return text === '' || next.startsWith(' ') || text.endsWith(' ') ? text + next : `${text} ${next}`
}

function ownExamples(leaf: Condition): ExampleValues {
  switch (leaf.kind) {
    case 'Compare':
      return compareExamples(leaf)
    case 'In': {
      const parts = leaf.values.slice(0, 3).map((value) => equalExamples(value))
      return { matching: leaf.values.slice(0, 3), nearMisses: parts.flatMap(({ nearMisses }) => nearMisses) }
    }
    case 'Match':
      return patternExamples(leaf.pattern, leaf.ignoreCase)
    case 'Regex': {
      const samples = regexSamples(leaf.tree)
      return { matching: samples.slice(1).concat(samples.slice(0, 1)), nearMisses: samples.flatMap(textNearMisses) }
    }
    case 'Cidr':
      return networkExamples(leaf.network)
    case 'Exists':
      return { matching: ['example', 1], nearMisses: [null, [], {}] }
    case 'Tokens':
      return leaf.query.mode === 'pattern'
        ? patternExamples(leaf.query.pattern, true)
        : { matching: [leaf.query.text], nearMisses: ['example', ...textNearMisses(leaf.query.text)] }
    default:
      return { matching: [], nearMisses: ['example', 1] }
  }
}

function compareExamples({ op, value, domain }: CompareNode): ExampleValues {
  if (typeof value === 'object') return { matching: [], nearMisses: [] }
  if (domain === undefined || op === 'eq') return equalExamples(value)
  const step = STEPS[domain]?.(value)
  if (step === undefined) return { matching: [value], nearMisses: [value] }
  const [below, at, above] = step
  const order = {
    lt: [[below], [at, above]],
    le: [[at, below], [above]],
    gt: [[above], [at, below]],
    ge: [[at, above], [below]],
  } as const
  const [matching, nearMisses] = order[op]
  return { matching, nearMisses }
}

type Neighbours = readonly [below: JsonValue, at: JsonValue, above: JsonValue]

/** The bound with the nearest readable value on each side. */
const STEPS: Readonly<Record<string, (bound: Scalar) => Neighbours | undefined>> = {
  number: numberNeighbours,
  numeric: numberNeighbours,
  text: (bound) => [String(bound).slice(0, -1), String(bound), `${bound}a`],
  instant: (bound) => {
    const at = [-1000, 0, 1000].map((step) => instantText(Number(bound) + step))
    return at.includes(undefined) ? undefined : (at as unknown as Neighbours)
  },
  ip: (bound) => {
    const network = parseNetwork(`${bound}/${String(bound).includes(':') ? 128 : 32}`)
    if (network === undefined) return undefined
    const { family, bits } = network
    return [
      addressText(family, bits > 0n ? bits - 1n : bits),
      addressText(family, bits),
      addressText(family, bits + 1n),
    ]
  },
}

function numberNeighbours(bound: Scalar): Neighbours | undefined {
  const at = Number(bound)
  if (!Number.isFinite(at)) return undefined
  const step = Number.isInteger(at) ? 1 : 0.5
  return [at - step, at, at + step]
}

function instantText(at: number): string | undefined {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function equalExamples(value: Scalar): ExampleValues {
  if (typeof value === 'boolean') return { matching: [value], nearMisses: [!value] }
  if (typeof value === 'number') return { matching: [value], nearMisses: [value + 1, value - 1] }
  return { matching: [value], nearMisses: textNearMisses(value) }
}

/** Something behind it, something before it, other letters, the last character missing. */
function textNearMisses(text: string): readonly string[] {
  const other = otherCase(text)
  return [
    `${text}-2`,
    `other-${text}`,
    ...(other === undefined ? [] : [other]),
    ...(text.length > 1 ? [[...text].slice(0, -1).join('')] : []),
    'example',
  ]
}

function patternExamples(pattern: Pattern, ignoreCase: boolean): ExampleValues {
  const full = filled(pattern)
  const plain = pattern.map((part) => (typeof part === 'string' ? part : '')).join('')
  const texts = [...new Set(pattern.filter((part) => typeof part === 'string'))]
  const chosen = texts.length > MOST_SHORTENED ? [...texts.slice(0, MOST_SHORTENED - 1), ...texts.slice(-1)] : texts
  const shorter = chosen.map((text) =>
    filled(pattern.map((part) => (part === text && text.length > 1 ? [...text].slice(0, -1).join('') : part))),
  )
  const lastShorter = shorter.slice(-1)
  const other = ignoreCase ? undefined : otherCase(full)
  return {
    matching: [full, plain],
    nearMisses: [
      ...(pattern.every((part) => typeof part === 'string') ? [`${full}-2`, `other-${full}`] : []),
      ...(other === undefined ? [] : [other]),
      ...lastShorter,
      `${full}-2`,
      `other-${full}`,
      ...shorter,
      'example',
    ],
  }
}

/** Texts of one pattern that are left short, each in an example of its own as long as the pattern. */
const MOST_SHORTENED = 20

/** A text that fits the pattern, wildcards filled with what tends to stand there. */
function filled(pattern: Pattern): string {
  return pattern
    .map((part, i) => {
      if (typeof part === 'string') return part
      const [before, after] = [pattern[i - 1], pattern[i + 1]]
      const left = typeof before === 'string' ? before : ''
      const right = typeof after === 'string' ? after : ''
      if (part.wildcard === 'one') return right.startsWith(':') ? 'C' : 'x'
      return fillMany(left, right, i === 0, i === pattern.length - 1)
    })
    .join('')
}

function fillMany(left: string, right: string, isFirst: boolean, isLast: boolean): string {
  if (isFirst && isLast) return 'example'
  if (isFirst) {
    if (/^\\/.test(right)) return 'C:\\Windows'
    if (/^\//.test(right)) return '/usr/local'
    if (/^[.@]/.test(right)) return 'example'
    return /^[ ]/.test(right) ? 'example' : /^[-\w]/.test(right) ? 'example ' : 'x'
  }
  if (isLast) {
    if (/[\\/]$/.test(left)) return 'example'
    if (/[\s=:.@]$/.test(left)) return 'example'
    return /\w$/.test(left) ? '-1' : 'x'
  }
  return /[\\/]$/.test(left) && /^[\\/]/.test(right) ? 'alice' : 'example'
}

/** The last address inside and the one next to the block, on the side of its twin. */
function networkExamples(text: string): ExampleValues {
  const network = parseNetwork(text)
  if (network === undefined) return { matching: [], nearMisses: [] }
  const { family, bits, prefix } = network
  const width = family === 4 ? 32 : 128
  const size = 1n << BigInt(width - prefix)
  const isUpper = (bits & size) !== 0n
  const top = 1n << BigInt(width)
  const inside = [isUpper ? bits : bits + size - 1n, isUpper ? bits + size - 1n : bits, bits + size / 2n]
  const outside = [isUpper ? bits - 1n : bits + size, isUpper ? bits + size : bits - 1n]
  const textOf = (at: bigint): string => addressText(family, at)
  return { matching: inside.map(textOf), nearMisses: outside.filter((at) => at >= 0n && at < top).map(textOf) }
}
