import { type Diagnostic, type DiagnosticCode, diagnostic } from '@ruleglot/core'
import type { KqlLiteral, KqlOr, KqlQuery } from './ast.js'
import { spanOf } from './query-span.js'

/** Accepted text that probably does not mean what its author thought. Iterative: deep queries are safe. */
export function warnAboutText(query: KqlQuery, text: string, file: string | undefined): readonly Diagnostic[] {
  const seen: Seen = { text, file, found: [], fields: new Set() }
  const stack: KqlQuery[] = [query]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'and' || node.type === 'or') {
      for (const child of node.children) stack.push(child)
      warnAboutFreeText(seen, node.children)
      if (node.type === 'or') warnAboutPrecedence(seen, node)
    } else if (node.type === 'not') stack.push(node.child)
    else if (node.type === 'nested') {
      stack.push(node.query)
      warnAboutField(seen, node.field)
    } else if (node.type !== 'all') {
      if (node.field !== undefined) warnAboutField(seen, node.field)
      warnAboutValue(seen, node.value, node.field === undefined)
    }
  }
  return seen.found
}

interface Seen {
  readonly text: string
  readonly file: string | undefined
  readonly found: Diagnostic[]
  /** Fields of lists stand once in the text but once for each value in the tree. */
  readonly fields: Set<number>
}

function warnAboutField(seen: Seen, field: KqlLiteral): void {
  if (seen.fields.has(field.start)) return
  seen.fields.add(field.start)
  const source = seen.text.slice(field.start, field.end)
  if (isPlain(source) || source.startsWith('"')) return
  warnAboutKeywords(seen, field, source)
  const foreign = /^[!+-]|[=!]\s*$|&&|\|\|/.exec(source)
  if (foreign !== null) warnForeign(seen, field, foreign[0].trim())
}

function warnAboutValue(seen: Seen, value: KqlLiteral, free: boolean): void {
  const source = seen.text.slice(value.start, value.end)
  if (isPlain(source)) return
  warnAboutControlCharacters(seen, value, source)
  if (source.startsWith('"')) {
    if (source.includes('*')) {
      add(
        seen,
        'kql/quoted-wildcard',
        value,
        'A star in quotes is a star, not a wildcard.',
        'Take the quotes away for a wildcard, and escape special characters with a backslash.',
      )
    }
    return
  }
  warnAboutKeywords(seen, value, source)
  const foreign = free
    ? /&&|\|\||[=!]=|(?:^|\s)[!=<>](?:\s|$)|^[!+-]/.exec(source)
    : /(?:^|\s)(?:&&|\|\|)(?:\s|$)|^[=!]=?\s/.exec(source)
  const lucene = /^\/.+\/$|^\[.* TO .*\]$|^.+~\d?$/.exec(source)
  if (foreign !== null) warnForeign(seen, value, foreign[0].trim())
  else if (lucene !== null && !source.includes('*') && !/^\/[\w/.-]+\/$/.test(source)) warnForeign(seen, value, source)
}

/** Most literals are a plain word: nothing to look for. In very long ones it is not worth the time. */
function isPlain(source: string): boolean {
  return source.length > LONGEST || (PLAIN.test(source) && !KEYWORD.test(source))
}

const LONGEST = 2000

const PLAIN = /^[A-Za-z0-9_][\w.@/-]*$/
const KEYWORD = /^(?:and|or|not)$/i

/** `and`, `or`, `not` as whole words of unquoted text, unless a backslash says that it is meant. */
function warnAboutKeywords(seen: Seen, literal: KqlLiteral, source: string): void {
  const word = /(?:^|[ \t\r\n\u00a0])(and|or|not)(?=[ \t\r\n\u00a0]|$)/i.exec(source)
  if (word === null) return
  add(
    seen,
    'kql/keyword-in-value',
    literal,
    `${JSON.stringify(word[1])} is read as text here, as part of ${JSON.stringify(shorten(source))}: an operator needs blanks on both sides and something to join.`,
    'Complete or remove the operator, or put the text in quotes.',
  )
}

/** `\t`, `\n` and `\r` in what looks like a path, and `\not`, which is a line feed and "ot". */
function warnAboutControlCharacters(seen: Seen, literal: KqlLiteral, source: string): void {
  if (!source.includes('\\')) return
  const escapes = /\\\\|\\(?:[trn](?=\w)|u)/g
  const pathLike = /^"?[A-Za-z]\\?:|\\[^\\"trnu():<>*{}]|\\\\/.test(source)
  for (const match of source.matchAll(escapes)) {
    const [sequence] = match
    if (sequence === '\\\\' || sequence === '\\u') continue
    const isNot = /^\\not(?!\w)/i.test(source.slice(match.index))
    if (!pathLike && !isNot) continue
    const start = literal.start + match.index
    add(
      seen,
      'kql/control-character',
      { start, end: start + 2 },
      `${sequence} is read as a ${CONTROL_NAMES[sequence] ?? 'control character'}, not as a backslash and a letter.`,
      isNot ? 'Put the text in quotes, or write \\Not.' : 'Write \\\\ for a backslash.',
    )
  }
}

const CONTROL_NAMES: Readonly<Record<string, string>> = { '\\t': 'tab', '\\n': 'line feed', '\\r': 'carriage return' }

/** `name:a or b`: the second value has lost its field. */
function warnAboutFreeText(seen: Seen, children: readonly KqlQuery[]): void {
  if (!children.some((child) => child.type !== 'is' || child.field !== undefined)) return
  for (const child of children) {
    const test = child.type === 'not' ? child.child : child
    if (test.type !== 'is' || test.field !== undefined) continue
    add(
      seen,
      'kql/free-text',
      test.value,
      `${JSON.stringify(shorten(seen.text.slice(test.start, test.end)))} has no field, so it is looked for in all fields of the event.`,
      'Write field:(a or b) for several values of one field.',
    )
  }
}

/** Elasticsearch's own KQL reads `a and b or c` as `a and (b or c)`. */
function warnAboutPrecedence(seen: Seen, { children }: KqlOr): void {
  for (const child of children.slice(0, -1)) {
    if (child.type !== 'and' || /\(\s*$/.test(seen.text.slice(Math.max(0, child.start - 20), child.start))) continue
    add(
      seen,
      'kql/mixed-operators',
      child,
      'Kibana joins this "and" before the "or" behind it; Elasticsearch\'s own KQL joins the "or" first.',
      'Put parentheses around the part that belongs together.',
    )
  }
}

function warnForeign(seen: Seen, literal: KqlLiteral, operator: string): void {
  add(
    seen,
    'kql/foreign-operator',
    literal,
    `KQL has no operator ${JSON.stringify(shorten(operator))}: it is read as text.`,
    'KQL has field:value, <, <=, >, >=, and, or, not; a value with such characters can stand in quotes.',
  )
}

function add(
  seen: Seen,
  code: DiagnosticCode,
  place: { readonly start: number; readonly end: number },
  message: string,
  hint: string,
): void {
  if (seen.found.length >= MOST_WARNINGS) return
  seen.found.push(diagnostic(code, message, { span: spanOf(place.start, place.end, seen.file), hint, effect: 'none' }))
}

const MOST_WARNINGS = 100

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
