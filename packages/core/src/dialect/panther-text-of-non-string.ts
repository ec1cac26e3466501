/**
 * Whether `str(value).lower()` or `str(value)` could satisfy a test for a value that is no string: then the test relies
 * on the field holding text. Null gives the default "" and is no question. Lists and objects print as text that may
 * contain anything, but always begin with the name of their class.
 */
export type TextTest = 'equal' | 'prefix' | 'suffix' | 'contains' | 'glob' | 'regex'

export function mayHoldForNonString(test: TextTest, text: string, ignoreCase: boolean): boolean {
  if (test === 'equal') return isScalarText(text, ignoreCase) || text.startsWith(ignoreCase ? 'immutable' : 'Immutable')
  if (test === 'prefix')
    return STARTS.some((start) => comparable(start, ignoreCase).startsWith(text)) || startsLike(text, ignoreCase)
  if (test === 'suffix') return text.endsWith(')') || isScalarEnd(text, ignoreCase)
  return true
}

const STARTS = ['True', 'False', 'ImmutableCaseInsensitiveDict(', 'ImmutableList(', 'inf', '-inf', 'nan']

function comparable(text: string, ignoreCase: boolean): string {
  return ignoreCase ? text.toLowerCase() : text
}

function startsLike(text: string, ignoreCase: boolean): boolean {
  return /^-?[\d.e+-]*$/i.test(text) || text.startsWith(ignoreCase ? 'immutable' : 'Immutable')
}

function isScalarText(text: string, ignoreCase: boolean): boolean {
  return /^-?(\d[\d.e+-]*|inf)$/i.test(text) || (ignoreCase ? /^(true|false)$/ : /^(True|False)$/).test(text)
}

function isScalarEnd(text: string, ignoreCase: boolean): boolean {
  return (
    /^[\d.e+-]*$/i.test(text) ||
    ['True', 'False', 'inf', '-inf'].some((one) => comparable(one, ignoreCase).endsWith(text))
  )
}
