import { type AlertTitle, type EmitOptions, type Path, type Rule, segmentKey } from '@ruleglot/core'
import { formatStringText, pythonString } from './escape.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { localName } from './names.js'

/**
 * title(): Panther groups alerts by it. The source's own words where they are text and fields; else the title and who did
 * it, as far as the log source's pack knows; else the title alone, and all matches of a period are one alert.
 */
export function titleFunction({ alertTitle }: Rule, title: string, { target }: EmitOptions): readonly string[] {
  if (alertTitle !== undefined && alertTitle.length > 0) return templateFunction(alertTitle)
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
    ...layoutStatement(`${name} = `, read(actor.path, `<unknown ${actor.label}>`), 1),
    ...formatLines([`${title}: `, { name }]),
  ]
}

function templateFunction(template: AlertTitle): readonly string[] {
  const names = new Map<string, string>()
  const locals: string[] = []
  const parts = template.map((part): Part => {
    if (typeof part === 'string') return part
    const value = read(part.path, part.missing)
    const known = names.get(value)
    if (known !== undefined) return { name: known }
    const name = localName(part.path, new Set(names.values()))
    names.set(value, name)
    locals.push(...layoutStatement(`${name} = `, value, 1))
    return { name }
  })
  return [names.size === 0 ? 'def title(_):' : 'def title(event):', ...locals, ...formatLines(parts)]
}

/** With deep_get() the text stands for null too. */
function read(path: Path, missing: string | undefined): string {
  const keys = path.map((segment) => pythonString(segmentKey(segment))).join(', ')
  if (missing !== undefined) return `event.deep_get(${keys}, default=${pythonString(missing)})`
  return path.length === 1 ? `event.get(${keys})` : `event.deep_get(${keys})`
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
