import {
  type Assumption,
  type Condition,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  dotted,
  FALSE,
  type FieldType,
  opaque,
  type ParseOptions,
  type Path,
  type Span,
} from '@ruleglot/core'
import { typeInEql } from '@ruleglot/core/dialect'
import { type KnownType, knownType } from '../elastic-query/known-type.js'
import type { EqlExpression, EqlField, Located } from './ast.js'

/** What lowering carries along: the types of fields, and what it has to say. */
export interface Reading {
  readonly options: ParseOptions
  readonly text: string
  /** Under an odd number of `not`. */
  readonly negated: boolean
  readonly diagnostics: Diagnostic[]
  readonly assumptions: Assumption[]
}

/** A field with its type. */
export interface NamedField {
  readonly path: Path
  readonly type: KnownType
  /** Numbers and booleans take part by their text: the field stands inside `string()`. */
  readonly asText: boolean
}

export function namedField(reading: Reading, { path }: EqlField, asText = false): NamedField {
  return { path, type: typeOf(reading.options, path), asText }
}

function typeOf(options: ParseOptions, path: Path): KnownType {
  const known = (one: Path): FieldType | undefined => {
    const type = knownType(options, one)
    return type === 'unknown' ? undefined : type
  }
  const copyOf = (one: Path): string | undefined =>
    Object.hasOwn(options.fieldTypes ?? {}, dotted(one))
      ? dotted(one.slice(0, -1))
      : options.schema?.lookup(one)?.copyOf
  return typeInEql(path, { typeOf: known, copyOf }) ?? 'unknown'
}

/** Elasticsearch does not compare texts with what an analyser makes of a field, whatever the function. */
export function isAnalysed({ type }: NamedField): boolean {
  return type === 'text' || type === 'match_only_text'
}

export function spanAt({ options: { file } }: Reading, { start, end }: Located): Span {
  return { start, end, ...(file === undefined ? {} : { file }) }
}

export function assume(reading: Reading, kind: Assumption['kind'], path: Path, why: string, span: Span): void {
  reading.assumptions.push({ kind, path, why, span })
}

export function warn(reading: Reading, code: DiagnosticCode, at: Located, message: string, hint: string): void {
  reading.diagnostics.push(diagnostic(code, message, { span: spanAt(reading, at), hint, effect: 'none' }))
}

/** Elasticsearch answers with an error and the rule never fires; here the test is never true. */
export function refused(reading: Reading, field: NamedField, what: string, at: Located): Condition {
  reading.diagnostics.push(
    diagnostic(
      'eql/type-mismatch',
      `${dotted(field.path)} is of type ${field.type}: Elasticsearch refuses ${what} there. It is read as never true.`,
      {
        span: spanAt(reading, at),
        hint: HINTS[field.type] ?? 'Write a value of that type.',
        effect: reading.negated ? 'widens' : 'narrows',
      },
    ),
  )
  return { ...FALSE, span: spanAt(reading, at) }
}

const ANALYSED = 'EQL does not search analysed text: write the rule in KQL or ES|QL, or compare a keyword field.'

const HINTS: Partial<Readonly<Record<KnownType, string>>> = {
  long: 'Compare with a whole number, by == or an order.',
  float: 'Compare with a number, by == or an order.',
  boolean: 'Compare with true or false.',
  date: 'Compare with an ISO 8601 date or date math such as "now-1d".',
  ip: 'Compare with an address by ==, or with networks by cidrMatch.',
  nested: 'EQL does not search nested fields; write the rule in KQL.',
  object: 'Name one of the fields of the object.',
  text: ANALYSED,
  match_only_text: ANALYSED,
}

/** A part whose meaning is not read: it is kept as text, with the fields it names. */
export function kept(reading: Reading, part: EqlExpression, why: string): Condition {
  reading.diagnostics.push(
    diagnostic('eql/unread-part', `${why} The test is kept as EQL text.`, {
      span: spanAt(reading, part),
      hint: 'Say the same with plain comparisons, if EQL can.',
      effect: 'unknown',
    }),
  )
  return opaque('eql', reading.text.slice(part.start, part.end), fieldsIn(part), spanAt(reading, part))
}

/** The fields an expression names, each once. */
function fieldsIn(part: EqlExpression): readonly Path[] {
  const found = new Map<string, Path>()
  const stack: EqlExpression[] = [part]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'field') found.set(dotted(node.path), node.path)
    const parts = partsOf(node)
    for (let i = parts.length - 1; i >= 0; i--) stack.push(parts[i] as EqlExpression)
  }
  return [...found.values()]
}

function partsOf(node: EqlExpression): readonly EqlExpression[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children
    case 'not':
      return [node.child]
    case 'compare':
    case 'arithmetic':
      return [node.left, node.right]
    case 'member':
      return [node.left, ...node.values]
    case 'call':
      return node.args
    case 'list':
      return node.items
    case 'field':
    case 'literal':
      return []
  }
}
