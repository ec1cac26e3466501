import { parseKqlQuery } from './parse-query.js'

/**
 * How much a text looks like KQL: it must parse, and have a field with a value. Texts of other languages rarely parse;
 * what does (a single word, one line of YAML) is told apart by how much of it looks like KQL.
 */
export function detectKql(text: string, name: string | undefined): number {
  if (name !== undefined && /\.(?:kql|kuery)$/i.test(name)) return 1
  if (name !== undefined && OTHER_NAMES.test(name)) return 0
  if (text.length > LONGEST || !FIELD_TEST.test(text) || OTHERS.test(text)) return 0
  if (!parseKqlQuery(text).ok) return 0
  return OPERATORS.test(text) ? 0.8 : 0.4
}

const LONGEST = 100_000

/** A line of YAML may parse as KQL. */
const OTHER_NAMES = /\.(?:ya?ml|toml|json|ndjson|m?js|py|condition|eql)$/i

const FIELD_TEST = /[\w.*@-]\s*(?::|[<>]=?)\s*\S/

/** How JSON, YAML and TOML documents, JavaScript and Python begin or go on. */
const OTHERS =
  /^[ \t]*[[{]|^---|^#|^[ \t]*(?:def|import|from|export|const|function|title|detection|AnalysisType)\b|=>|==/m

const OPERATORS = /\s(?:and|or)\s|\bnot\s|:\s*[({]/i
