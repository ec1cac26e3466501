import { canonicalText } from '../evaluate/canonical-text.js'
import { lowerText, upperText } from '../evaluate/fold-text.js'
import { leafTest, type MatcherNode } from '../evaluate/leaf-test.js'
import { and, compare, exists, FALSE, isIn, match, not, opaque, or, regex } from '../ir/build.js'
import type { Condition, ExistsNode, Field, Scalar, ValueExpression } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, literalOf, type Pattern } from '../ir/pattern.js'
import { ANY_TEXT, type RegexTree } from '../ir/regex.js'
import { DEVICE_PATH } from './device-path.js'
import { fileExtension } from './file-extension.js'
import { NAME_RUN } from './name-run.js'
import { REGISTRY_DATA } from './registry-data.js'

/**
 * What may happen to a value between the vendor's event and a platform: a closed set, so that every step is known
 * backwards. `preimage` is exact for all of them; `image` gives nothing where the platform's field cannot say the test.
 */
export type Transform =
  /** Text in lower case. Loses letter case. */
  | 'lowercase'
  | 'uppercase'
  /** Numbers and booleans as their canonical text. Loses nothing that a field of one type has. */
  | 'stringify'
  /** Canonical texts of numbers as numbers. */
  | 'numberify'
  /** Data of the Windows registry, numbers in decimal. Loses how a number was stored. */
  | 'registryData'
  /** Windows paths with the volume in place of the drive. Loses the drive. */
  | 'devicePath'
  /** The first run of characters of a user name. Not written. */
  | 'nameRun'
  /** Made from the value in a way that the pack cannot say: a test of it proves nothing. Not written. */
  | 'opaque'
  /** The part behind the last separator. Loses the folder. */
  | { readonly basename: string }
  /** The extension of a file's name, behind the last separator of folders. No value without a dot. Not written. */
  | { readonly extension: string }
  /** The part before the first separator (or behind the last); the whole text where there is none. */
  | { readonly before: string }
  | { readonly after: string }
  /** Vendor value to platform value. Other values: one word, the value itself (`same`), or none. */
  | {
      readonly map: Readonly<Record<string, Scalar>>
      readonly otherwise?: Scalar | { readonly same: true }
      /** A claim that is checked: no two vendor values become the same one. */
      readonly inverts?: boolean
    }

export type ValueLeaf = MatcherNode | ExistsNode

export interface ValueTransform {
  /** What the loss is, in words; absent where the value can be had back. */
  readonly loses?: string
  /** The platform's value; undefined where it has none. */
  readonly apply: (value: Scalar) => Scalar | undefined
  /** The vendor's value, where there is only one. */
  readonly invert?: (value: Scalar) => Scalar | undefined
  /** The condition on the vendor's field that is true exactly when the platform's value satisfies the leaf. */
  readonly preimage: (leaf: ValueLeaf, raw: Path) => Condition
  /** A test of the platform's field that says the same as the leaf on the vendor's, or undefined. */
  readonly image: (leaf: ValueLeaf, name: Path) => Condition | undefined
}

export const IDENTITY: ValueTransform = {
  apply: (value) => value,
  invert: (value) => value,
  preimage: (leaf, raw) => ({ ...leaf, field: raw }),
  image: (leaf, name) => ({ ...leaf, field: name }),
}

export function valueTransform(transform: Transform | undefined): ValueTransform {
  if (transform === undefined) return IDENTITY
  if (typeof transform === 'string') return NAMED[transform]
  if ('map' in transform) return mapTransform(transform.map, transform.otherwise)
  if ('basename' in transform) return basename(transform.basename)
  if ('extension' in transform) return fileExtension(transform.extension)
  return 'before' in transform ? beside(transform.before, 0) : beside(transform.after, -1)
}

/** What is wrong with a transform of a pack, or undefined. */
export function transformProblem(document: unknown): string | undefined {
  if (typeof document === 'string') {
    return Object.hasOwn(NAMED, document) ? undefined : `one of ${TRANSFORMS}; "${document}" is not known`
  }
  if (typeof document !== 'object' || document === null) return `one of ${TRANSFORMS}`
  const { map, otherwise, inverts, ...rest } = document as Record<string, unknown>
  if (map === undefined) {
    const [[word, separator] = ['', undefined], second] = Object.entries(rest)
    if (second !== undefined || !['basename', 'extension', 'before', 'after'].includes(word))
      return `one of ${TRANSFORMS}`
    return typeof separator === 'string' && separator !== '' ? undefined : `${word} with a separator`
  }
  if (typeof map !== 'object' || map === null || Object.keys(rest).length > 0) return 'map with an object of values'
  const images = Object.values(map)
  if (!images.every(isScalar)) return 'map with texts, numbers or booleans as values'
  if (otherwise !== undefined && !isScalar(otherwise) && !isSame(otherwise)) {
    return 'map with `otherwise` a value or { same: true }'
  }
  if (inverts === true && new Set(images).size < images.length) {
    return 'a map without `inverts`: two vendor values become the same one, so it does not invert'
  }
  return undefined
}

const TRANSFORMS =
  'lowercase, uppercase, stringify, numberify, registryData, devicePath, nameRun, opaque, basename, extension, before, after, map'

const NAMED: { readonly [K in Extract<Transform, string>]: ValueTransform } = {
  lowercase: letterCase(lowerText, 'lower'),
  uppercase: letterCase(upperText, 'upper'),
  registryData: REGISTRY_DATA,
  devicePath: DEVICE_PATH,
  nameRun: NAME_RUN,
  opaque: {
    loses: 'how the value is made',
    apply: () => undefined,
    preimage: (leaf, raw) => opaque('mapping', JSON.stringify({ ...leaf, span: undefined }), [raw], leaf.span),
    image: () => undefined,
  },
  stringify: {
    apply: canonicalText,
    preimage: stringifyPreimage,
    image: (leaf, name) => {
      switch (leaf.kind) {
        case 'Compare':
          return leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object'
            ? compare(name, 'eq', canonicalText(leaf.value), spanOf(leaf))
            : undefined
        case 'In':
          return isIn(name, [...new Set(leaf.values.map(canonicalText))], leaf.span)
        case 'Match':
        case 'Regex':
          return { ...leaf, field: name, on: 'string' }
        default:
          return { ...leaf, field: name }
      }
    },
  },
  numberify: {
    apply: numberOf,
    invert: canonicalText,
    preimage: (leaf, raw) => {
      if (leaf.kind === 'Compare' && typeof leaf.value === 'number' && leaf.op === 'eq') {
        return compare(raw, 'eq', canonicalText(leaf.value), spanOf(leaf))
      }
      if (leaf.kind === 'In') {
        return isIn(raw, leaf.values.filter((value) => typeof value === 'number').map(canonicalText), leaf.span)
      }
      if (leaf.kind === 'Compare' && leaf.domain === 'number') return { ...leaf, field: raw, domain: 'numeric' }
      if (leaf.kind === 'Match' || leaf.kind === 'Regex') {
        return leaf.on === 'scalar' ? { ...leaf, field: raw, on: 'string' } : FALSE
      }
      return { ...leaf, field: call('number', raw) }
    },
    image: (leaf, name) => {
      if (leaf.kind === 'Compare' && typeof leaf.value === 'string' && leaf.op === 'eq') {
        const number = numberOf(leaf.value)
        return number === undefined ? FALSE : compare(name, 'eq', number, spanOf(leaf))
      }
      if (leaf.kind === 'In') {
        const numbers = leaf.values.flatMap((value) => numberOf(value) ?? [])
        return isIn(name, numbers, leaf.span)
      }
      if (leaf.kind === 'Compare' && leaf.domain === 'numeric') return { ...leaf, field: name, domain: 'number' }
      return leaf.kind === 'Exists' ? exists(name, leaf.span) : undefined
    },
  },
}

function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}

function call(name: ValueExpression['call'], raw: Path, ...literals: readonly Scalar[]): Field {
  return { call: name, args: [raw, ...literals.map((literal) => ({ literal }))] }
}

function numberOf(value: Scalar): number | undefined {
  if (typeof value !== 'string') return undefined
  const number = Number(value)
  return Number.isFinite(number) && canonicalText(number) === value ? number : undefined
}

function stringifyPreimage(leaf: ValueLeaf, raw: Path): Condition {
  switch (leaf.kind) {
    case 'Compare':
      if (leaf.op === 'eq' && leaf.domain === undefined) {
        return typeof leaf.value === 'string' ? match(raw, [leaf.value], { on: 'scalar', ...spanOf(leaf) }) : FALSE
      }
      return { ...leaf, field: call('string', raw) }
    case 'In':
      return either(
        leaf.values
          .filter((value) => typeof value === 'string')
          .map((value) => match(raw, [value], { on: 'scalar', ...spanOf(leaf) })),
      )
    case 'Match':
    case 'Regex':
      return { ...leaf, field: raw, on: 'scalar' }
    case 'Cidr':
    case 'Exists':
      return { ...leaf, field: raw }
  }
}

function letterCase(fold: (text: string) => string, name: 'lower' | 'upper'): ValueTransform {
  const isFolded = (pattern: Pattern): boolean =>
    pattern.every((part) => typeof part !== 'string' || fold(part) === part)
  const folded = (pattern: Pattern): Pattern => pattern.map((part) => (typeof part === 'string' ? fold(part) : part))
  return {
    loses: 'letter case',
    apply: (value) => (typeof value === 'string' ? fold(value) : value),
    preimage: (leaf, raw) => {
      const text = (value: Scalar): Condition => {
        if (typeof value !== 'string') return compare(raw, 'eq', value, spanOf(leaf))
        return fold(value) === value ? match(raw, [value], { ignoreCase: true, ...spanOf(leaf) }) : FALSE
      }
      switch (leaf.kind) {
        case 'Compare':
          if (leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object') return text(leaf.value)
          return { ...leaf, field: leaf.domain === 'text' ? call(name, raw) : raw }
        case 'In':
          return either(leaf.values.map(text))
        case 'Match':
          return leaf.ignoreCase || isFolded(leaf.pattern) ? { ...leaf, field: raw, ignoreCase: true } : FALSE
        case 'Regex':
          return leaf.ignoreCase ? { ...leaf, field: raw } : { ...leaf, field: call(name, raw) }
        case 'Cidr':
        case 'Exists':
          return { ...leaf, field: raw }
      }
    },
    image: (leaf, field) => {
      switch (leaf.kind) {
        case 'Match': {
          const literal = literalOf(leaf.pattern)
          if (literal !== undefined && leaf.on === 'string') return compare(field, 'eq', fold(literal), spanOf(leaf))
          return { ...leaf, field, pattern: folded(leaf.pattern), ignoreCase: false }
        }
        case 'Compare':
          if (leaf.op !== 'eq' || leaf.domain !== undefined) return undefined
          return typeof leaf.value === 'string'
            ? compare(field, 'eq', fold(leaf.value), spanOf(leaf))
            : { ...leaf, field }
        case 'In':
          return isIn(
            field,
            [...new Set(leaf.values.map((value) => (typeof value === 'string' ? fold(value) : value)))],
            leaf.span,
          )
        case 'Regex':
          return leaf.ignoreCase ? { ...leaf, field } : undefined
        case 'Cidr':
        case 'Exists':
          return { ...leaf, field }
      }
    },
  }
}

/** `otherwise` decides what becomes of values that the map does not name. */
function mapTransform(
  map: Readonly<Record<string, Scalar>>,
  otherwise: Scalar | { readonly same: true } | undefined,
): ValueTransform {
  const keys = Object.keys(map)
  const images = Object.values(map)
  const many = new Set(images).size < images.length || (otherwise !== undefined && typeof otherwise !== 'object')
  const apply = (value: Scalar): Scalar | undefined => {
    const key = canonicalText(value)
    if (Object.hasOwn(map, key)) return map[key]
    return typeof otherwise === 'object' ? value : otherwise
  }
  const preimage = (leaf: ValueLeaf, raw: Path): Condition => {
    const satisfies = (value: Scalar): boolean =>
      leaf.kind === 'Exists' ? true : leafTest(leaf)(value, undefined) === true
    const wanted = keys.filter((key) => satisfies(map[key] as Scalar))
    const named = wanted.length === 0 ? [] : [textIs(raw, wanted, leaf)]
    if (otherwise === undefined) return either(named)
    const literals = literalsOf(leaf)
    if (typeof otherwise === 'object' && literals !== undefined) {
      const kept = literals.filter((value) => !keys.includes(canonicalText(value)))
      const own = kept.length === 1 ? compare(raw, 'eq', kept[0] as Scalar, spanOf(leaf)) : isIn(raw, kept, leaf.span)
      return either([...named, ...(kept.length === 0 ? [] : [own])])
    }
    const others = not(textIs(raw, keys, leaf), leaf.span)
    if (typeof otherwise === 'object') return either([...named, and([{ ...leaf, field: raw }, others], leaf.span)])
    if (!satisfies(otherwise)) return either(named)
    if (wanted.length === keys.length) return exists(raw, leaf.span)
    return either([...named, and([exists(raw, leaf.span), others], leaf.span)])
  }
  return {
    ...(many ? { loses: 'which of several values it was' } : {}),
    apply,
    ...(many ? {} : { invert: (value: Scalar) => keys.find((key) => map[key] === value) }),
    preimage,
    image: (leaf, name) => {
      const values = literalsOf(leaf)
      if (values === undefined) {
        if (leaf.kind === 'Exists' && otherwise !== undefined) return exists(name, leaf.span)
        return undefined
      }
      const out = values.map(apply)
      if (out.some((value) => value === undefined)) return undefined
      // The platform must say no more than the leaf: every vendor value behind these images is among those asked for.
      const asked = new Set(values.map(canonicalText))
      const wanted = new Set(out)
      const more = keys.some((key) => wanted.has(map[key] as Scalar) && !asked.has(key))
      const rest = typeof otherwise !== 'object' && otherwise !== undefined && wanted.has(otherwise)
      if (more || rest) return undefined
      const list = [...wanted] as Scalar[]
      return list.length === 1 ? compare(name, 'eq', list[0] as Scalar, spanOf(leaf)) : isIn(name, list, leaf.span)
    },
  }
}

/** The values of an equality. */
function literalsOf(leaf: ValueLeaf): readonly Scalar[] | undefined {
  if (leaf.kind === 'In') return leaf.values
  if (leaf.kind === 'Compare' && leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object') {
    return [leaf.value]
  }
  if (leaf.kind !== 'Match' || leaf.ignoreCase) return undefined
  const literal = literalOf(leaf.pattern)
  return literal === undefined ? undefined : [literal]
}

/** Some value reads as one of the texts. */
function textIs(raw: Path, texts: readonly string[], leaf: ValueLeaf): Condition {
  const plain = texts.every((text) => Number.isNaN(Number(text)) && text !== 'true' && text !== 'false')
  if (plain) {
    return texts.length === 1 ? compare(raw, 'eq', texts[0] as string, spanOf(leaf)) : isIn(raw, texts, leaf.span)
  }
  return either(texts.map((text) => match(raw, [text], { on: 'scalar', ...spanOf(leaf) })))
}

function basename(separator: string): ValueTransform {
  const inPart = (pattern: Pattern): boolean =>
    pattern.some((part) => typeof part === 'string' && part.includes(separator))
  const behind = (leaf: ValueLeaf, raw: Path, text: Scalar, ignoreCase: boolean): Condition =>
    typeof text !== 'string' || text.includes(separator)
      ? FALSE
      : match(raw, [ANY_MANY, `${separator}${text}`], { ignoreCase, ...spanOf(leaf) })
  return {
    loses: 'the folder',
    apply: (value) => (typeof value === 'string' ? value.slice(value.lastIndexOf(separator) + 1) : undefined),
    preimage: (leaf, raw) => {
      switch (leaf.kind) {
        case 'Compare':
          if (leaf.op !== 'eq' || leaf.domain !== undefined || typeof leaf.value === 'object') break
          return behind(leaf, raw, leaf.value, false)
        case 'In':
          return either(leaf.values.map((value) => behind(leaf, raw, value, false)))
        case 'Match': {
          if (inPart(leaf.pattern)) return FALSE
          const literal = literalOf(leaf.pattern)
          if (literal !== undefined) return behind(leaf, raw, literal, leaf.ignoreCase)
          const [first, ...rest] = leaf.pattern
          const tail = rest.every((part) => typeof part === 'string')
          // `*.exe` is asked of the whole path alike: the end of a path is the end of its last part.
          if (typeof first === 'object' && first.wildcard === 'many' && tail) return { ...leaf, field: raw }
          return regex(raw, lastPart(leaf.pattern, separator), { ignoreCase: leaf.ignoreCase, ...spanOf(leaf) })
        }
        case 'Exists':
          return exists(raw, leaf.span)
        case 'Regex':
        case 'Cidr':
      }
      return { ...leaf, field: call('split', raw, separator, -1) }
    },
    image: (leaf, name) => {
      if (leaf.kind === 'Exists') return exists(name, leaf.span)
      if (leaf.kind !== 'Match') return undefined
      const [first, ...rest] = leaf.pattern
      const text = rest.length === 1 ? rest[0] : undefined
      if (typeof first !== 'object' || first.wildcard !== 'many' || typeof text !== 'string') return undefined
      const at = text.lastIndexOf(separator)
      if (at > 0) return undefined
      if (at === 0) {
        const whole = text.slice(separator.length)
        if (whole === '') return undefined
        return leaf.ignoreCase
          ? match(name, [whole], { ignoreCase: true, ...spanOf(leaf) })
          : compare(name, 'eq', whole, spanOf(leaf))
      }
      return { ...leaf, field: name }
    },
  }
}

/** Anything, a separator, and the pattern in what follows, where no separator stands. */
function lastPart(pattern: Pattern, separator: string): RegexTree {
  const code = separator.codePointAt(0) as number
  const other: RegexTree = {
    type: 'set',
    ranges: [
      [0, code - 1],
      [code + 1, 0x10ffff],
    ],
  }
  const parts = pattern.map((part): RegexTree => {
    if (typeof part === 'string') return { type: 'text', text: part }
    return part.wildcard === 'one' ? other : { type: 'repeat', part: other, min: 0, max: null }
  })
  return { type: 'concat', parts: [ANY_TEXT, { type: 'text', text: separator }, ...parts] }
}

/** The text before the first separator (0) or behind the last (-1). */
function beside(separator: string, side: 0 | -1): ValueTransform {
  const apply = (value: Scalar): Scalar | undefined => {
    if (typeof value !== 'string') return undefined
    const at = side === 0 ? value.indexOf(separator) : value.lastIndexOf(separator)
    if (at === -1) return value
    return side === 0 ? value.slice(0, at) : value.slice(at + separator.length)
  }
  const around = (leaf: ValueLeaf, raw: Path, text: Scalar, ignoreCase: boolean): Condition => {
    if (typeof text !== 'string' || text.includes(separator)) return FALSE
    const pattern = side === 0 ? [`${text}${separator}`, ANY_MANY] : [ANY_MANY, `${separator}${text}`]
    return or(
      [match(raw, [text], { ignoreCase, ...spanOf(leaf) }), match(raw, pattern, { ignoreCase, ...spanOf(leaf) })],
      leaf.span,
    )
  }
  return {
    loses: side === 0 ? `what follows ${separator}` : `what stands before ${separator}`,
    apply,
    preimage: (leaf, raw) => {
      if (leaf.kind === 'Exists') return exists(raw, leaf.span)
      const literals = literalsOf(leaf)
      if (literals !== undefined) return either(literals.map((value) => around(leaf, raw, value, false)))
      if (leaf.kind === 'Match') {
        const literal = literalOf(leaf.pattern)
        if (literal !== undefined) return around(leaf, raw, literal, true)
      }
      return { ...leaf, field: call('split', raw, separator, side) }
    },
    image: (leaf, name) => (leaf.kind === 'Exists' ? exists(name, leaf.span) : undefined),
  }
}

function either(parts: readonly Condition[]): Condition {
  if (parts.length === 0) return FALSE
  return parts.length === 1 ? (parts[0] as Condition) : or(parts)
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isSame(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { same?: unknown }).same === true
}
