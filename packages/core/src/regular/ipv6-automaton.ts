import { type Automaton, automatonOf } from './automaton.js'

/**
 * The texts of the IPv6 addresses from one to another, as RFC 4291 writes them: groups of up to four hexadecimal digits
 * in either case, one `::`, an IPv4 tail. One automaton for each way to lay groups out around the `::`: that way each
 * knows which group it reads, and has few states.
 */
export function ipv6Automata(lowest: bigint, highest: bigint): readonly Automaton[] {
  const bounds = { low: groupsOf(lowest), high: groupsOf(highest) }
  return LAYOUTS.flatMap((layout) => {
    const start = openGroup(START, layout, 0, bounds)
    return start === undefined ? [] : [layoutAutomaton(start, bounds)]
  })
}

function layoutAutomaton(start: Reading, bounds: Bounds): Automaton {
  return automatonOf<Reading | undefined>({
    start,
    keyOf: (reading) => (reading === undefined ? '' : keyOfReading(reading, bounds)),
    step: (reading, point) => reading && stepOf(reading, point, bounds),
    accepts: (reading) => isEnd(reading && closed(reading, bounds)),
    fate: (reading) => (reading === undefined ? 'never' : undefined),
    cuts: (reading) => (reading === undefined ? [] : CUTS),
  })
}

interface Bounds {
  readonly low: readonly number[]
  readonly high: readonly number[]
}

/** Groups before and after the `::`; 8 and 0 where there is none. The last two may be an IPv4 address. */
interface Layout {
  readonly before: number
  readonly after: number
  readonly dotted: boolean
}

interface Reading {
  readonly layout: Layout
  /** The group being read, of eight; those that `::` stands for are passed over. */
  readonly group: number
  /** Colons that have to come first. */
  readonly colons: number
  /** Its digits so far, as far as they matter, and how many. */
  readonly value: number
  readonly digits: number
  /** The octet of an IPv4 tail. */
  readonly octet: number
  /** Whether all groups before are those of the bound. */
  readonly low: boolean
  readonly high: boolean
}

const LAYOUTS: readonly Layout[] = [
  ...[false, true].map((dotted) => ({ before: 8, after: 0, dotted })),
  ...Array.from({ length: 8 }, (_, before) =>
    Array.from({ length: 8 - before }, (__, after) =>
      (after >= 2 ? [false, true] : [false]).map((dotted) => ({ before, after, dotted })),
    ).flat(),
  ).flat(),
]
const START = { value: 0, digits: 0, octet: 0, low: true, high: true }

/** The reading at the start of a group, behind the colons that come before it; the groups of `::` are zero. */
function openGroup(
  { low, high }: { readonly low: boolean; readonly high: boolean },
  layout: Layout,
  group: number,
  bounds: Bounds,
): Reading | undefined {
  if (layout.before === 8 || group !== layout.before) {
    return { ...START, layout, group, colons: group === 0 || group === 8 ? 0 : 1, low, high }
  }
  const gapEnd = 8 - layout.after
  const state = { low, high }
  for (let zero = group; zero < gapEnd; zero++) {
    if (state.low && (bounds.low[zero] as number) > 0) return undefined
    state.high &&= (bounds.high[zero] as number) === 0
  }
  return { ...START, layout, group: gapEnd, colons: 2, ...state }
}

function stepOf(reading: Reading, point: number, bounds: Bounds): Reading | undefined {
  const { layout, group, colons, value, digits } = reading
  if (colons > 0) return point === COLON ? { ...reading, colons: colons - 1 } : undefined
  if (group === 8) return undefined
  if (point === COLON) {
    const next = closed(reading, bounds)
    return next === undefined || next.colons === 0 ? undefined : { ...next, colons: next.colons - 1 }
  }
  if (isDotted(layout, group)) return dottedStep(reading, point, bounds)
  const digit = hexadecimal(point)
  if (digit === undefined || digits === 4) return undefined
  return settled({ ...reading, value: value * 16 + digit, digits: digits + 1 }, bounds)
}

function isDotted({ dotted }: Layout, group: number): boolean {
  return dotted && group === 6
}

/** Four octets without needless zeros: two groups. `value` is what was read of all, `digits` those of the octet. */
function dottedStep(reading: Reading, point: number, bounds: Bounds): Reading | undefined {
  const { value, digits, octet } = reading
  const own = value % 256
  if (point === POINT) {
    if (digits === 0 || octet === 3) return undefined
    return octet === 1 ? nextOctets(reading, bounds) : nextOctet(reading, bounds)
  }
  const digit = point - ZERO
  if (digit < 0 || digit > 9 || (digits > 0 && own === 0) || own * 10 + digit > 255) return undefined
  const longer = own * 10 + digit
  if (reading.low || reading.high) return { ...reading, value: value - own + longer, digits: digits + 1 }
  const kept = digits === 0 ? Math.min(longer, 3) : digits === 1 ? Math.min(longer, 26) : 0
  return { ...reading, value: kept, digits: digits + 1 }
}

/** The first octet of a group: what it decides about the bounds is known. */
function nextOctet(reading: Reading, bounds: Bounds): Reading | undefined {
  const { value, octet } = reading
  const group = octet === 0 ? 6 : 7
  const [least, most] = [(bounds.low[group] as number) >> 8, (bounds.high[group] as number) >> 8]
  if ((reading.low && value < least) || (reading.high && value > most)) return undefined
  const [low, high] = [reading.low && value === least, reading.high && value === most]
  return { ...reading, low, high, value: low || high ? value * 256 : 0, digits: 0, octet: octet + 1 }
}

/** Behind the second octet the first of the two groups is known. */
function nextOctets(reading: Reading, bounds: Bounds): Reading | undefined {
  const state = compared(reading, reading.value, 6, bounds)
  return state === undefined ? undefined : { ...reading, ...state, value: 0, digits: 0, octet: 2 }
}

function isEnd(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.group === 8 && reading.colons === 0
}

/** What follows when the group ends here; undefined where it cannot. */
function closed(reading: Reading, bounds: Bounds): Reading | undefined {
  const { layout, group, colons, value, digits, octet } = reading
  if (colons > 0) return undefined
  if (group === 8) return reading
  if (digits === 0) return undefined
  if (isDotted(layout, group)) {
    const state = octet === 3 ? compared(reading, value, 7, bounds) : undefined
    return state === undefined ? undefined : { ...reading, ...state, group: 8, colons: 0 }
  }
  const state = compared(reading, value, group, bounds)
  return state === undefined ? undefined : openGroup(state, layout, group + 1, bounds)
}

function compared(
  { low, high }: Reading,
  value: number,
  group: number,
  bounds: Bounds,
): { readonly low: boolean; readonly high: boolean } | undefined {
  const [least, most] = [bounds.low[group] as number, bounds.high[group] as number]
  if ((low && value < least) || (high && value > most)) return undefined
  return { low: low && value === least, high: high && value === most }
}

/** Digits that make no difference to the bounds any more are forgotten, so that states stay few. */
function settled(reading: Reading, bounds: Bounds): Reading | undefined {
  const { value, digits, group, low, high } = reading
  const most = value * 16 ** (4 - digits) + (16 ** (4 - digits) - 1)
  const [from, to] = [bounds.low[group] as number, bounds.high[group] as number]
  if ((low && most < from) || (high && value > to)) return undefined
  const isLow = low && value <= from
  const isHigh = high && most >= to
  return { ...reading, low: isLow, high: isHigh, value: isLow || isHigh ? value : 0 }
}

function keyOfReading(reading: Reading, bounds: Bounds): string {
  const { layout, group, colons, value, digits, octet, low, high } = reading
  const said = isDotted(layout, group) || group === 8 ? String(value) : standing(reading, bounds)
  return `${group} ${colons} ${said} ${digits} ${octet} ${low} ${high}`
}

/** How the digits stand to the bounds, now and when more come: digits that stand alike need no states of their own. */
function standing({ group, value, digits, low, high }: Reading, { low: from, high: to }: Bounds): string {
  const against = (bound: number): string =>
    Array.from({ length: 5 - digits }, (_, more) => Math.sign(value - (bound >> (4 * more)))).join('')
  return `${low ? against(from[group] as number) : ''}/${high ? against(to[group] as number) : ''}`
}

function hexadecimal(point: number): number | undefined {
  if (point >= ZERO && point <= ZERO + 9) return point - ZERO
  const letter = point | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : undefined
}

const POINT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const CUTS = [
  POINT,
  POINT + 1,
  ...Array.from({ length: 12 }, (_, i) => ZERO + i),
  ...[0x41, 0x61].flatMap((first) => Array.from({ length: 7 }, (_, i) => first + i)),
]

function groupsOf(bits: bigint): readonly number[] {
  return Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(16 * (7 - i))) & 0xffffn))
}
