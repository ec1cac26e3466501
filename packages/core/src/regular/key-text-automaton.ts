import type { CodePointRange } from '../ir/regex.js'
import type { Automaton } from './automaton.js'
import { regexAutomaton } from './regex-automaton.js'

/** Texts among which are all IPv6 addresses, or all instants: of their characters, and no shorter or longer than they get. */
export function keyTextAutomaton(domain: 'ipv6' | 'instant'): Automaton {
  return domain === 'ipv6' ? textsOf(ADDRESS, 2, 45) : textsOf(INSTANT, 10, null)
}

/** Hexadecimal digits, colons, and dots of an IPv4 tail. */
const ADDRESS: readonly CodePointRange[] = [
  [0x2e, 0x2e],
  [0x30, 0x3a],
  [0x41, 0x46],
  [0x61, 0x66],
]
/** Digits, `+`, `-`, `.`, `:`, `T` and `Z`. */
const INSTANT: readonly CodePointRange[] = [
  [0x2b, 0x2b],
  [0x2d, 0x2e],
  [0x30, 0x3a],
  [0x54, 0x54],
  [0x5a, 0x5a],
]

function textsOf(ranges: readonly CodePointRange[], min: number, max: number | null): Automaton {
  return regexAutomaton({ type: 'repeat', part: { type: 'set', ranges }, min, max }, false)
}
