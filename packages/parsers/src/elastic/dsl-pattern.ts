import { type Assumption, type FieldType, type JsonValue, match, type Pattern, pathOf, type Span } from '@ruleglot/core'
import { fieldClause, isExactType, typeOf } from './dsl-field.js'
import type { Reading } from './keys.js'
import type { ReadPart } from './kql-part.js'

/** `wildcard` and `prefix`: a pattern over the whole value of a field that is not analysed. */
export function readPattern(
  reading: Reading,
  body: JsonValue,
  span: Span,
  patternOf: (text: string) => Pattern,
): ReadPart | undefined {
  const clause = fieldClause(body, ['value', 'wildcard'])
  if (clause === undefined || typeof clause.value !== 'string') return undefined
  const type = typeOf(reading, clause.field)
  if (!isExactType(type)) return undefined
  const pattern = patternOf(clause.value)
  if (clause.ignoreCase) return folded(clause.field, pattern, span, type)
  return { condition: match(pathOf(clause.field), pattern, { span }), assumptions: asKeyword(clause.field, type, span) }
}

/**
 * Letter case ignored as Elasticsearch does it: for ASCII letters only (documented for `case_insensitive`; the code
 * leaves every other code point as it is). A pattern with other cased letters has no leaf of that meaning.
 */
export function folded(field: string, pattern: Pattern, span: Span, type: FieldType | undefined): ReadPart | undefined {
  const text = pattern.filter((one) => typeof one === 'string').join('')
  const beyondAscii = [...text].some((c) => c > '\u007f' && c.toLowerCase() !== c.toUpperCase())
  if (beyondAscii) return undefined
  const path = pathOf(field)
  const assumptions = [...asKeyword(field, type, span)]
  // U+212A, the Kelvin sign, folds to k, and only to that ASCII letter does any other code point fold.
  if (/k/i.test(text)) {
    assumptions.push({ kind: 'noKelvinSign', path, why: 'Elasticsearch ignores the case of ASCII letters only.', span })
  }
  return { condition: match(path, pattern, { ignoreCase: true, span }), assumptions }
}

/** On analysed text these queries look at single words. */
function asKeyword(field: string, type: FieldType | undefined, span: Span): readonly Assumption[] {
  if (type !== undefined) return []
  return [{ kind: 'keywordField', path: pathOf(field), why: 'A filter on analysed text looks at single words.', span }]
}
