import { type Condition, match, type Pattern, type RegexTree, regex, type Span } from '@ruleglot/core'
import type { KnownType } from '../elastic-query/known-type.js'
import { parseRegex } from '../regex/index.js'
import type { EqlExpression } from './ast.js'
import { assume, isAnalysed, kept, type NamedField, type Reading, refused, spanAt } from './reading.js'

/** Texts against patterns: `:`, `like`, `in~`, the text functions. */
export function lowerPattern(
  reading: Reading,
  field: NamedField,
  pattern: Pattern,
  ignoreCase: boolean,
  part: EqlExpression,
): Condition {
  const span = spanAt(reading, part)
  if (!holdsText(field)) return refused(reading, field, 'a comparison of text', part)
  const on = field.asText ? 'scalar' : 'string'
  if (!ignoreCase) return match(field.path, pattern, { on, span })
  const text = pattern.filter((one) => typeof one === 'string').join('')
  // Only ASCII letters lose their case in Elasticsearch; other letters stay as they are.
  if (hasCasedLetterBeyondAscii(text)) return regex(field.path, asciiFolded(pattern), { on, span })
  noteFolding(reading, field, text, span)
  return match(field.path, pattern, { ignoreCase: true, on, span })
}

/** `regex`: Lucene's expressions, over whole values. */
export function lowerRegex(
  reading: Reading,
  field: NamedField,
  text: string,
  ignoreCase: boolean,
  part: EqlExpression,
): Condition {
  if (!holdsText(field)) return refused(reading, field, 'a regular expression', part)
  const span = spanAt(reading, part)
  if (ignoreCase && hasCasedLetterBeyondAscii(text)) {
    return kept(reading, part, 'The expression ignores the case of letters beyond ASCII.')
  }
  const parsed = parseRegex(text, 'lucene', { ignoreCase }, 'whole')
  if (!parsed.ok) return kept(reading, part, `The regular expression is not read: ${parsed.problem.message}`)
  if (ignoreCase) noteFolding(reading, field, 'k', span)
  return regex(field.path, parsed.tree, {
    ignoreCase: parsed.ignoreCase,
    on: field.asText ? 'scalar' : 'string',
    source: { dialect: 'lucene', text },
    span,
  })
}

/** The text functions run as a script, which lower-cases both sides: all letters, as Java does. */
export function lowerScriptText(reading: Reading, field: NamedField, pattern: Pattern, part: EqlExpression): Condition {
  if (!holdsText(field)) return refused(reading, field, 'a comparison of text', part)
  const span = spanAt(reading, part)
  noteLowerCasing(reading, field, span)
  return match(field.path, pattern, { ignoreCase: true, on: field.asText ? 'scalar' : 'string', span })
}

/** Java lower-cases a few letters otherwise than the fold does. */
export function noteLowerCasing(reading: Reading, field: NamedField, span: Span): void {
  assume(reading, 'asciiCase', field.path, 'Elasticsearch compares lower-cased texts', span)
}

/** U+212A, the Kelvin sign, folds to k, and only to that ASCII letter does any other code point fold. */
function noteFolding(reading: Reading, field: NamedField, text: string, span: Span): void {
  if (/k/i.test(text)) {
    assume(reading, 'noKelvinSign', field.path, 'Elasticsearch ignores the case of ASCII letters only', span)
  }
}

const HOLDS_TEXT: ReadonlySet<KnownType> = new Set([
  'unknown',
  'keyword',
  'constant_keyword',
  'wildcard',
  'flattened',
] as const)

function holdsText(field: NamedField): boolean {
  return field.asText ? !isAnalysed(field) : HOLDS_TEXT.has(field.type)
}

function hasCasedLetterBeyondAscii(text: string): boolean {
  return [...text].some((c) => c > '\u007f' && c.toLowerCase() !== c.toUpperCase())
}

function asciiFolded(pattern: Pattern): RegexTree {
  return {
    type: 'concat',
    parts: pattern.flatMap((part): readonly RegexTree[] => {
      if (typeof part === 'string') return [...part].map(foldedCharacter)
      const any: RegexTree = { type: 'set', ranges: [[0, 0x10ffff]] }
      return [part.wildcard === 'one' ? any : { type: 'repeat', part: any, min: 0, max: null }]
    }),
  }
}

function foldedCharacter(character: string): RegexTree {
  if (!/[a-z]/i.test(character)) return { type: 'text', text: character }
  const upper = character.toUpperCase().charCodeAt(0)
  const lower = character.toLowerCase().charCodeAt(0)
  return {
    type: 'set',
    ranges: [
      [upper, upper],
      [lower, lower],
    ],
  }
}
