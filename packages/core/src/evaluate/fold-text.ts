import { LOWER_CASE_RUNS, UPPER_CASE_RUNS } from './case-mapping.generated.js'

/**
 * Letter case from a pinned table, one code point at a time, so that lengths stay and folding distributes over
 * concatenation. The engine's own toLowerCase does neither (U+0130 becomes two, a final sigma depends on its place)
 * and changes with the Unicode version.
 */

/** The text behind `ignoreCase`: lower case, with final sigma folded to sigma and U+0130 left alone. */
export function foldText(text: string): string {
  return mapText(text, folding())
}

/** Lower case; final sigma stays as it is. */
export function lowerText(text: string): string {
  return mapText(text, lowerCase())
}

/** Upper case, where that is one code point: sharp s stays as it is. */
export function upperText(text: string): string {
  return mapText(text, upperCase())
}

export function foldCodePoint(point: number): number {
  return folding().get(point) ?? point
}

/** Every code point that folds to another one, with that one. */
export function foldedPairs(): ReadonlyMap<number, number> {
  return folding()
}

type Mapping = ReadonlyMap<number, number>

const FINAL_SIGMA = 0x3c2
const SIGMA = 0x3c3

const lowerCase = once(() => expand(LOWER_CASE_RUNS))
const upperCase = once(() => expand(UPPER_CASE_RUNS))
const folding = once(() => new Map(expand(LOWER_CASE_RUNS)).set(FINAL_SIGMA, SIGMA))

function mapText(text: string, mapping: Mapping): string {
  let mapped = ''
  let copied = 0
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number
    const to = mapping.get(point)
    if (to !== undefined) {
      mapped += text.slice(copied, i) + String.fromCodePoint(to)
      copied = i + (point > 0xffff ? 2 : 1)
    }
    if (point > 0xffff) i++
  }
  return copied === 0 ? text : mapped + text.slice(copied)
}

function expand(runs: readonly number[]): Mapping {
  const mapping = new Map<number, number>()
  for (let i = 0; i < runs.length; i += 4) {
    const [first = 0, last = 0, step = 1, difference = 0] = runs.slice(i, i + 4)
    for (let point = first; point <= last; point += step) mapping.set(point, point + difference)
  }
  return mapping
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
