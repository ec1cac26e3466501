import {
  type Assumption,
  type AssumptionKind,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  dotted,
  type Path,
  type Span,
  segmentKey,
} from '@ruleglot/core'
import type { YamlValue } from '../yaml.js'

/** A match expression as YAML. */
export type Expression = { readonly [key: string]: YamlValue }

/** What has been found while match expressions are written. One for each detection. */
export interface SimpleWriting {
  readonly assumptions: Assumption[]
  readonly problems: Diagnostic[]
  readonly budget: { expressions: number }
}

export function newSimpleWriting(): SimpleWriting {
  return { assumptions: [], problems: [], budget: { expressions: 0 } }
}

/** A part that match expressions cannot say. What stands in its place is never used. */
export function refuse(
  writing: SimpleWriting,
  message: string,
  span: Span | undefined,
  code: DiagnosticCode = 'emit/unsupported',
): Expression {
  writing.problems.push(
    diagnostic(code, message, {
      ...(span === undefined ? {} : { span }),
      hint: 'Write the rule in Python: --style python.',
    }),
  )
  return { Condition: 'AlwaysFalse' }
}

export function assume(
  writing: SimpleWriting,
  kind: AssumptionKind,
  path: Path,
  why: string,
  span: Span | undefined,
): void {
  writing.assumptions.push({ kind, path, why, ...(span === undefined ? {} : { span }) })
}

/** Where a key stands: in the event, or in the elements of a list. */
export interface Place {
  readonly list?: Path
}

/**
 * The key of a test, with what finding it relies on. `above`: the value itself may be a list. `parts`: a key that goes
 * on beyond this one matters.
 */
export function keyOf(
  path: Path,
  place: Place,
  writing: SimpleWriting,
  span: Span | undefined,
  { above = false, parts = false }: { readonly above?: boolean; readonly parts?: boolean } = {},
): Expression {
  const whole = [...(place.list ?? []), ...path].map(segmentKey)
  if (parts || whole.length > 1 || dotted(whole).includes('.')) {
    assume(writing, 'nestedKeys', whole, 'Panther goes from key to key', span)
  }
  assume(writing, 'keyCase', whole, 'Panther finds keys in any letter case', span)
  const one = above ? whole.slice(0, -1) : whole
  if (place.list === undefined && one.length > 0) {
    assume(writing, 'scalar', one, 'Panther compares the value that stands there', span)
  }
  return keySpecifier(path.map(segmentKey))
}

/** `KeyPath` where its syntax takes the keys, else `Key` or `DeepKey`. */
export function keySpecifier(keys: readonly string[]): Expression {
  if (keys.every((key) => /^[^.[\]\s]+$/.test(key))) return { KeyPath: keys.join('.') }
  const [first = ''] = keys
  return keys.length === 1 ? { Key: first } : { DeepKey: keys }
}
