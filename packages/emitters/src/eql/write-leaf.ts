import {
  type Assumption,
  type AssumptionKind,
  dotted,
  type Field,
  type FieldType,
  isPath,
  type Path,
  segmentKey,
} from '@ruleglot/core'
import { typeInEql } from '@ruleglot/core/dialect'
import { type FieldFacts, type OfField, type Refusal, refuse } from '../elastic-query/field-facts.js'
import type { Block } from './block.js'
import { writeFieldName } from './escape.js'
import { OPTIONAL_FIELDS } from './optional-fields.js'

/** How a leaf is written, with what the text relies on; or why it cannot be written. */
export type Written = { readonly block: Block; readonly assumptions: readonly Assumption[] } | Refusal

/** Gives the name of the field to `write`. EQL names every field from the root of the event. */
export function withField(node: OfField, write: (name: string) => Written): Written {
  const { field } = node
  if (!isPath(field)) {
    return 'call' in field
      ? refuse(`EQL has no function ${field.call} that means the same.`, 'Compare the field itself.')
      : refuse('EQL has no wildcards in the names of fields.', 'Name the fields.')
  }
  if (field.length === 0) {
    return refuse('EQL has no name for the event or the element itself.', 'Name a field.', 'emit/element-scope')
  }
  const name = nameInQuery(field)
  if (name === undefined) return refuse(`EQL has no way to write the field name ${JSON.stringify(dotted(field))}.`)
  const written = write(name)
  if ('problem' in written || !field.some((segment) => typeof segment === 'object')) return written
  return relying(written, 'keyCase', node, 'EQL spells the name of a field one way')
}

/** The name as it is written, with `?` where indexes may lack the field. */
export function nameInQuery(path: Path): string | undefined {
  const name = writeFieldName(path.map(segmentKey))
  return name !== undefined && OPTIONAL_FIELDS.has(name) ? `?${name}` : name
}

/** The same text, relying on one more fact about the field. */
export function relying(written: Written, kind: AssumptionKind, { field, span }: OfField, why: string): Written {
  if ('problem' in written) return written
  if (!isPath(field)) return refuse(`This text would rely on a fact that cannot be stated: ${why}.`)
  const assumption: Assumption = { kind, path: field, why, ...(span === undefined ? {} : { span }) }
  return { ...written, assumptions: [...written.assumptions, assumption] }
}

export function typeOf(field: Field, context: FieldFacts): FieldType | undefined {
  return isPath(field) ? typeInEql(field, context) : undefined
}

export function written(block: Block): Written {
  return { block, assumptions: [] }
}
