import type { FieldFacts, FieldSchema, FieldType } from '../fields/field-schema.js'
import type { Assumption, AssumptionKind } from './assumption.js'

/**
 * The assumptions that the schema does not settle. Only what the type of a field guarantees of events that were
 * written for it counts (spec/assumptions.md#what-a-schema-settles has the same table): a `keyword` is written as a
 * JSON string, a `long` as a JSON number. How keys are spelled, null, line breaks in text and missing fields are never
 * settled by a type.
 */
export function dischargeAssumptions(assumptions: readonly Assumption[], schema: FieldSchema): readonly Assumption[] {
  return assumptions.filter((assumption) => {
    const facts = schema.lookup(assumption.path)
    return facts === undefined || !isSettled(assumption.kind, facts)
  })
}

function isSettled(kind: AssumptionKind, facts: FieldFacts): boolean {
  if (kind === 'scalar' || kind === 'scalarInItems' || kind === 'flatLists') return facts.array === false
  return SETTLED_BY_TYPE[facts.type].includes(kind)
}

const TEXT: readonly AssumptionKind[] = ['stringWhenPresent', 'notBoolean', 'safeIntegers', 'noEmptyObject']

const SETTLED_BY_TYPE: { readonly [T in FieldType]: readonly AssumptionKind[] } = {
  keyword: [...TEXT, 'keywordField'],
  constant_keyword: TEXT,
  wildcard: TEXT,
  text: TEXT,
  match_only_text: TEXT,
  // An address has no letters but ASCII ones and no line breaks.
  ip: [...TEXT, 'asciiCase', 'noKelvinSign', 'singleLine'],
  // A long may be beyond 2^53.
  long: ['numberWhenPresent', 'notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
  float: ['numberWhenPresent', 'notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
  // Text or epoch milliseconds.
  date: ['notBoolean', 'noEmptyObject', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
  boolean: [
    'booleanWhenPresent',
    'noEmptyObject',
    'safeIntegers',
    'asciiCase',
    'noKelvinSign',
    'plainIpv4',
    'singleLine',
  ],
  // What stands in a flattened or unmapped object is of any type.
  flattened: [],
  nested: ['nestedField'],
  object: [],
}
