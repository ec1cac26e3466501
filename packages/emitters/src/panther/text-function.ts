import { type AlertTitle, type AskedField, askedFields, segmentKey, type TitleField } from '@ruleglot/core'
import { formatStringText, pythonString } from './escape.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { localName } from './names.js'

/** title() or dedup(): fields as locals, then the text they are put into. */
export function textFunction(called: 'title' | 'dedup', template: AlertTitle): readonly string[] {
  const names = new Map<string, string>()
  const locals: string[] = []
  const parts = template.map((part): Part => {
    if (typeof part === 'string') return part
    const value = readField(part)
    const known = names.get(value)
    if (known !== undefined) return { name: known }
    const name = localName(part.path, new Set(names.values()))
    names.set(value, name)
    locals.push(...layoutStatement(`${name} = `, value, 1))
    return { name }
  })
  return [`def ${called}(${names.size === 0 ? '_' : 'event'}):`, ...locals, ...formatLines(parts)]
}

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

type Part = string | { readonly name: string }

/** An f-string; one a line in parentheses where it is too long. */
export function formatLines(parts: readonly Part[]): readonly string[] {
  const texts = parts.flatMap((part) =>
    typeof part === 'string' ? (formatStringText(part).match(/\S*\s*/g) ?? []) : [`{${part.name}}`],
  )
  const whole = `    return ${quoted(texts.join(''))}`
  if (whole.length <= LINE_WIDTH) return [whole]
  const lines: string[] = []
  for (const text of texts) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + text.length + ROOM <= LINE_WIDTH) lines[lines.length - 1] = last + text
    else lines.push(text)
  }
  return ['    return (', ...lines.filter((line) => line !== '').map((line) => `        ${quoted(line)}`), '    )']
}

/** Indent, f, two quotes. */
const ROOM = 11

function quoted(text: string): string {
  // Without a field in it an f-string is a string.
  return /(?<!\{)(?:\{\{)*\{(?!\{)/.test(text) ? `f"${text}"` : `"${text.replaceAll('{{', '{').replaceAll('}}', '}')}"`
}
