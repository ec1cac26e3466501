import { layoutStatement } from './layout.js'
import type { Local, Writing } from './writing.js'

/**
 * The reads of a field that become locals: all texts where there is more than one, what stands at a field where it is
 * asked for often, has a local anyway or is long, and what a line would break within. Those that have been named stay so.
 */
export function namedReads(writing: Writing, expressions: readonly string[]): ReadonlySet<string> {
  const { reads, named, locals } = writing
  const times = timesOf(expressions.join('\n'))
  const unbroken = timesOf(expressions.flatMap((text) => layoutStatement('return ', text, 1)).join('\n'))
  const texts = [...reads].filter(([, { as }]) => as === 'text' || as === 'folded')
  const textTimes = texts.reduce((sum, [read]) => sum + (times.get(read) ?? 0), 0)
  const textFields = new Set(texts.map(([, { path }]) => JSON.stringify(path)))
  const rawLocals = new Set(
    [...locals.values()].filter(({ as }) => as === 'raw').map(({ path }) => JSON.stringify(path)),
  )
  // Made anew for each item otherwise.
  const perItem = (read: string): boolean =>
    expressions.some((text) => text.includes(` in ${read} for `) || text.includes(`fnmatchcase(${read}, pattern) for `))
  const isNamed = ([read, { as, path }]: readonly [string, Local]): boolean => {
    if (named.has(read)) return true
    const count = times.get(read) ?? 0
    if (count > 0 && !unbroken.has(read)) return true
    if (as === 'items') return count > 1
    if (as !== 'raw') return textTimes > 1 || perItem(read)
    if (rawLocals.has(JSON.stringify(path))) return true
    // Its text is a local: two names for one field say less than the read.
    if (textFields.has(JSON.stringify(path))) return false
    return path.length > 1 && (count >= OFTEN || (count > 1 && read.length > LONG))
  }
  return new Set([...reads].filter(isNamed).map(([read]) => read))
}

const OFTEN = 3

/** Columns. */
const LONG = 50

/** How often each read stands in a text. One in a string literal does no harm: it counts for nothing but a name. */
function timesOf(text: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const [read] of text.matchAll(READ)) times.set(read, (times.get(read) ?? 0) + 1)
  return times
}

const KEY = /(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')/.source
const READ = new RegExp(
  [
    `str\\(event\\.deep_get\\((?:${KEY}, )+default=""\\)\\)(?:\\.lower\\(\\))?`,
    `event\\.deep_get\\((?:${KEY}, )+default=\\[\\]\\)`,
    `event\\.(?:deep_)?get\\(${KEY}(?:, ${KEY})*\\)`,
  ].join('|'),
  'g',
)
