import { satisfies } from '../evaluate/compare-values.js'
import type { CompareOperator } from '../ir/node.js'
import { type Automaton, automatonOf } from './automaton.js'
import { type ExactDecimal, roundingLimits } from './rounding-limits.js'

/**
 * The texts `-?digits[.digits]` whose value, as the nearest double, stands in a relation to a bound. Decided on the
 * digits: the doubles at and next to the bound have decimal limits, on one side of which every text rounds to them.
 */
export function numericOrderAutomaton(op: CompareOperator, bound: number): Automaton {
  const { lowest, highest } = roundingLimits(bound)
  return automatonOf<Reading>({
    start: { phase: 'start', negative: false, digits: 0, low: 0, high: 0 },
    keyOf: ({ phase, negative, digits, low, high }) => `${phase}${negative}${digits} ${low} ${high}`,
    step: (reading, point) => read(reading, point, lowest, highest),
    accepts: (reading) => {
      if (reading.phase !== 'whole' && reading.phase !== 'fraction') return false
      const low = relationTo(reading, settled(reading, reading.low, lowest), lowest)
      const high = relationTo(reading, settled(reading, reading.high, highest), highest)
      // Below the lowest limit, above the highest one, or in between, which is equal.
      const belowIt = low < 0 || (low === 0 && !lowest.included)
      const aboveIt = high > 0 || (high === 0 && !highest.included)
      return satisfies(belowIt ? -1 : aboveIt ? 1 : 0, op)
    },
    fate: ({ phase }) => (phase === 'none' ? 'never' : undefined),
    cuts: ({ phase }) => (phase === 'none' ? [] : CUTS),
  })
}

interface Reading {
  readonly phase: 'start' | 'signed' | 'whole' | 'point' | 'fraction' | 'none'
  readonly negative: boolean
  /** Digits read in this part, leading zeros aside; no further than the limits have any. */
  readonly digits: number
  /** How the digits so far stand to those of the limits. */
  readonly low: number
  readonly high: number
}

const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const CUTS = [MINUS, MINUS + 1, POINT, POINT + 1, ...Array.from({ length: 11 }, (_, i) => ZERO + i)]
const NONE: Reading = { phase: 'none', negative: false, digits: 0, low: 0, high: 0 }

function read(reading: Reading, point: number, lowest: ExactDecimal, highest: ExactDecimal): Reading {
  const { phase } = reading
  if (point === MINUS) return phase === 'start' ? { ...reading, phase: 'signed', negative: true } : NONE
  if (point === POINT) {
    if (phase !== 'whole') return NONE
    return {
      ...reading,
      phase: 'point',
      digits: 0,
      low: wholeRelation(reading, reading.low, lowest),
      high: wholeRelation(reading, reading.high, highest),
    }
  }
  const digit = point - ZERO
  if (phase === 'none' || digit < 0 || digit > 9) return NONE
  if (phase === 'point' || phase === 'fraction') {
    const next = (relation: number, { fraction }: ExactDecimal): number =>
      relation !== 0 ? relation : Math.sign(digit - Number(fraction[reading.digits] ?? 0))
    const most = Math.max(lowest.fraction.length, highest.fraction.length)
    return {
      ...reading,
      phase: 'fraction',
      digits: Math.min(reading.digits + 1, most),
      low: next(reading.low, lowest),
      high: next(reading.high, highest),
    }
  }
  if (digit === 0 && reading.digits === 0) return { ...reading, phase: 'whole' }
  const next = (relation: number, { whole }: ExactDecimal): number =>
    relation !== 0 ? relation : Math.sign(digit - Number(whole[reading.digits] ?? 0))
  const most = Math.max(lowest.whole.length, highest.whole.length) + 1
  return {
    ...reading,
    phase: 'whole',
    digits: Math.min(reading.digits + 1, most),
    low: next(reading.low, lowest),
    high: next(reading.high, highest),
  }
}

/** More digits before the point are more. */
function wholeRelation({ digits }: Reading, relation: number, { whole }: ExactDecimal): number {
  return digits === whole.length ? relation : digits - whole.length
}

/** The relation of what was read to the limit, signs aside, when nothing follows. */
function settled(reading: Reading, relation: number, limit: ExactDecimal): number {
  if (reading.phase === 'whole') {
    const whole = wholeRelation(reading, relation, limit)
    return whole !== 0 ? whole : limit.fraction.length > 0 ? -1 : 0
  }
  if (relation !== 0) return relation
  return reading.digits < limit.fraction.length ? -1 : 0
}

function relationTo(reading: Reading, magnitude: number, limit: ExactDecimal): number {
  const zero = limit.whole === '' && limit.fraction === ''
  if (zero) return reading.negative ? -magnitude : magnitude
  if (limit.negative) return reading.negative ? -magnitude : 1
  return reading.negative ? -1 : magnitude
}
