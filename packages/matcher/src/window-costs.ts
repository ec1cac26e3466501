import { SMALL_PAIR, WINDOW } from './window-table.js'

/** How often runs of characters occur in texts, relative to each other: of four by a hash of them, of two as they are. */
export interface WindowCosts {
  readonly windows: Float32Array
  /** By two bytes of ASCII side by side, small; those of other characters count as never seen. */
  readonly pairs: Float32Array
  /** How many windows there were. */
  readonly seen: number
}

/** The texts are folded. */
export function windowCosts(texts: Iterable<string>): WindowCosts {
  const windows = new Float32Array(1 << 16)
  const pairs = new Float32Array(1 << 16)
  let seen = 0
  for (const text of texts) {
    for (let at = 0; at + 1 < text.length; at++) {
      const pair = pairAt(text, at)
      if (pair !== undefined) pairs[pair] = (pairs[pair] as number) + 1
      if (at + WINDOW > text.length) continue
      const hash = windowHash(text, at)
      windows[hash] = (windows[hash] as number) + 1
      seen++
    }
  }
  return { windows, pairs, seen }
}

function pairAt(text: string, at: number): number | undefined {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return (first | second) > 0x7f ? undefined : first | (second << 8) | SMALL_PAIR
}

function windowHash(text: string, at: number): number {
  let hash = 0
  for (let i = 0; i < WINDOW; i++) hash = ((hash << 4) ^ text.charCodeAt(at + i)) & 0xffff
  return hash
}

/** Where the windows begin that are rarest together, so many of them side by side, and how often they occur. */
export function rarestWindows(
  text: string,
  { windows }: WindowCosts,
  beside: number,
): { readonly at: number; readonly cost: number } {
  const costAt = (at: number): number => windows[windowHash(text, at)] as number
  let cost = 0
  for (let i = 0; i < beside; i++) cost += costAt(i)
  let [best, least] = [0, cost]
  for (let at = 1; at + beside - 1 + WINDOW <= text.length; at++) {
    cost += costAt(at + beside - 1) - costAt(at - 1)
    if (cost < least) [best, least] = [at, cost]
  }
  return { at: best, cost: least }
}

/** The bytes of the rarest pair in a literal of two bytes or more, small, and where it begins. */
export function rarestPair(
  bytes: Uint8Array,
  { pairs }: WindowCosts,
): { readonly at: number; readonly pair: number; readonly cost: number } {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at + 1 < bytes.length; at++) {
    const cost = pairs[pairOf(bytes, at)] as number
    if (cost < least) [best, least] = [at, cost]
  }
  return { at: best, pair: pairOf(bytes, best), cost: least }
}

export const pairOf = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | SMALL_PAIR

/** Where so many pairs side by side begin that are rarest together, and how often each of them occurs. */
export function rarestPairs(
  bytes: Uint8Array,
  { pairs }: WindowCosts,
  beside: number,
): { readonly at: number; readonly pairs: readonly (readonly [number, number])[] } {
  const own = Array.from({ length: bytes.length - 1 }, (_, at) => {
    const pair = pairOf(bytes, at)
    return [pair, pairs[pair] as number] as const
  })
  const costAt = (at: number): number => own.slice(at, at + beside).reduce((sum, [, cost]) => sum + cost, 0)
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (let at = 0; at + beside < bytes.length; at++) {
    const cost = costAt(at)
    if (cost < least) [best, least] = [at, cost]
  }
  return { at: best, pairs: own.slice(best, best + beside) }
}
