import type { CapabilityProblem, CompareNode, Field, FieldType, Scalar } from '@ruleglot/core'
import { described, nameOf, shown } from './describe.js'
import { type Refusal, refuse } from './field-facts.js'

/** What neither of Elasticsearch's query languages can say of a field, in the words of the one that is asked. */

type QueryLanguage = 'KQL' | 'EQL'

export function noPlainValues(language: QueryLanguage, field: Field, type: FieldType | undefined): Refusal {
  const message = `${nameOf(field)} is ${described(type)}, which ${language} does not compare with plain values.`
  return refuse(message, 'Compare a keyword field.', 'emit/field-type')
}

export function cannotTell(
  language: QueryLanguage,
  field: Field,
  type: FieldType | undefined,
  values: readonly Scalar[],
): Refusal {
  return refuse(
    `${language} on ${nameOf(field)}, which is ${described(type)}, cannot tell ${values.map(shown).join(', ')} from other values.`,
    'Name the type of the field in the schema, or compare with the number as well as the text.',
    'emit/field-type',
  )
}

export function addressesOnly(language: QueryLanguage, field: Field): Refusal {
  return refuse(
    `${nameOf(field)} is of type ip: ${language} compares addresses there, not their spelling.`,
    'Compare with addresses or networks.',
    'emit/field-type',
  )
}

export function noAddressOrder(language: QueryLanguage, field: Field, type: FieldType | undefined): Refusal {
  return refuse(
    `${language} orders addresses on fields of type ip only, and ${nameOf(field)} is ${described(type)}.`,
    'Give the field the type ip in the schema.',
    'emit/field-type',
  )
}

export function noDate(language: QueryLanguage, field: Field, type: FieldType | undefined): Refusal {
  return refuse(
    type === 'date'
      ? `${language} has no date text for this bound of ${nameOf(field)}.`
      : `${language} compares dates on fields of type date only, and ${nameOf(field)} is ${described(type)}.`,
    'Give the field the type date in the schema, and use whole milliseconds.',
    'emit/field-type',
  )
}

export function noOrder(
  language: QueryLanguage,
  { field, domain }: CompareNode,
  value: Scalar,
  type: FieldType | undefined,
): Refusal {
  return refuse(
    `${language} cannot order ${nameOf(field)}, which is ${described(type)}, against ${shown(value)} as ${domain ?? 'a value'}.`,
    'Name the type of the field in the schema.',
    'emit/field-type',
  )
}

/** Of null, missing and the types of values both know only whether there is a value. */
export function onlyWhetherThere(language: QueryLanguage, present: string, absent: string): CapabilityProblem {
  return {
    message: `${language} cannot tell null from missing, nor one JSON type from another; it knows only whether a field has a value.`,
    hint: `Test with \`${present}\` or \`${absent}\`, or write the rule in ES|QL.`,
    code: 'emit/shape',
  }
}

export function tooLargeUnshared(language: QueryLanguage): CapabilityProblem {
  return {
    message: `This condition is too large once its shared parts are written out, and ${language} has no names for parts.`,
    hint: 'Split the rule.',
  }
}

export function notUnderstood(language: QueryLanguage, source: string): CapabilityProblem {
  return {
    message: `This part was not understood when the ${source} source was read, so it cannot be translated.`,
    hint: `Rewrite the part in the source, or write it in ${language} by hand.`,
    code: 'emit/opaque',
  }
}
