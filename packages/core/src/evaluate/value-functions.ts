import type { Scalar, ValueFunction } from '../ir/node.js'
import { pathOf } from '../ir/path.js'
import { decodeBase64 } from './base64.js'
import { canonicalText } from './canonical-text.js'
import { codePoints, indexOfText } from './code-points.js'
import { readNumeric } from './compare-values.js'
import { expandEvent } from './expand-event.js'
import { lowerText, upperText } from './fold-text.js'
import { type InstantFields, instantFields, parseInstant } from './instant.js'
import { nodesAt, scalarsOf, stepsOf } from './reach.js'

/**
 * The functions of value expressions, each total: given scalars it has its results, or none where the arguments are of
 * the wrong type or number. spec/ir.md#value-expressions states them one by one.
 */
export const VALUE_FUNCTIONS = {
  lower: ofText((text) => lowerText(text)),
  upper: ofText((text) => upperText(text)),
  trim: ofText(trimText),
  length: ofText((text) => codePoints(text).length),
  split: (args) => {
    const [text, separator, index] = args
    if (args.length !== 3 || typeof text !== 'string' || typeof separator !== 'string' || separator === '') return NONE
    if (typeof index !== 'number' || !Number.isInteger(index)) return NONE
    const pieces = splitText(text, separator)
    const piece = pieces[index < 0 ? pieces.length + index : index]
    return piece === undefined ? NONE : [piece]
  },
  concat: (args) => (args.length > 0 && args.every((arg) => typeof arg === 'string') ? [args.join('')] : NONE),
  number: (args) => {
    const number = args.length === 1 ? readNumeric(args[0] as Scalar) : undefined
    return number === undefined ? NONE : [number + 0]
  },
  string: (args) => (args.length === 1 ? [canonicalText(args[0] as Scalar)] : NONE),
  jsonDecode: (args) => {
    const [text, field] = args
    if (args.length < 1 || args.length > 2 || typeof text !== 'string') return NONE
    if (args.length === 2 && typeof field !== 'string') return NONE
    return decodeJson(text, typeof field === 'string' ? field : '')
  },
  base64Decode: (args) => {
    const text = args.length === 1 && typeof args[0] === 'string' ? decodeBase64(args[0]) : undefined
    return text === undefined ? NONE : [text]
  },
  add: ofNumbers((a, b) => a + b),
  subtract: ofNumbers((a, b) => a - b),
  multiply: ofNumbers((a, b) => a * b),
  divide: ofNumbers((a, b) => (b === 0 ? Number.NaN : a / b)),
  modulo: ofNumbers((a, b) => a % b),
  timestampPart: (args) => {
    const [text, part] = args
    if (args.length !== 2 || typeof text !== 'string' || typeof part !== 'string') return NONE
    const instant = parseInstant(text)
    if (instant === undefined) return NONE
    if (part === 'epoch') return [instant]
    const fields = instantFields(instant)
    return Object.hasOwn(fields, part) ? [fields[part as keyof InstantFields]] : NONE
  },
} as const satisfies { readonly [F in ValueFunction]: Apply }

export type Apply = (args: readonly Scalar[]) => readonly Scalar[]

const NONE: readonly Scalar[] = []

function ofText(apply: (text: string) => Scalar): Apply {
  return (args) => (args.length === 1 && typeof args[0] === 'string' ? [apply(args[0])] : NONE)
}

/** Two numbers to one; no result where that is not finite. Adding 0 turns -0 into 0. */
function ofNumbers(apply: (a: number, b: number) => number): Apply {
  return ([a, b, ...more]) => {
    if (typeof a !== 'number' || typeof b !== 'number' || more.length > 0) return NONE
    const result = apply(a, b)
    return Number.isFinite(result) ? [result + 0] : NONE
  }
}

function splitText(text: string, separator: string): readonly string[] {
  const pieces: string[] = []
  let from = 0
  for (let at = indexOfText(text, separator); at !== -1; at = indexOfText(text, separator, from)) {
    pieces.push(text.slice(from, at))
    from = at + separator.length
  }
  pieces.push(text.slice(from))
  return pieces
}

/** What Python strips: Unicode White_Space and U+001C to U+001F. JavaScript's trim takes U+FEFF too, and not those. */
const WHITE_SPACE = new Set(
  [...'\t\n\v\f\r\x1c\x1d\x1e\x1f \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000'].concat(
    Array.from({ length: 11 }, (_, i) => String.fromCharCode(0x2000 + i)),
  ),
)

function trimText(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && WHITE_SPACE.has(text[from] as string)) from++
  while (from < to && WHITE_SPACE.has(text[to - 1] as string)) to--
  return text.slice(from, to)
}

/** The scalars at a field of the decoded document; none for what is not JSON or nested too deep to be data. */
function decodeJson(text: string, field: string): readonly Scalar[] {
  if (bracketDepth(text) > DEEPEST_JSON) return NONE
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return NONE
  }
  return scalarsOf(nodesAt(stepsOf(pathOf(field)), expandEvent(document)))
}

const DEEPEST_JSON = 1000

function bracketDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth)
    else if (char === ']' || char === '}') depth--
  }
  return deepest
}
