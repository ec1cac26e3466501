import {
  type Field,
  isPath,
  type Path,
  type PathSegment,
  type Pattern,
  segmentKey,
  type ValueExpression,
  type ValueFunction,
} from '@ruleglot/core'

/** Every text that reaches a condition goes through here. Controls, marks that nobody sees and half pairs are escaped. */
export function quoteText(text: string): string {
  return JSON.stringify(text).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Control characters, blanks other than the space, format and bidirectional marks, and specials. */
const UNSEEN =
  /[\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\ufffb]/g

/** Raw text where that is easier to read: regular expressions. */
export function quoteRegex(text: string): string {
  const plain =
    text.includes('\\') &&
    !/["\r\n]/.test(text) &&
    quoteText(text) === JSON.stringify(text) &&
    !/[\u0000-\u001f]/.test(text)
  return plain ? `r"${text}"` : quoteText(text)
}

export function quoteScalar(value: string | number | boolean): string {
  if (typeof value === 'string') return quoteText(value)
  // JSON rounds the digits of large integers; the reader takes only those that the double holds.
  const isLarge = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isLarge && Math.abs(value) < 1e21 ? BigInt(value).toString() : JSON.stringify(value)
}

/** A glob in quotes: `*`, `?` and the backslash of the text itself get a backslash. */
export function quotePattern(pattern: Pattern): string {
  const glob = pattern.map((part) =>
    typeof part === 'string' ? part.replace(/[*?\\]/g, '\\$&') : part.wildcard === 'many' ? '*' : '?',
  )
  return quoteText(glob.join(''))
}

/** What a predicate reads, as it is written. */
export function fieldText(field: Field): string {
  if (isPath(field)) return pathText(field)
  return 'pattern' in field ? `fields(${quotePattern(field.pattern)})` : callText(field)
}

export function pathText(path: Path): string {
  if (path.length === 0) return '.'
  const first = path[0] as PathSegment
  if (path.length === 1 && typeof first === 'string' && RESERVED.has(first.toLowerCase())) return `\`${first}\``
  return path.map((segment, i) => segmentText(segment, i === 0)).join('')
}

function segmentText(segment: PathSegment, first: boolean): string {
  const key = segmentKey(segment)
  const mark = typeof segment === 'string' ? '' : '~'
  if (BARE.test(key)) return `${first ? '' : '.'}${mark}${key}`
  if (TICKED.test(key) && quoteText(key) === JSON.stringify(key)) return `${first ? '' : '.'}${mark}\`${key}\``
  return `.${mark}[${quoteText(key)}]`
}

const BARE = /^[A-Za-z_@][A-Za-z0-9_@/-]*$/
const TICKED = /^[^`\u0000-\u001f]*$/

/** Words that would be read as something else, or would not be read as a name by a person. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'and or not any all none one true false always_true always_false null between exists not_exists is_null is_not_null ' +
    'is_empty is_not_empty is_true is_false is_ip is_ipv4 is_ipv6 is_private_ip is_public_ip eq ne in not_in contains ' +
    'not_contains starts_with startswith not_starts_with ends_with endswith not_ends_with like wildcard not_like match ' +
    'has not_match regex matches not_regex gt gte ge lt lte le cidr not_cidr shape not_shape differs'
  ).split(' '),
)

function callText({ call, args }: ValueExpression): string {
  const inner = args.map((arg) => {
    if (Array.isArray(arg)) return pathText(arg as Path)
    const other = arg as ValueExpression | { readonly literal: string | number | boolean }
    return 'literal' in other ? quoteScalar(other.literal) : callText(other)
  })
  return `${FUNCTION_NAMES[call]}(${inner.join(', ')})`
}

const FUNCTION_NAMES: { readonly [F in ValueFunction]: string } = {
  lower: 'lower',
  upper: 'upper',
  trim: 'trim',
  length: 'length',
  split: 'split',
  concat: 'concat',
  number: 'number',
  string: 'string',
  jsonDecode: 'json_decode',
  base64Decode: 'base64_decode',
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  modulo: 'modulo',
  timestampPart: 'timestamp_part',
}
