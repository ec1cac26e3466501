/** The value of a Python string literal, or undefined where it has none that we take (bytes, named characters). */
export function stringValue(source: string): string | undefined {
  const parts = /^([rRuU]?)("""|'''|"|')([\s\S]*)$/.exec(source)
  if (parts === null) return undefined
  const [, prefix = '', quote = '', rest = ''] = parts
  if (!rest.endsWith(quote)) return undefined
  const body = rest.slice(0, rest.length - quote.length).replace(/\r\n?/g, '\n')
  return prefix.toLowerCase() === 'r' ? body : decodeEscapes(body)
}

const SINGLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function decodeEscapes(body: string): string | undefined {
  let unclear = false
  const text = body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole: string, x?: string, u?: string, wide?: string, octal?: string, single?: string) => {
      const hex = x ?? u ?? wide
      if (hex !== undefined) {
        const point = Number.parseInt(hex, 16)
        if (point <= 0x10ffff) return String.fromCodePoint(point)
        unclear = true
        return ''
      }
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
      if (single !== undefined && 'xuUN'.includes(single)) unclear = true
      return SINGLE[single ?? ''] ?? whole
    },
  )
  return unclear ? undefined : text
}

/** The value of a number literal when a double holds it exactly; undefined for complex and inexact ones. */
export function numberValue(source: string): number | undefined {
  const text = source.replace(/_/g, '')
  if (/^0[xob]/i.test(text)) {
    const value = Number(text)
    return Number.isSafeInteger(value) ? value : undefined
  }
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text) || /^0\d+$/.test(text)) return undefined
  const value = Number(text)
  return /^\d+$/.test(text) && BigInt(text) !== bigOf(value) ? undefined : value
}

function bigOf(value: number): bigint | undefined {
  return Number.isFinite(value) ? BigInt(value) : undefined
}
