import type { CodePointRange } from './regex.js'

/** Sets of code points as the ranges of a regex tree: inclusive, sorted, not touching each other. */
export type CodePointSet = readonly CodePointRange[]

export const LAST_CODE_POINT = 0x10ffff

/** Any ranges, in any order, as a set. */
export function codePointSet(ranges: readonly CodePointRange[]): CodePointSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const set: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = set[set.length - 1]
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else set.push([from, to])
  }
  return set
}

export function complementSet(set: CodePointSet): CodePointSet {
  const rest: CodePointRange[] = []
  let next = 0
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1])
    next = to + 1
  }
  if (next <= LAST_CODE_POINT) rest.push([next, LAST_CODE_POINT])
  return rest
}

export function intersectSets(a: CodePointSet, b: CodePointSet): CodePointSet {
  const both: CodePointRange[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const [aFrom, aTo] = a[i] as CodePointRange
    const [bFrom, bTo] = b[j] as CodePointRange
    const from = Math.max(aFrom, bFrom)
    const to = Math.min(aTo, bTo)
    if (from <= to) both.push([from, to])
    if (aTo < bTo) i++
    else j++
  }
  return both
}

export function setHas(set: CodePointSet, codePoint: number): boolean {
  let low = 0
  let high = set.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = set[middle] as CodePointRange
    if (codePoint < from) high = middle - 1
    else if (codePoint > to) low = middle + 1
    else return true
  }
  return false
}

export function sameSet(a: CodePointSet, b: CodePointSet): boolean {
  return a.length === b.length && a.every(([from, to], i) => b[i]?.[0] === from && b[i]?.[1] === to)
}
