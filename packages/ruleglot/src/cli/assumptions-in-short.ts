import type { AssumptionKind } from '@ruleglot/core'

/** What each assumption says of a field, in a few words. */
export const IN_SHORT: Readonly<Record<AssumptionKind, string>> = {
  scalar: 'one value',
  list: 'a list',
  flatLists: 'no lists in lists',
  oneElement: 'one element',
  noNullElements: 'no null in lists',
  distinctValues: 'no value twice',
  stringWhenPresent: 'text',
  numberWhenPresent: 'a number',
  booleanWhenPresent: 'true or false',
  objectWhenPresent: 'an object',
  notBoolean: 'not true or false',
  notNull: 'not null',
  noEmptyObject: 'no empty object',
  nestedField: 'of type nested',
  nestedKeys: 'nested keys',
  flatKey: 'one dotted key',
  keyCase: 'keys in this letter case',
  keysAsWritten: 'keys as they are here',
  asciiCase: 'plain letters',
  noKelvinSign: 'no Kelvin sign',
  plainIpv4: 'no IPv4 as IPv6',
  safeIntegers: 'integers below 2^53',
  keywordField: 'of type keyword',
  singleLine: 'single lines',
}
