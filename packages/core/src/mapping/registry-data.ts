import { and, compare, exists, FALSE, isIn, match, not, opaque, or, regex } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { literalOf, type Pattern, type PatternPart } from '../ir/pattern.js'
import type { RegexTree } from '../ir/regex.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/**
 * Data of the Windows registry as Sysmon writes it, and as Elastic's integrations keep it: numbers are
 * `DWORD (0x0000000a)` and `QWORD (0x00000000-0x0000000a)` there and `10` here, all other text is the same
 * (elastic/integrations, packages/windows/data_stream/sysmon_operational).
 */
export const REGISTRY_DATA: ValueTransform = {
  loses: 'whether a number stood there in 32 or 64 bits, or as text',
  apply: (value) => (typeof value === 'string' ? (decimalOf(value) ?? value) : value),
  preimage: (leaf, raw) => {
    switch (leaf.kind) {
      case 'Exists':
        return exists(raw, leaf.span)
      case 'Match':
        return patternPreimage(leaf, raw)
      case 'Compare':
      case 'In': {
        const values = valuesOf(leaf)
        return values === undefined ? unread(leaf, raw) : either(values.map((value) => valuePreimage(value, raw, leaf)))
      }
      case 'Regex':
      case 'Cidr':
        return unread(leaf, raw)
    }
  },
  image: (leaf, name) => {
    switch (leaf.kind) {
      case 'Exists':
        return exists(name, leaf.span)
      case 'Match': {
        const text = literalOf(leaf.pattern)
        const decimal = text === undefined ? undefined : decimalOf(text)
        if (decimal !== undefined) return compare(name, 'eq', decimal, spanOf(leaf))
        return text !== undefined || fitsNoNumber(leaf.pattern) ? { ...leaf, field: name } : undefined
      }
      case 'Compare':
      case 'In': {
        const values = valuesOf(leaf)?.map((value) => (typeof value === 'string' ? (decimalOf(value) ?? value) : value))
        if (values === undefined) return undefined
        return values.length === 1
          ? compare(name, 'eq', values[0] as Scalar, spanOf(leaf))
          : isIn(name, [...new Set(values)], leaf.span)
      }
      case 'Regex':
      case 'Cidr':
        return undefined
    }
  },
}

/** The number that the text stands for, in decimal. */
function decimalOf(text: string): string | undefined {
  const [, dword, high, low] = NUMBER.exec(text) ?? []
  if (dword !== undefined) return BigInt(`0x${dword}`).toString()
  return high === undefined ? undefined : ((BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)).toString()
}

const NUMBER = /^(?:DWORD \(0x([0-9a-f]{8})\)|QWORD \(0x([0-9a-f]{8})-0x([0-9a-f]{8})\))$/i

const MOST = 1n << 64n

function valuePreimage(value: Scalar, raw: Path, leaf: ValueLeaf): Condition {
  if (typeof value !== 'string') return compare(raw, 'eq', value, spanOf(leaf))
  if (decimalOf(value) !== undefined) return FALSE
  const itself = compare(raw, 'eq', value, spanOf(leaf))
  if (!/^(?:0|[1-9]\d*)$/.test(value) || BigInt(value) >= MOST) return itself
  const number = BigInt(value)
  const hex = (part: bigint): string => `0x${part.toString(16).padStart(8, '0')}`
  const folded = (text: string): Condition => match(raw, [text], { ignoreCase: true, ...spanOf(leaf) })
  const quad = folded(`QWORD (${hex(number >> 32n)}-${hex(number & 0xffffffffn)})`)
  return either(number >> 32n === 0n ? [itself, folded(`DWORD (${hex(number)})`), quad] : [itself, quad])
}

function patternPreimage(leaf: Extract<ValueLeaf, { kind: 'Match' }>, raw: Path): Condition {
  const { pattern } = leaf
  const literal = literalOf(pattern)
  if (literal !== undefined && (!leaf.ignoreCase || !/\D/.test(literal))) return valuePreimage(literal, raw, leaf)
  const own = { ...leaf, field: raw }
  if (fitsNoNumber(pattern) || pattern.every(isMany)) return own
  // Some other character than a digit: no number in decimal fits, and the spelled ones are no text here.
  if (pattern.some((part) => typeof part === 'string' && /\D/.test(part))) {
    return and([own, not(regex(raw, SPELLED, { ignoreCase: true, ...spanOf(leaf) }))], leaf.span)
  }
  return unread(leaf, raw)
}

function isMany(part: PatternPart): boolean {
  return typeof part === 'object' && part.wildcard === 'many'
}

/** Neither a decimal number nor one as Sysmon spells it: a character stands there that is in none of them. */
function fitsNoNumber(pattern: Pattern): boolean {
  return pattern.some((part) => typeof part === 'string' && /[^0-9a-fdworqx ()-]/i.test(part))
}

const HEX: RegexTree = {
  type: 'set',
  ranges: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
}
const EIGHT: RegexTree = { type: 'repeat', part: HEX, min: 8, max: 8 }
const text = (characters: string): RegexTree => ({ type: 'text', text: characters })

/** What `NUMBER` is, as a tree. */
const SPELLED: RegexTree = {
  type: 'alternate',
  options: [
    { type: 'concat', parts: [text('DWORD (0x'), EIGHT, text(')')] },
    { type: 'concat', parts: [text('QWORD (0x'), EIGHT, text('-0x'), EIGHT, text(')')] },
  ],
}

/** A test that would need all the numbers it fits: nothing is claimed of it. */
function unread(leaf: ValueLeaf, raw: Path): Condition {
  return opaque('registry data', JSON.stringify({ ...leaf, span: undefined }), [raw], leaf.span)
}

/** The values of an equality. */
function valuesOf(leaf: ValueLeaf): readonly Scalar[] | undefined {
  if (leaf.kind === 'In') return leaf.values
  return leaf.kind === 'Compare' && leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object'
    ? [leaf.value]
    : undefined
}

function either(parts: readonly Condition[]): Condition {
  return parts.length === 0 ? FALSE : parts.length === 1 ? (parts[0] as Condition) : or(parts)
}

function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}
