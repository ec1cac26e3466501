import type { Path, PathSegment } from '@ruleglot/core'

/** Text that could not be read, with the place in it (UTF-16 offsets, end exclusive). */
export interface EscapeProblem {
  readonly start: number
  readonly end: number
  readonly message: string
  readonly hint: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** What a quoted text says. `raw` has its quotes: "..", '..', r"..", or curly ones. */
export function unescapeText(raw: string): { readonly text: string } | { readonly problem: EscapeProblem } {
  if (raw.startsWith('r"')) return { text: raw.slice(2, -1) }
  const inner = raw.slice(1, -1)
  if (!inner.includes('\\')) return { text: inner }
  let text = ''
  let from = 0
  for (let at = inner.indexOf('\\'); at !== -1; at = inner.indexOf('\\', from)) {
    text += inner.slice(from, at)
    const letter = inner[at + 1] ?? ''
    const hex = letter === 'u' ? /^[0-9a-fA-F]{4}/.exec(inner.slice(at + 2, at + 6))?.[0] : undefined
    const meaning = hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : ESCAPES[letter]
    if (meaning === undefined || (letter === 'u' && hex === undefined) || !Object.hasOwn(ESCAPES, letter)) {
      if (hex === undefined) {
        return {
          problem: {
            start: at + 1,
            end: Math.min(at + 3, raw.length - 1),
            message: `"\\${letter}" is not an escape of this notation.`,
            hint: 'Write the backslash twice, or use r"..." for text with backslashes.',
          },
        }
      }
    }
    text += meaning
    from = at + 2 + (hex?.length ?? 0)
  }
  return { text: text + inner.slice(from) }
}

/** The keys of a field token. `[*]` opens a list, which paths do anyway; a number in brackets is a problem. */
export function fieldPath(image: string): { readonly path: Path } | { readonly problem: EscapeProblem } {
  const path: PathSegment[] = []
  let at = 0
  while (at < image.length) {
    const rest = image.slice(at)
    const separator = /^[.:]/.exec(rest)?.[0].length ?? 0
    const ignoreCase = rest[separator] === '~'
    const start = separator + (ignoreCase ? 1 : 0)
    const part = PART.exec(rest.slice(start))?.[0]
    if (part === undefined) break
    at += start + part.length
    if (part === '[*]') continue
    if (/^\[\d/.test(part)) {
      return {
        problem: {
          start: at - part.length,
          end: at,
          message: 'A single element of a list cannot be named.',
          hint: 'Write [*] for any element, or ["0"] for a key of that name.',
        },
      }
    }
    const key = keyOf(part)
    if ('problem' in key) {
      const shift = at - part.length + 1
      return { problem: { ...key.problem, start: key.problem.start + shift, end: key.problem.end + shift } }
    }
    path.push(ignoreCase ? { key: key.text, ignoreCase: true } : key.text)
  }
  return { path }
}

const PART = /^(?:`[^`]*`|\["[^"\\]*(?:\\.[^"\\]*)*"\]|\[(?:\d+|\*)\]|[^.:~[\]`]+)/

function keyOf(part: string): ReturnType<typeof unescapeText> {
  if (part.startsWith('`')) return { text: part.slice(1, -1) }
  return part.startsWith('[') ? unescapeText(part.slice(1, -1)) : { text: part }
}
