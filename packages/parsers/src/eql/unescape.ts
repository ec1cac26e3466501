/** The texts that strings and quoted names stand for. */
export type Unescaped = { readonly text: string } | { readonly badAt: number; readonly length: number }

/** `"..."`: `\b \t \n \f \r \" \\` and `\u{hex}` of two to eight digits; any other backslash is an error. */
export function unescapeString(image: string): Unescaped {
  const inner = image.slice(1, -1)
  if (!inner.includes('\\')) return { text: inner }
  let text = ''
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at] as string
    if (character !== '\\') {
      text += character
      continue
    }
    const next = inner[at + 1] ?? ''
    const short = SHORT_ESCAPES[next]
    if (short !== undefined) {
      text += short
      at++
      continue
    }
    const hex = HEX_ESCAPE.exec(inner.slice(at, at + 12))
    const code = hex === null ? Number.NaN : Number.parseInt(hex[1] as string, 16)
    if (hex === null || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return { badAt: at + 1, length: 2 }
    text += String.fromCodePoint(code)
    at += hex[0].length - 1
  }
  return { text }
}

/** `"""..."""`: everything stands for itself. */
export function unescapeRaw(image: string): string {
  return image.slice(3, -3)
}

/** `?a.b`, `` `a-b`.c ``: the keys of a field. */
export function fieldKeys(image: string): {
  readonly path: readonly string[]
  readonly optional: boolean
  readonly indexed: boolean
} {
  const optional = image.startsWith('?')
  const name = optional ? image.slice(1) : image
  const indexed = /\[\d+\]$/.test(name)
  const path = (name.replace(/(?:\[\d+\])+$/, '').match(/`(?:[^`]|``)+`|[^.`]+/g) ?? []).flatMap((part) =>
    part.startsWith('`') ? part.slice(1, -1).replaceAll('``', '`').split('.') : [part],
  )
  return { path, optional, indexed }
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
}

const HEX_ESCAPE = /^\\u\{([0-9a-fA-F]{2,8})\}/
