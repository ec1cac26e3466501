import {
  type CapabilityProblem,
  dotted,
  type EmitOptions,
  type Field,
  type FieldType,
  type Path,
  type Span,
} from '@ruleglot/core'

/** What is known of fields when a query is written. Paths are absolute. */
export interface FieldFacts {
  readonly typeOf: (path: Path) => FieldType | undefined
  /** The field that Elasticsearch makes this one from. */
  readonly copyOf: (path: Path) => string | undefined
  /** The values of the field are spelled one way, so that letter case is no question. */
  readonly caseFixed: (path: Path) => boolean
}

export function fieldFactsOf({ schema, target }: EmitOptions): FieldFacts {
  const fixed = new Set(target?.caseFixed)
  return {
    typeOf: (path) => schema?.lookup(path)?.type,
    copyOf: (path) => schema?.lookup(path)?.copyOf,
    caseFixed: (path) => fixed.has(dotted(path)),
  }
}

/** The part of a leaf that says which field. */
export interface OfField {
  readonly field: Field
  readonly span?: Span | undefined
}

/** Why a leaf cannot be written. */
export interface Refusal {
  readonly problem: CapabilityProblem
}

export function refuse(message: string, hint?: string, code?: CapabilityProblem['code']): Refusal {
  return { problem: { message, ...(hint === undefined ? {} : { hint }), ...(code === undefined ? {} : { code }) } }
}
