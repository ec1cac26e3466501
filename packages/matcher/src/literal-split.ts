import { pairsOf } from './text-filter.js'
import { rarestPair, rarestPairs, rarestWindows, type WindowCosts } from './window-costs.js'
import { type Encoded, type Literal, WINDOW } from './window-table.js'

/** Literals by how they are found: by every so manieth window of a text, by every so manieth pair, or at every place. */
export interface LiteralSplit<L> {
  readonly stride: number
  readonly long: readonly Encoded<L>[]
  /** Windows side by side that the sieved literals have. */
  readonly windows: number
  readonly sieved: readonly Encoded<L>[]
  readonly short: readonly Encoded<L>[]
}

/**
 * The fewer windows are looked at, the longer a literal has to be, the more windows of it have to be rare, and the more
 * literals are left for the other ways: what costs least by the texts seen.
 */
export function splitLiterals<L extends Literal>(literals: readonly Encoded<L>[], costs: WindowCosts): LiteralSplit<L> {
  let best: LiteralSplit<L> = { stride: 1, long: [], windows: 1, sieved: [], short: literals }
  let least = literals.length === 0 ? 0 : Number.POSITIVE_INFINITY
  for (const stride of STRIDES) {
    for (const way of waysOf(literals, stride)) {
      if (costOfLooks(way, costs) >= least) continue
      const cost = costOfLooks(way, costs) + costOfFinds(way, costs)
      if (cost < least) [best, least] = [way, cost]
    }
  }
  return best
}

/** The last leaves all literals for the other ways. */
const STRIDES = [2, 4, 6, 8, 12, 16, 24, Number.POSITIVE_INFINITY] as const
const MOST_SIEVED_WINDOWS = 8

/** What is too short for the stride is sieved, if it is long enough for that, or looked for at every place. */
function waysOf<L extends Literal>(literals: readonly Encoded<L>[], stride: number): readonly LiteralSplit<L>[] {
  const isLong = ({ bytes }: Encoded<L>): boolean => bytes.length >= WINDOW + stride - 1
  const long = literals.filter(isLong)
  const others = literals.filter((literal) => !isLong(literal))
  const shortest = others.reduce((least, { bytes }) => Math.min(least, bytes.length), WINDOW + MOST_SIEVED_WINDOWS - 1)
  const way: LiteralSplit<L> = { stride, long, windows: 1, sieved: [], short: others }
  return shortest < WINDOW ? [way] : [way, { ...way, windows: shortest - WINDOW + 1, sieved: others, short: [] }]
}

/** In windows looked at: those that nothing is found in. */
function costOfLooks({ stride, long, windows, sieved, short }: LiteralSplit<unknown>, { seen }: WindowCosts): number {
  return (
    (long.length === 0 ? 0 : seen / stride) +
    (sieved.length === 0 ? 0 : (SIEVING * seen) / pairsOf(windows)) +
    (short.length === 0 ? 0 : EVERY_PLACE * seen)
  )
}

/** And what is looked at more closely. */
function costOfFinds<L extends Literal>(way: LiteralSplit<L>, costs: WindowCosts): number {
  const { stride, long, windows, sieved, short } = way
  let [strided, pairs] = [0, 0]
  for (const { literal, bytes } of long) {
    if (bytes.length === literal.text.length) strided += rarestWindows(literal.text, costs, stride).cost
  }
  for (const { bytes } of short) if (bytes.length > 1) pairs += rarestPair(bytes, costs).cost
  const beside = pairsOf(windows)
  const passed = new Map(sieved.flatMap(({ bytes }) => rarestPairs(bytes, costs, beside).pairs))
  const looked = [...passed.values()].reduce((sum, cost) => sum + cost, 0)
  return (VERIFYING * strided) / stride + (LOOKING_AROUND * looked) / beside + VERIFYING * pairs
}

/** How many windows are looked at in the time that one place takes where a literal may stand. */
const VERIFYING = 8
/** And in that of one look at a pair, and of one where the windows that hold it are looked at. */
const SIEVING = 0.7
const LOOKING_AROUND = 3
/** And in the time that looking for short literals takes at each place. */
const EVERY_PLACE = 0.6
