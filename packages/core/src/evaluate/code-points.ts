/** The code points of a text; a surrogate that has no partner is one by itself. */
export function codePoints(text: string): readonly number[] {
  const points: number[] = []
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number
    points.push(point)
    if (point > 0xffff) i++
  }
  return points
}

/** Below, equal to or above zero as `a` stands before, at or after `b` by code point (UTF-16 order puts U+FF5E last). */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i)
    if (difference === 0) continue
    return order(a, b, i)
  }
  return a.length - b.length
}

/** Where `part` begins in `text` on a code point boundary of both, or -1. */
export function indexOfText(text: string, part: string, from = 0): number {
  for (let at = text.indexOf(part, from); at !== -1; at = text.indexOf(part, at + 1)) {
    if (onBoundary(text, at) && onBoundary(text, at + part.length)) return at
  }
  return -1
}

/** Whether a cut before the code unit at `index` falls between two code points. */
export function onBoundary(text: string, index: number): boolean {
  return !(isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index)))
}

function order(a: string, b: string, index: number): number {
  // The first differing unit may be the second half of a pair whose first halves are equal.
  const start = onBoundary(a, index) && onBoundary(b, index) ? index : index - 1
  return (a.codePointAt(start) as number) - (b.codePointAt(start) as number)
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
