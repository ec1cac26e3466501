import { rarestPair, rarestWindows, type WindowCosts } from './window-costs.js'
import { type Encoded, type Literal, WINDOW } from './window-table.js'

/** Literals that are found by every so manieth window of a text, and those too short for that. */
export interface LiteralSplit<L> {
  readonly stride: number
  readonly long: readonly Encoded<L>[]
  readonly short: readonly Encoded<L>[]
}

/**
 * The fewer windows are looked at, the longer a literal has to be, the more windows of it have to be rare, and the more
 * literals are left that are looked for at every place: what costs least by the texts seen.
 */
export function splitLiterals<L extends Literal>(literals: readonly Encoded<L>[], costs: WindowCosts): LiteralSplit<L> {
  let best = splitAt(literals, STRIDES[0])
  let least = costOf(best, costs)
  for (const stride of STRIDES.slice(1)) {
    const split = splitAt(literals, stride)
    if (split.long.length === 0) break
    const cost = costOf(split, costs)
    if (cost < least) [best, least] = [split, cost]
  }
  return best
}

const STRIDES = [2, 4, 6, 8, 12, 16, 24] as const

function splitAt<L extends Literal>(literals: readonly Encoded<L>[], stride: number): LiteralSplit<L> {
  const isLong = ({ bytes }: Encoded<L>): boolean => bytes.length >= WINDOW + stride - 1
  return { stride, long: literals.filter(isLong), short: literals.filter((literal) => !isLong(literal)) }
}

/** In windows looked at. */
function costOf<L extends Literal>({ stride, long, short }: LiteralSplit<L>, costs: WindowCosts): number {
  let [windows, pairs] = [0, 0]
  for (const { literal, bytes } of long) {
    if (bytes.length === literal.text.length) windows += rarestWindows(literal.text, costs, stride).cost
  }
  for (const { bytes } of short) if (bytes.length > 1) pairs += rarestPair(bytes, costs).cost
  return (
    (long.length === 0 ? 0 : (costs.seen + VERIFYING * windows) / stride) +
    (short.length === 0 ? 0 : EVERY_PLACE * costs.seen + VERIFYING * pairs)
  )
}

/** How many windows are looked at in the time that one place takes where a literal may stand. */
const VERIFYING = 8
/** And in the time that looking for short literals takes at each place. */
const EVERY_PLACE = 0.6
