import { foldedPairs } from '../evaluate/fold-text.js'

/** The cuts around one code point: those that fold to it as well, where letter case is ignored. */
export function cutsAround(point: number, ignoreCase: boolean): readonly number[] {
  if (!ignoreCase) return [point, point + 1]
  const cuts = [point, point + 1]
  for (const other of sources().get(point) ?? []) cuts.push(other, other + 1)
  return cuts
}

/** Cuts between folded code points as cuts between those that are folded first. */
export function unfoldedCuts(cuts: readonly number[]): readonly number[] {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b)
  const all = [...sorted]
  for (const [from, to] of foldedPairs()) if (classOf(sorted, from) !== classOf(sorted, to)) all.push(from, from + 1)
  return all
}

function classOf(cuts: readonly number[], point: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] as number) <= point) low = middle + 1
    else high = middle
  }
  return low
}

let made: ReadonlyMap<number, readonly number[]> | undefined
function sources(): ReadonlyMap<number, readonly number[]> {
  if (made !== undefined) return made
  const map = new Map<number, number[]>()
  for (const [from, to] of foldedPairs()) {
    const list = map.get(to)
    if (list === undefined) map.set(to, [from])
    else list.push(from)
  }
  made = map
  return map
}
