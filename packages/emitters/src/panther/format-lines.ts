import { type AskedField, askedFields, segmentKey, type TitleField } from '@ruleglot/core'
import { formatStringText, pythonString } from './escape.js'
import { LINE_WIDTH } from './layout.js'

/** The fields in the order they are asked for, each with the rest as what stands in for it. */
export function readField({ missing, ...field }: TitleField): string {
  const text = missing === undefined ? undefined : pythonString(missing)
  return askedFields(field).reduceRight<string | undefined>(asked, text) ?? 'None'
}

/** `event.get("a") or ...`; with deep_get() the default stands for null too, with get() for a missing key alone. */
function asked(rest: string | undefined, { path, missingWhen }: AskedField): string {
  const keys = path.map((segment) => pythonString(segmentKey(segment)))
  const [last, ...above] = [...keys].reverse()
  const plain = keys.length === 1 ? `event.get(${last})` : `event.deep_get(${keys.join(', ')})`
  if (rest === undefined) return plain
  if (missingWhen === 'empty') return `${plain} or ${rest}`
  if (missingWhen === undefined) return `event.deep_get(${keys.join(', ')}, default=${rest})`
  if (above.length === 0) return `event.get(${last}, ${rest})`
  return `event.deep_get(${above.reverse().join(', ')}, default={}).get(${last}, ${rest})`
}

/** A text, or a local whose text is put there. */
export type FormatPart = string | { readonly name: string }

/** An f-string; one a line in parentheses where it is too long. */
export function formatLines(parts: readonly FormatPart[], depth: number, prefix = 'return '): readonly string[] {
  const indent = '    '.repeat(depth)
  const room = indent.length + ROOM
  const texts = parts.flatMap((part) =>
    typeof part === 'string' ? (formatStringText(part).match(/\S*\s*/g) ?? []) : [`{${part.name}}`],
  )
  const whole = `${indent}${prefix}${quoted(texts.join(''))}`
  if (whole.length <= LINE_WIDTH) return [whole]
  const lines: string[] = []
  for (const text of texts) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + text.length + room <= LINE_WIDTH) lines[lines.length - 1] = last + text
    else lines.push(text)
  }
  const written = lines.filter((line) => line !== '').map((line) => `${indent}    ${quoted(line)}`)
  return [`${indent}${prefix}(`, ...written, `${indent})`]
}

/** One more indent, f, two quotes. */
const ROOM = 7

function quoted(text: string): string {
  // Without a field in it an f-string is a string.
  return /(?<!\{)(?:\{\{)*\{(?!\{)/.test(text) ? `f"${text}"` : `"${text.replaceAll('{{', '{').replaceAll('}}', '}')}"`
}
