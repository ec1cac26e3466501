import {
  type AlertTitle,
  type AskedField,
  askedFields,
  type EmitOptions,
  type Rule,
  segmentKey,
  type TitleField,
} from '@ruleglot/core'
import { formatStringText, pythonString } from './escape.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { localName } from './names.js'

/**
 * title(): Panther groups alerts by it. The source's own words where they are text and fields; else the title and who did
 * it, as far as the log source's pack knows; else the title alone, and all matches of a period are one alert.
 */
export function titleFunction({ alertTitle }: Rule, title: string, { target }: EmitOptions): readonly string[] {
  if (alertTitle !== undefined && alertTitle.length > 0) return templateFunction('title', alertTitle)
  const actor = target?.actor
  if (actor === undefined) return ['def title(_):', ...layoutStatement('return ', pythonString(title), 1)]
  const wanted = actor.name ?? actor.label
  const name = /^[a-z_][a-z0-9_]*$/.test(wanted) ? wanted : 'actor'
  const [key, below] = actor.path
  if (key !== undefined && below === undefined && /^\w+$/.test(key) && /^[\w ]+$/.test(actor.label)) {
    const line = `    return f"${formatStringText(title)}: {event.get('${key}', '<unknown ${actor.label}>')}"`
    if (line.length <= LINE_WIDTH) return ['def title(event):', line]
  }
  return [
    'def title(event):',
    ...layoutStatement(`${name} = `, read({ path: actor.path, missing: `<unknown ${actor.label}>` }), 1),
    ...formatLines([`${title}: `, { name }]),
  ]
}

/** A function whose text is made of fields. */
export function templateFunction(called: 'title' | 'dedup', template: AlertTitle): readonly string[] {
  const names = new Map<string, string>()
  const locals: string[] = []
  const parts = template.map((part): Part => {
    if (typeof part === 'string') return part
    const value = read(part)
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
function read({ missing, ...field }: TitleField): string {
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
function formatLines(parts: readonly Part[]): readonly string[] {
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
