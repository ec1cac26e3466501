/**
 * What the writer and the reader of one language must hold alike, letter for letter: functions that written code may
 * carry, and which keys and texts need them. Neither imports the other; both import this (`@ruleglot/core/dialect`).
 */

export { asksBelow } from './asks-below.js'
export {
  elasticsearchAddress,
  elasticsearchNetwork,
  elasticsearchOrder,
  type IpTest,
  TAKES_MAPPED,
} from './elasticsearch-addresses.js'
export { isCaseless, LOWER_CASED } from './is-caseless.js'
export { HELPERS, type Helper, type HelperName as JavaScriptHelperName, helperTexts } from './javascript-helpers.js'
export { isPlainKey } from './javascript-plain-key.js'
export {
  HELPER_FUNCTIONS,
  type HelperFunction,
  type HelperName as PantherHelperName,
  withCallees,
} from './panther-helpers.js'
export { mayHoldForNonString, type TextTest } from './panther-text-of-non-string.js'
export { typeInEql } from './type-in-eql.js'
