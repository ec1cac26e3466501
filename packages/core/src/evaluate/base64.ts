/**
 * Base64 of the standard alphabet with its padding (RFC 4648 section 4, no white space) to the UTF-8 text it holds;
 * undefined for anything else. Written out because browsers and Node share no decoder that is this strict.
 */
export function decodeBase64(text: string): string | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (let i = 0; i < text.length - padding; i++) {
    const digit = ALPHABET.indexOf(text[i] as string)
    if (digit === -1) return undefined
    bits = ((bits << 6) | digit) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes.push((bits >> held) & 0xff)
    }
  }
  return decodeUtf8(bytes)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Strict: no overlong forms, no surrogates, nothing above U+10FFFF, no byte out of place. */
function decodeUtf8(bytes: readonly number[]): string | undefined {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++] as number
    if (first < 0x80) {
      text += String.fromCharCode(first)
      continue
    }
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
    if (more === 0) return undefined
    let point = first & (0x3f >> more)
    for (let k = 0; k < more; k++) {
      const byte = bytes[i++]
      if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined
      point = (point << 6) | (byte & 0x3f)
    }
    const least = [0x80, 0x800, 0x10000][more - 1] as number
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined
    text += String.fromCodePoint(point)
  }
  return text
}
