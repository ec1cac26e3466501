import { UNARY_WORDS, VALUE_WORDS } from './words.js'

const WORDS = [...Object.keys(VALUE_WORDS), ...UNARY_WORDS].filter((word) => /^\w+$/.test(word)).join('|')
const PREDICATE = new RegExp(
  `^[ \\t(]*(?:not[ \\t]+)?[\\w.:@\`-]+[ \\t]+(?:not[ \\t]+)?(?:${WORDS})(?:[ \\t]+["'\\d(\\[]|[ \\t]*$)`,
  'm',
)

/** Names of files that hold something else. */
const OTHER_NAMES = /\.(?:ya?ml|toml|json|ndjson|m?js|py|kql|kuery|eql)$/i

/** A catalog page has its headings; a condition has a predicate with a word for an operator at the start of a line. */
export function detect(text: string, name?: string): number {
  // A line of another language may look like a predicate.
  if (name !== undefined && OTHER_NAMES.test(name)) return 0
  const start = text.slice(0, 100_000)
  if (/^Detection logic[ \t]*\r?$/m.test(start) && /^Condition[ \t]*\r?$/m.test(start)) return 0.95
  if (/^Stages and Predicates[ \t]*\r?$/m.test(start)) return 0.9
  return PREDICATE.test(start) ? 0.7 : 0
}
