import type { Encoding } from './modifiers.js'

/** The texts that the modifiers `wide`, `base64`, `base64offset` and `windash` make of one value: any of them. */
export function encodeText(text: string, encodings: readonly Encoding[]): readonly string[] {
  let bytes: readonly number[] = utf8(text)
  for (const encoding of encodings) {
    if (encoding === 'utf16le') bytes = utf16(text, false)
    else if (encoding === 'utf16be') bytes = utf16(text, true)
    else if (encoding === 'utf16') bytes = [0xff, 0xfe, ...utf16(text, false)]
    else if (encoding === 'base64') return [base64(bytes)]
    else return base64Offsets(bytes)
  }
  // Encodings without base64 compare bytes as characters, as a log that keeps them would.
  return [bytes.map((byte) => String.fromCharCode(byte)).join('')]
}

/** A lone surrogate becomes U+FFFD, as encoders have it. */
function utf8(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const found = character.codePointAt(0) as number
    const code = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found
    if (code < 0x80) bytes.push(code)
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
      bytes.push(LEAD[more] | (code >> (6 * more)))
      for (let i = more - 1; i >= 0; i--) bytes.push(0x80 | ((code >> (6 * i)) & 63))
    }
  }
  return bytes
}

function utf16(text: string, bigEndian: boolean): readonly number[] {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (bigEndian) bytes.push(unit >> 8, unit & 0xff)
    else bytes.push(unit & 0xff, unit >> 8)
  }
  return bytes
}

/** First byte by how many follow. */
const LEAD = { 1: 0xc0, 2: 0xe0, 3: 0xf0 } as const

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    text += [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63]).join('')
  }
  const missing = (3 - (bytes.length % 3)) % 3
  return missing === 0 ? text : text.slice(0, -missing) + '='.repeat(missing)
}

/** What of the encoded text does not depend on the bytes around it, at each of the three offsets. */
function base64Offsets(bytes: readonly number[]): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = base64([...new Array<number>(offset).fill(0), ...bytes])
    const cutStart = [0, 2, 3][offset] as number
    const cutEnd = [0, 3, 2][(bytes.length + offset) % 3] as number
    return encoded.slice(cutStart, encoded.length - cutEnd)
  })
}

/** What Windows takes for a dash before a parameter. */
const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015']

/** Dashes in one value whose five spellings are written out; more would be thousands of values. */
export const MOST_DASHES = 4

/** Every spelling of the dashes that begin a word; undefined when there are too many. The text is Sigma text. */
export function windashVariants(text: string): readonly string[] | undefined {
  const places = [...text.matchAll(/(?<![A-Za-z0-9_])[-/](?=[A-Za-z0-9_])/g)].map((found) => found.index)
  if (places.length > MOST_DASHES) return undefined
  let variants = [text]
  for (const place of places) {
    variants = variants.flatMap((variant) =>
      DASHES.map((dash) => variant.slice(0, place) + dash + variant.slice(place + 1)),
    )
  }
  return variants
}
