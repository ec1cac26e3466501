import { rarestPair, rarestWindows, sievedWindow, type WindowCosts } from './window-costs.js'
import { type Encoded, type Literal, SIEVE, WINDOW } from './window-table.js'

/** Literals by how they are found: by every so manieth window of a text, by a pair in their window, at every place. */
export interface LiteralSplit<L> {
  readonly stride: number
  readonly long: readonly Encoded<L>[]
  readonly sieved: readonly Encoded<L>[]
  readonly short: readonly Encoded<L>[]
}

/**
 * The fewer windows are looked at, the longer a literal has to be, the more windows of it have to be rare, and the more
 * literals are left for the other ways: what costs least by the texts seen.
 */
export function splitLiterals<L extends Literal>(literals: readonly Encoded<L>[], costs: WindowCosts): LiteralSplit<L> {
  let best: LiteralSplit<L> = { stride: 1, long: [], sieved: [], short: literals }
  let least = literals.length === 0 ? 0 : Number.POSITIVE_INFINITY
  for (const stride of STRIDES) {
    const isLong = ({ bytes }: Encoded<L>): boolean => bytes.length >= WINDOW + stride - 1
    const long = literals.filter(isLong)
    const others = literals.filter((literal) => !isLong(literal))
    const ways: LiteralSplit<L>[] = [{ stride, long, sieved: [], short: others }]
    if (others.every(({ bytes }) => bytes.length >= WINDOW)) ways.push({ stride, long, sieved: others, short: [] })
    for (const way of ways) {
      const cost = costOf(way, costs)
      if (cost < least) [best, least] = [way, cost]
    }
  }
  return best
}

/** The last leaves all literals for the other ways. */
const STRIDES = [2, 4, 6, 8, 12, 16, 24, Number.POSITIVE_INFINITY] as const

/** In windows looked at. */
function costOf<L extends Literal>({ stride, long, sieved, short }: LiteralSplit<L>, costs: WindowCosts): number {
  let [windows, pairs] = [0, 0]
  for (const { literal, bytes } of long) {
    if (bytes.length === literal.text.length) windows += rarestWindows(literal.text, costs, stride).cost
  }
  for (const { bytes } of short) if (bytes.length > 1) pairs += rarestPair(bytes, costs).cost
  const passed = new Map<number, number>()
  for (const { bytes } of sieved) for (const [pair, cost] of sievedWindow(bytes, costs).pairs) passed.set(pair, cost)
  const looked = [...passed.values()].reduce((sum, cost) => sum + cost, 0)
  return (
    (long.length === 0 ? 0 : (costs.seen + VERIFYING * windows) / stride) +
    (sieved.length === 0 ? 0 : (SIEVING * costs.seen + SIEVE * looked) / SIEVE) +
    (short.length === 0 ? 0 : EVERY_PLACE * costs.seen + VERIFYING * pairs)
  )
}

/** How many windows are looked at in the time that one place takes where a literal may stand. */
const VERIFYING = 8
/** And in the time that looking for short literals takes at each place. */
const EVERY_PLACE = 0.6
/** And in that of one look at a pair. */
const SIEVING = 0.7
