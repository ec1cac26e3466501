import { type Automaton, automatonOf } from './automaton.js'

/** The texts of the IPv4 addresses from one to another, four decimal octets each. A state is the octet being read. */
export function addressAutomaton(lowest: number, highest: number): Automaton {
  const low = octetsOf(lowest)
  const high = octetsOf(highest)
  const fits = ({ index, octet, low: atLow, high: atHigh }: Reading): boolean =>
    octet !== undefined &&
    octet <= 255 &&
    (!atLow || octet >= (low[index] as number)) &&
    (!atHigh || octet <= (high[index] as number))
  return automatonOf<Reading>({
    start: { index: 0, octet: undefined, low: true, high: true },
    keyOf: ({ index, octet, low: atLow, high: atHigh }) => `${index} ${octet} ${atLow} ${atHigh}`,
    step: (reading, point) => {
      const { index, octet, low: atLow, high: atHigh } = reading
      if (index > 3) return NONE
      if (point === POINT) {
        if (index === 3 || !fits(reading)) return NONE
        return {
          index: index + 1,
          octet: undefined,
          low: atLow && octet === low[index],
          high: atHigh && octet === high[index],
        }
      }
      const digit = point - ZERO
      if (digit < 0 || digit > 9 || octet === 0) return NONE
      const longer = (octet ?? 0) * 10 + digit
      return longer > 255 ? NONE : { index, octet: longer, low: atLow, high: atHigh }
    },
    accepts: (reading) => reading.index === 3 && fits(reading),
    fate: ({ index }) => (index > 3 ? 'never' : undefined),
    cuts: ({ index }) => (index > 3 ? [] : CUTS),
  })
}

interface Reading {
  readonly index: number
  readonly octet: number | undefined
  /** Whether all octets before are those of the bound. */
  readonly low: boolean
  readonly high: boolean
}

const POINT = 0x2e
const ZERO = 0x30
const NONE: Reading = { index: 4, octet: undefined, low: false, high: false }
const CUTS = [POINT, POINT + 1, ...Array.from({ length: 11 }, (_, i) => ZERO + i)]

function octetsOf(bits: number): readonly number[] {
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256)
}
