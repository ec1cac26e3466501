import { readDecimal, type Scalar } from '@ruleglot/core'

/**
 * What Kibana and Elasticsearch make of a text for a field of a type: the values that an equality with it accepts.
 * The reading side has the same table; emitting uses it to find the text for a set of values. `untypedWords`: no type is
 * known, and `true` is a boolean in quotes too (KQL; EQL refuses a text beside a boolean field).
 */
export type ValueKind = 'untyped' | 'untypedWords' | 'text' | 'number' | 'boolean'

/** The value texts to write, or what keeps the set from being written. */
export type WrittenValues =
  | {
      readonly texts: readonly WrittenValue[]
      /** What the values must be for the text to mean the set: one type, when present. */
      readonly relyOn: 'string' | 'number' | 'boolean' | undefined
    }
  | { readonly unwritable: readonly Scalar[] }

export interface WrittenValue {
  readonly text: string
  /** `true` and `false` stand bare; texts may be quoted. */
  readonly literal: boolean
}

export function writeValues(values: readonly Scalar[], kind: ValueKind): WrittenValues {
  const texts = textsFor(values, kind)
  const read = texts.flatMap((text) => valuesOf(text, kind))
  if (sameSet(values, read)) return { texts, relyOn: undefined }
  for (const type of ['string', 'number', 'boolean'] as const) {
    const wanted = values.filter((value) => typeof value === type)
    if (
      wanted.length === 0 ||
      !sameSet(
        wanted,
        read.filter((value) => typeof value === type),
      )
    )
      continue
    // Values of other types may go only where a twin of this type stays: 1 beside "1".
    const stays = twinTest(wanted)
    if (values.every(stays)) return { texts, relyOn: type }
  }
  return { unwritable: values }
}

/** One text per value, in order; a number or boolean that a text of the set stands for needs none of its own. */
function textsFor(values: readonly Scalar[], kind: ValueKind): readonly WrittenValue[] {
  const texts: WrittenValue[] = []
  const strings = new Set(values.filter((value) => typeof value === 'string'))
  const numbers = new Set([...strings].map((text) => numberOf(text as string)))
  const hasBoolean = new Set(values.filter((value) => typeof value === 'boolean').map(String))
  const written = new Set<string>()
  for (const value of values) {
    if (typeof value === 'number' && kind !== 'number' && numbers.has(value)) continue
    const text = String(value)
    const isWord = kind === 'untypedWords' ? value === 'true' || value === 'false' : hasBoolean.has(text)
    const literal = typeof value === 'boolean' || (typeof value === 'string' && isWord)
    const key = `${literal}${text}`
    if (!written.has(key)) texts.push({ text, literal })
    written.add(key)
  }
  return texts
}

/** Whether some of these has the text of a value, or is the number that its text names, or the other way round. */
function twinTest(among: readonly Scalar[]): (value: Scalar) => boolean {
  const texts = new Set(among.map(String))
  const values = new Set(among)
  const named = new Set(among.flatMap((one) => (typeof one === 'string' ? (numberOf(one) ?? []) : [])))
  return (value) => {
    if (texts.has(String(value))) return true
    if (typeof value === 'number') return named.has(value)
    const number = typeof value === 'string' ? numberOf(value) : undefined
    return number !== undefined && values.has(number)
  }
}

const READ: Readonly<Record<ValueKind, (value: WrittenValue) => readonly Scalar[]>> = {
  untyped: untypedValues,
  untypedWords: untypedValues,
  text: ({ text }) => [text],
  number: ({ text }) => {
    const number = numberOf(text)
    return number === undefined ? [] : [number]
  },
  boolean: ({ text }) => (text === 'true' || text === 'false' ? [text === 'true'] : []),
}

function untypedValues({ text, literal }: WrittenValue): readonly Scalar[] {
  if (literal) return [text === 'true', text]
  const number = numberOf(text)
  return number === undefined ? [text] : [text, number]
}

function valuesOf(value: WrittenValue, kind: ValueKind): readonly Scalar[] {
  return READ[kind](value)
}

function sameSet(a: readonly Scalar[], b: readonly Scalar[]): boolean {
  const inA = new Set(a)
  const inB = new Set(b)
  return [...inA].every((value) => inB.has(value)) && [...inB].every((value) => inA.has(value))
}

function numberOf(text: string): number | undefined {
  const number = readDecimal(text)
  return typeof number === 'number' ? number : undefined
}
