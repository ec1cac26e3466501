import { parseEqlQuery } from './parse-query.js'

/** How much a text looks like EQL: it must parse, which texts of other languages do not, for want of a `where`. */
export function detectEql(text: string, name: string | undefined): number {
  if (name !== undefined && /\.eql$/i.test(name)) return 1
  if (name !== undefined && OTHER_NAMES.test(name)) return 0
  if (text.length > LONGEST || !/\bwhere\b/.test(text)) return 0
  return parseEqlQuery(text).ok ? 0.9 : 0
}

const LONGEST = 100_000
const OTHER_NAMES = /\.(?:ya?ml|toml|json|ndjson|m?js|py|condition|kql|kuery)$/i
