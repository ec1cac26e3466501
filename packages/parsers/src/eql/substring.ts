import { ANY_MANY, ANY_ONE, type Condition, FALSE, type Pattern } from '@ruleglot/core'
import type { EqlExpression } from './ast.js'
import { textOperand } from './functions.js'
import { lowerPattern } from './lower-text.js'
import { type Reading, spanAt } from './reading.js'

/**
 * `substring(field, from[, to]) == text` as a pattern, where the two places are constants: a part of fixed length at the
 * start or at the end. Undefined for any other place.
 */
export function lowerSubstring(
  reading: Reading,
  call: EqlExpression,
  text: string,
  ignoreCase: boolean,
  at: EqlExpression,
): Condition | undefined {
  if (call.type !== 'call' || call.name !== 'substring') return undefined
  const field = textOperand(reading, call.args[0])
  const [from, to] = call.args.slice(1).map(wholeNumber)
  if (field === undefined || from === undefined || call.args.length > 3) return undefined
  if (call.args.length === 3 && to === undefined) return undefined
  // The empty part is also what lies outside of a text.
  if (text === '') return undefined
  const pattern = patternOf(from, to, text)
  if (pattern === undefined) return undefined
  if (pattern === 'never') return { ...FALSE, span: spanAt(reading, at) }
  return lowerPattern(reading, field, pattern, ignoreCase, at)
}

function patternOf(from: number, to: number | undefined, text: string): Pattern | 'never' | undefined {
  const length = [...text].length
  if (from >= 0 && to === undefined) return [...Array<typeof ANY_ONE>(Math.min(from, MOST)).fill(ANY_ONE), text]
  if (from < 0 && to === undefined) {
    // A text shorter than the part is taken whole.
    return length === -from ? [ANY_MANY, text] : length < -from ? [text] : 'never'
  }
  if (from < 0 || to === undefined || to < from) return undefined
  const skipped = Array<typeof ANY_ONE>(Math.min(from, MOST)).fill(ANY_ONE)
  return length === to - from ? [...skipped, text, ANY_MANY] : length < to - from ? [...skipped, text] : 'never'
}

/** Nobody skips more characters than this. */
const MOST = 1000

function wholeNumber(part: EqlExpression): number | undefined {
  if (part.type !== 'literal' || typeof part.value !== 'number') return undefined
  return Number.isInteger(part.value) && Math.abs(part.value) <= MOST ? part.value : undefined
}
