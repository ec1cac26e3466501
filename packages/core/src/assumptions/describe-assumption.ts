import { dotted, type Path } from '../ir/path.js'
import type { AssumptionKind } from './assumption.js'
import { type Assumed, partsOf } from './parts-of.js'

/** One sentence, without a full stop, that says what must hold of events: "okta.outcome.result holds one value, not a list". */
export function describeAssumption(assumption: Assumed): string {
  return SENTENCES[assumption.kind](enumerated(partsOf(assumption).map(({ path }) => path)))
}

/** More fields than these are counted: the assumption itself holds them all. */
const MOST_NAMED = 4

function enumerated(fields: readonly Path[]): string {
  const names = [...new Set(fields.map((path) => (path.length === 0 ? 'the event' : dotted(path))))]
  const named = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names.slice(0, -1)
  if (named.length === 0) return names.join()
  const last = names.length > MOST_NAMED + 1 ? `${names.length - MOST_NAMED} more fields` : names.at(-1)
  return `${named.join(', ')} and ${last}`
}

const SENTENCES: { readonly [K in AssumptionKind]: (field: string) => string } = {
  scalar: (field) => `${field} holds one value, not a list`,
  flatLists: (field) => `lists at ${field} and above it hold no lists`,
  oneElement: (field) => `${field} holds at most one element`,
  noNullElements: (field) => `lists at ${field} hold no null`,
  distinctValues: (field) => `${field} holds no value twice`,
  list: (field) => `${field} is a flat list when it is there`,
  scalarInItems: (field) => `${field} holds one value in each item of the list above it`,
  listInItems: (field) => `${field} is a flat list when it is there in an item of the list above it`,
  stringWhenPresent: (field) => `${field} is text when it is there`,
  numberWhenPresent: (field) => `${field} is a number when it is there`,
  booleanWhenPresent: (field) => `${field} is a boolean when it is there`,
  objectWhenPresent: (field) => `${field} is an object when it is there`,
  notBoolean: (field) => `${field} is never true or false`,
  noEmptyObject: (field) => `${field} is never an object with nothing in it`,
  notNull: (field) => `${field} is never null`,
  nestedKeys: (field) => `${field} is written as nested objects, not as a key with dots`,
  flatKey: (field) => `${field} is written as one key with dots, not as nested objects`,
  keyCase: (field) => `the keys of ${field} are always spelled in this letter case`,
  keysAsWritten: (field) => `the keys of ${field} are cut and spelled in events as they are here`,
  asciiCase: (field) =>
    `${field} has no letter whose case programs change differently, such as the Greek sigma or sharp s`,
  noKelvinSign: (field) => `no text in ${field} has a Kelvin sign (U+212A), which only some programs take for a k`,
  plainIpv4: (field) => `no address in ${field} is IPv4 written as IPv6, such as ::ffff:10.0.0.1`,
  safeIntegers: (field) => `numbers in ${field} are whole and at most 2^53 - 1 in size`,
  keywordField: (field) => `${field} is of type keyword in Elasticsearch`,
  nestedField: (field) => `${field} is of type nested in Elasticsearch`,
  singleLine: (field) => `${field} has no line breaks`,
}
