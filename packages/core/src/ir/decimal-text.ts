/**
 * Numbers that a source writes as text: decimal, with or without sign, fraction and exponent. `inexact` when no double
 * is that number: the nearest one is written differently, so an equality with it would hit another number.
 */
export function readDecimal(text: string): number | 'inexact' | undefined {
  if (SMALL_INTEGER.test(text)) return Number(text) + 0
  if (text.length > LONGEST || !DECIMAL.test(text)) return undefined
  const value = Number(text)
  if (!Number.isFinite(value) || decimalDigits(String(value)) !== decimalDigits(text)) return 'inexact'
  return value + 0
}

const SMALL_INTEGER = /^-?\d{1,15}$/
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?$/
const LONGEST = 400

/** Sign, digits without zeros at the ends, and the exponent: equal for texts of one value. */
function decimalDigits(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const negative = mantissa.startsWith('-')
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length)
  return `${negative ? '-' : ''}${significant}e${scale}`
}
