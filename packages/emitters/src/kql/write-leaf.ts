import {
  type Assumption,
  type AssumptionKind,
  type Field,
  type FieldType,
  isPath,
  literalOf,
  type Path,
  type Pattern,
  segmentKey,
} from '@ruleglot/core'
import { nameOf } from '../elastic-query/describe.js'
import { type FieldFacts, type OfField, type Refusal, refuse } from '../elastic-query/field-facts.js'
import type { Block } from './block.js'
import { writeFieldName, writePattern } from './escape.js'
import { patternProblem } from './pattern-problem.js'

/** How a leaf is written, with what the text relies on; or why it cannot be written. */
export type Written = { readonly block: Block; readonly assumptions: readonly Assumption[] } | Refusal

/** What the writing of a leaf depends on besides the leaf. */
export interface LeafContext extends FieldFacts {
  /** Absolute path of what the field is relative to; undefined where the field has no fixed path. */
  readonly scope: Path | undefined
}

/** Gives the name of the field to `write`; the empty name stands for the value itself, in free text. */
export function withField(node: OfField, context: LeafContext, write: (name: string) => Written): Written {
  const { field } = node
  if (!isPath(field)) {
    if ('call' in field) {
      return refuse(
        `KQL compares fields as they are; it has no function such as ${field.call}.`,
        'Write the rule in EQL or ES|QL.',
      )
    }
    const problem = patternProblem(field, field.pattern, undefined)
    return problem === undefined ? write(writeFieldPattern(field.pattern)) : { problem }
  }
  if (field.length === 0) {
    return context.scope === undefined
      ? write('')
      : refuse('KQL has no name for the event or the element itself.', 'Name a field.', 'emit/element-scope')
  }
  const written = write(writeFieldName(field.map(segmentKey).join('.')))
  if ('problem' in written || !field.some((segment) => typeof segment === 'object')) return written
  return relying(written, 'keyCase', node, context, 'KQL spells the name of a field one way')
}

/** The same text, relying on one more fact about the field; refused where the field has no path to say it of. */
export function relying(
  written: Written,
  kind: AssumptionKind,
  node: OfField,
  context: LeafContext,
  why: string,
): Written {
  if ('problem' in written) return written
  const { field, span } = node
  if (!isPath(field) || context.scope === undefined || field.length === 0) {
    return refuse(`This text would rely on a fact about ${nameOf(field)} that cannot be stated: ${why}.`)
  }
  const path = [...context.scope, ...field]
  const assumption: Assumption = { kind, path, why, ...(span === undefined ? {} : { span }) }
  return { ...written, assumptions: [...written.assumptions, assumption] }
}

export function typeOf(field: Field, { scope, typeOf }: LeafContext): FieldType | undefined {
  return isPath(field) && scope !== undefined ? typeOf([...scope, ...field]) : undefined
}

export function test(field: string, value: Block): Written {
  return { block: field === '' ? value : { type: 'test', field, value }, assumptions: [] }
}

function writeFieldPattern(pattern: Pattern): string {
  const text = literalOf(pattern)
  return text === undefined ? writePattern(pattern) : writeFieldName(text)
}
