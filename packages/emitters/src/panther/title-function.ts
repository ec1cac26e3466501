import type { EmitOptions, Rule } from '@ruleglot/core'
import { formatStringText, pythonString } from './escape.js'
import { formatLines, readField } from './format-lines.js'
import { LINE_WIDTH, layoutStatement } from './layout.js'
import { canWriteText, textFunction, type WriteTests } from './text-function.js'

/**
 * title(): Panther groups alerts by it. The source's own words where they are text and fields; else the title and who did
 * it, as far as the log source's pack knows; else the title alone, and all matches of a period are one alert.
 */
export function titleFunction(
  { alertTitle = [] }: Rule,
  title: string,
  options: EmitOptions,
  write: WriteTests,
): readonly string[] {
  if (alertTitle.length > 0 && canWriteText(alertTitle, options)) return textFunction('title', alertTitle, write)
  const actor = options.target?.actor
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
    ...layoutStatement(`${name} = `, readField({ path: actor.path, missing: `<unknown ${actor.label}>` }), 1),
    ...formatLines([`${title}: `, { name }], 1),
  ]
}
