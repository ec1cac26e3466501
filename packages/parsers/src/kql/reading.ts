import {
  type Assumption,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  dotted,
  type Field,
  isPath,
  type ParseOptions,
  type Path,
  type Span,
} from '@ruleglot/core'
import { type KnownType, knownType } from '../elastic-query/known-type.js'
import type { KqlLiteral } from './ast.js'
import { fieldNamed, fieldText } from './field-name.js'
import { spanOf } from './query-span.js'

/** What lowering carries along: the types of fields, where it is, and what it has to say. */
export interface Reading {
  readonly options: ParseOptions
  /** The nested path that fields are relative to. */
  readonly scope: Path
  /** Under an odd number of `not`. */
  readonly negated: boolean
  readonly diagnostics: Diagnostic[]
  readonly assumptions: Assumption[]
  readonly text: string
  readonly fields: Map<KqlLiteral, NamedField>
}

/** A field as a query names it, looked up once: all values of a list share it. */
export interface NamedField {
  readonly field: Field
  readonly type: KnownType
  /** The nested field that it lies in and that no braces around it have opened. */
  readonly nestedIn: string | undefined
}

export function namedField(reading: Reading, literal: KqlLiteral): NamedField {
  const known = reading.fields.get(literal)
  if (known !== undefined) return known
  const field = fieldNamed(literal)
  const named = { field, type: typeOf(reading, field), nestedIn: nestedAbove(reading, field) }
  reading.fields.set(literal, named)
  return named
}

/** A field pattern has no type. */
function typeOf({ options, scope }: Reading, field: Field): KnownType {
  return isPath(field) ? knownType(options, [...scope, ...field]) : 'unknown'
}

function nestedAbove(reading: Reading, field: Field): string | undefined {
  const { fieldTypes, schema } = reading.options
  if (!isPath(field) || (fieldTypes === undefined && schema === undefined)) return undefined
  for (let length = 1; length < field.length; length++) {
    const above = field.slice(0, length)
    if (typeOf(reading, above) === 'nested') return dotted([...reading.scope, ...above])
  }
  return undefined
}

export function spanAt(reading: Reading, place: { readonly start: number; readonly end: number }): Span {
  return spanOf(place.start, place.end, reading.options.file)
}

/** What the reading relies on; a field pattern goes by its text. */
export function assume(reading: Reading, kind: Assumption['kind'], field: Field, why: string, span: Span): void {
  const path = isPath(field) ? [...reading.scope, ...field] : [fieldText(field)]
  reading.assumptions.push({ kind, path, why, span })
}

/** A leaf is read as never true: narrower where it stands, wider under `not`. */
export function warnLost(
  reading: Reading,
  code: DiagnosticCode,
  literal: KqlLiteral,
  message: string,
  hint: string,
): void {
  reading.diagnostics.push(
    diagnostic(code, message, {
      span: spanAt(reading, literal),
      hint,
      effect: reading.negated ? 'widens' : 'narrows',
    }),
  )
}

export function warn(reading: Reading, code: DiagnosticCode, literal: KqlLiteral, message: string, hint: string): void {
  reading.diagnostics.push(diagnostic(code, message, { span: spanAt(reading, literal), hint, effect: 'none' }))
}
