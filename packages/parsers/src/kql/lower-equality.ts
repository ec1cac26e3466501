import {
  ANY_MANY,
  type Condition,
  compare,
  diagnostic,
  exists,
  FALSE,
  type Field,
  isIn,
  isPath,
  match,
  opaque,
  or,
  type Pattern,
  readDecimal,
  type Scalar,
  type Span,
  tokens,
} from '@ruleglot/core'
import {
  asksBelow,
  elasticsearchAddress,
  elasticsearchNetwork,
  type IpTest,
  isCaseless,
  LOWER_CASED,
  TAKES_MAPPED,
} from '@ruleglot/core/dialect'
import { readDate } from '../elastic-query/date-text.js'
import type { KnownType } from '../elastic-query/known-type.js'
import { anyOf, inStretch } from '../elastic-query/typed-values.js'
import { isLoneStar, type KqlLiteral } from './ast.js'
import { fieldText, literalText } from './field-name.js'
import { hasBlank, splitQueryString } from './query-string.js'
import { assume, type NamedField, type Reading, spanAt, warn, warnLost } from './reading.js'

/** `field:value` as the query that Kibana sends for a field of that type, said in the IR. */
export function lowerEquality(
  reading: Reading,
  { field, type }: NamedField,
  literal: KqlLiteral,
  span: Span,
): Condition {
  if (isLoneStar(literal))
    return asksBelow(field) ? exists(field, span) : match(field, [ANY_MANY], { on: 'scalar', span })
  if (literal.type === 'null') {
    warnLost(
      reading,
      'kql/null-value',
      literal,
      'Elasticsearch refuses a comparison with null; it never means "is missing".',
      `Write \`not ${fieldText(field)}:*\` for a missing field, or "null" in quotes for the text.`,
    )
    return { ...FALSE, span }
  }
  if (isCaseless(field, (path) => reading.options.schema?.lookup([...reading.scope, ...path])?.copyOf)) {
    return caselessValue({ reading, field, literal, span, type })
  }
  return literal.type === 'wildcard'
    ? PATTERNS[type]({ reading, field, literal, span, type }, literal.pattern)
    : VALUES[type]({ reading, field, literal, span, type })
}

export interface Leaf {
  readonly reading: Reading
  readonly field: Field
  readonly literal: KqlLiteral
  readonly span: Span
  readonly type: KnownType
}

type LowerValue = (leaf: Leaf) => Condition
type LowerPattern = (leaf: Leaf, pattern: Pattern) => Condition

const VALUES: Readonly<Record<KnownType, LowerValue>> = {
  unknown: untypedValue,
  keyword: textValue,
  constant_keyword: textValue,
  wildcard: textValue,
  flattened: textValue,
  text: analysedValue,
  match_only_text: analysedValue,
  long: numberValue,
  float: numberValue,
  boolean: booleanValue,
  date: dateValue,
  ip: addressValue,
  nested: refused,
  object: refused,
}

const PATTERNS: Readonly<Record<KnownType, LowerPattern>> = {
  unknown: untypedPattern,
  keyword: ({ field, span }, pattern) => match(field, pattern, { span }),
  constant_keyword: queryString,
  wildcard: queryString,
  flattened: queryString,
  text: queryString,
  match_only_text: queryString,
  long: refused,
  float: refused,
  boolean: refused,
  date: refused,
  ip: refused,
  nested: refused,
  object: refused,
}

/** What is asked for is lower-cased as what is stored is. */
function caselessValue({ reading, field, literal, span }: Leaf): Condition {
  assume(reading, 'asciiCase', field, LOWER_CASED, span)
  const pattern = literal.type === 'wildcard' ? literal.pattern : [literalText(literal)].filter((text) => text !== '')
  return match(field, pattern, { ignoreCase: true, span })
}

/** The value of every type that the text can stand for. */
function untypedValue(leaf: Leaf): Condition {
  const { reading, field, literal, span } = leaf
  const text = literalText(literal)
  // A boolean field takes both words also in quotes.
  if (text === 'true' || text === 'false') return isIn(field, [text === 'true', text], span)
  const number = readDecimal(text)
  if (number === 'inexact') warnInexact(reading, literal, text)
  return typeof number === 'number' ? isIn(field, [text, number], span) : equal(field, text, span)
}

function textValue({ field, literal, span }: Leaf): Condition {
  return equal(field, literalText(literal), span)
}

/** Unquoted text matches any of its words, quoted text all of them in a row. */
function analysedValue({ reading, field, literal, span }: Leaf): Condition {
  const quoted = literal.type === 'text' && literal.quoted
  const text = literalText(literal)
  if (!quoted && /\s/.test(text)) {
    warn(
      reading,
      'kql/text-analysis',
      literal,
      `${fieldText(field)} is analysed text: without quotes any one of these words matches.`,
      'Put the value in quotes to look for the words in a row.',
    )
  }
  return tokens(field, { mode: quoted ? 'phrase' : 'any', text }, span)
}

function numberValue(leaf: Leaf): Condition {
  const { reading, field, literal, span, type } = leaf
  const text = literalText(literal)
  const number = literal.type === 'text' ? readDecimal(text) : undefined
  if (number === undefined) return refused(leaf)
  if (number === 'inexact') {
    warnInexact(reading, literal, text)
    return { ...FALSE, span }
  }
  if (type === 'long' && !Number.isInteger(number)) {
    warnLost(
      reading,
      'kql/type-mismatch',
      literal,
      `${fieldText(field)} holds whole numbers, so ${text} never matches.`,
      'Write a whole number, or a range.',
    )
    return { ...FALSE, span }
  }
  return equal(field, number, span)
}

/** Elasticsearch takes the texts "true", "false" and, as false, "" for booleans. */
function booleanValue(leaf: Leaf): Condition {
  const text = literalText(leaf.literal)
  if (text !== 'true' && text !== 'false' && text !== '') return refused(leaf)
  return equal(leaf.field, text === 'true', leaf.span)
}

/** One value that lies in the stretch of time the text names: all of a day, a minute, a millisecond. */
function dateValue(leaf: Leaf): Condition {
  const { reading, field, literal, span } = leaf
  const text = literalText(literal)
  const interval = literal.type === 'text' ? readDate(text) : undefined
  if (interval === undefined || !isPath(field)) return refused(leaf)
  if (interval === 'unsupported') return keptDate(reading, field, literal, span)
  return inStretch(field, interval, span)
}

export function keptDate(reading: Reading, field: Field, literal: KqlLiteral, span: Span): Condition {
  warn(
    reading,
    'kql/date-math',
    literal,
    `The date ${literalText(literal)} is no fixed distance from now; the test is kept as KQL text.`,
    'Use seconds, minutes, hours, days or weeks, and a rounding such as /d only at the end.',
  )
  return opaque('kql', reading.text.slice(span.start, span.end), isPath(field) ? [field] : [], span)
}

function addressValue(leaf: Leaf): Condition {
  const { field, literal, span } = leaf
  const text = literalText(literal)
  return readIp(leaf, elasticsearchAddress(field, text, span) ?? elasticsearchNetwork(field, text, span))
}

/** What a test of an `ip` field means, or that Elasticsearch refuses it. */
export function readIp(leaf: Leaf, test: IpTest | undefined): Condition {
  const { reading, field, span } = leaf
  if (test === undefined) return refused(leaf)
  return anyOf(test, () => assume(reading, 'plainIpv4', field, TAKES_MAPPED, span), span)
}

/** A field that nothing is known about is taken for a keyword field. */
function untypedPattern({ reading, field, literal, span }: Leaf, pattern: Pattern): Condition {
  if (hasBlank(pattern)) {
    const why = `Kibana splits the pattern ${JSON.stringify(literalText(literal))} at its blanks unless ${fieldText(field)} is of type keyword`
    assume(reading, 'keywordField', field, why, span)
  }
  return match(field, pattern, { span })
}

/** On everything but `keyword` a pattern goes through `query_string`, which takes it apart at the blanks. */
function queryString(leaf: Leaf, pattern: Pattern): Condition {
  const { reading, field, literal, span, type } = leaf
  const analysed = type === 'text' || type === 'match_only_text'
  const pieces = splitQueryString(pattern)
  if (hasBlank(pattern)) {
    reading.diagnostics.push(
      diagnostic(
        'kql/wildcard-splits',
        `${fieldText(field)} is of type ${type}: Kibana splits the pattern ${literalText(literal)} at its blanks, and any one piece matches.`,
        {
          span: spanAt(reading, literal),
          hint: 'Write the rule in EQL, or use a pattern without blanks.',
          effect: reading.negated ? 'narrows' : 'widens',
        },
      ),
    )
  }
  if (pieces === undefined)
    return opaque('kql', reading.text.slice(span.start, span.end), isPath(field) ? [field] : [], span)
  const tests = pieces.map((piece): Condition => {
    if (piece.type === 'exists') return exists(field, span)
    if (piece.type === 'text') {
      return analysed ? tokens(field, { mode: 'any', text: piece.text }, span) : equal(field, piece.text, span)
    }
    return analysed
      ? tokens(field, { mode: 'pattern', pattern: lowerCase(piece.pattern) }, span)
      : match(field, piece.pattern, { span })
  })
  return tests.length === 1 ? (tests[0] as Condition) : or(tests, span)
}

/** The standard analyser lower-cases the pattern as it does the text. */
function lowerCase(pattern: Pattern): Pattern {
  return pattern.map((part) => (typeof part === 'string' ? part.toLowerCase() : part))
}

/** Elasticsearch answers with an error and the rule never fires; here the test is never true. */
export function refused(leaf: {
  readonly reading: Reading
  readonly field: Field
  readonly literal: KqlLiteral
  readonly span: Span
  readonly type: KnownType
}): Condition {
  const { reading, field, literal, span, type } = leaf
  warnLost(
    reading,
    'kql/type-mismatch',
    literal,
    `${fieldText(field)} is of type ${type}: Elasticsearch refuses the value ${literalText(literal)}. It is read as never true.`,
    HINTS[type] ?? 'Write a value of that type.',
  )
  return { ...FALSE, span }
}

const HINTS: Partial<Readonly<Record<KnownType, string>>> = {
  long: 'Write a whole number; wildcards need a text field.',
  float: 'Write a number; wildcards need a text field.',
  boolean: 'Write true or false.',
  date: 'Write an ISO 8601 date, milliseconds since 1970, or date math such as now-1d; wildcards need a text field.',
  ip: 'Write an address or a network such as 10.0.0.0/8; wildcards need a text field.',
  object: 'Name one of the fields of the object.',
  nested: 'Name a field of the nested objects in braces.',
}

export function warnInexact(reading: Reading, literal: KqlLiteral, text: string): void {
  warn(
    reading,
    'kql/inexact-number',
    literal,
    `No double holds ${text} exactly, so only values that are this text match.`,
    'Store and compare such numbers as text.',
  )
}

function equal(field: Field, value: Scalar, span: Span): Condition {
  return compare(field, 'eq', value, { span })
}
