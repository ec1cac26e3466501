import type { RegexTree } from '../ir/regex.js'
import type { Automaton } from './automaton.js'
import { regexAutomaton } from './regex-automaton.js'

/**
 * Texts among which are the canonical texts of all finite numbers that ECMAScript writes without an exponent: decimals
 * without needless zeros. Some of these texts are not the canonical one of their number; who needs that asks the number.
 */
export function numberTextAutomaton(): Automaton {
  withoutExponent ??= regexAutomaton(WITHOUT_EXPONENT, false)
  return withoutExponent
}

/** The same for the numbers with an exponent, from 1e21 up and below 1e-6. */
export function exponentTextAutomaton(): Automaton {
  withExponent ??= regexAutomaton(WITH_EXPONENT, false)
  return withExponent
}

let withoutExponent: Automaton | undefined
let withExponent: Automaton | undefined

const text = (value: string): RegexTree => ({ type: 'text', text: value })
const concat = (...parts: RegexTree[]): RegexTree => ({ type: 'concat', parts })
const either = (...options: RegexTree[]): RegexTree => ({ type: 'alternate', options })
const times = (part: RegexTree, min: number, max: number | null): RegexTree => ({ type: 'repeat', part, min, max })
const DIGIT: RegexTree = { type: 'set', ranges: [[0x30, 0x39]] }
const NOT_ZERO: RegexTree = { type: 'set', ranges: [[0x31, 0x39]] }
const FRACTION = concat(text('.'), times(DIGIT, 0, 24), NOT_ZERO)

const WITHOUT_EXPONENT: RegexTree = either(
  text('0'),
  concat(
    times(text('-'), 0, 1),
    either(concat(NOT_ZERO, times(DIGIT, 0, 20), times(FRACTION, 0, 1)), concat(text('0'), FRACTION)),
  ),
)

const WITH_EXPONENT: RegexTree = concat(
  times(text('-'), 0, 1),
  NOT_ZERO,
  times(FRACTION, 0, 1),
  text('e'),
  either(text('+'), text('-')),
  NOT_ZERO,
  times(DIGIT, 0, 2),
)
