import {
  type Assumption,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  dotted,
  type Field,
  type FieldType,
  isPath,
  type ParseOptions,
  type Path,
  type Span,
} from '@ruleglot/core'
import type { KqlLiteral } from './ast.js'
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
}

export type KnownType = FieldType | 'unknown'

/** `fieldTypes` go before the schema; a field pattern has no type. */
export function typeOf(reading: Reading, field: Field): KnownType {
  if (!isPath(field)) return 'unknown'
  const path = reading.scope.length === 0 ? field : [...reading.scope, ...field]
  const { fieldTypes, schema } = reading.options
  const name = dotted(path)
  if (fieldTypes !== undefined && Object.hasOwn(fieldTypes, name)) return fieldTypes[name] ?? 'unknown'
  return schema?.lookup(path)?.type ?? 'unknown'
}

export function spanAt(reading: Reading, place: { readonly start: number; readonly end: number }): Span {
  return spanOf(place.start, place.end, reading.options.file)
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
