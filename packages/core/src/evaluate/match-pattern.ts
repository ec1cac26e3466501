import { type Pattern, tidyPattern } from '../ir/pattern.js'
import { codePoints } from './code-points.js'
import { foldText } from './fold-text.js'
import { plainPatternTest } from './plain-pattern-test.js'

/**
 * Patterns over whole texts, as a set of places in the pattern moved along code point by code point. The time is at
 * most value length times pattern length: no pattern makes it backtrack. Field patterns use the same steps on keys.
 */
export interface PatternStepper {
  readonly start: Places
  readonly step: (places: Places, point: number) => Places
  /** Whether the text read so far fits the whole pattern. */
  readonly accepts: (places: Places) => boolean
}

/** Places in the pattern that the text read so far leads to, ascending; empty when nothing can fit any more. */
export type Places = readonly number[]

const ONE = -1
const MANY = -2

export function patternStepper(pattern: Pattern): PatternStepper {
  const items: number[] = []
  for (const part of tidyPattern(pattern)) {
    if (typeof part === 'string') for (const point of codePoints(part)) items.push(point)
    else items.push(part.wildcard === 'one' ? ONE : MANY)
  }
  const end = items.length
  // `many` may stand for nothing, so arriving at one is arriving behind it too.
  const arrive = (places: number[], at: number): void => {
    for (let place = at; ; place++) {
      if (places[places.length - 1] !== place) places.push(place)
      if (items[place] !== MANY) return
    }
  }
  const start: number[] = []
  arrive(start, 0)
  return {
    start,
    step: (places, point) => {
      const next: number[] = []
      for (const place of places) {
        const item = items[place]
        if (item === MANY) arriveOnce(next, place)
        else if (item === ONE || item === point) arriveOnce(next, place + 1)
      }
      return next

      function arriveOnce(list: number[], at: number): void {
        // Places ascend, and only the run of `many` before `at` can have added it already.
        if ((list[list.length - 1] ?? -1) < at) arrive(list, at)
      }
    },
    accepts: (places) => places[places.length - 1] === end,
  }
}

/** A test of whole texts. With `ignoreCase` both sides are folded. */
export function patternTest(pattern: Pattern, ignoreCase: boolean): (text: string) => boolean {
  const folded = ignoreCase ? pattern.map((part) => (typeof part === 'string' ? foldText(part) : part)) : pattern
  const plain = plainPatternTest(folded)
  if (plain !== undefined) return ignoreCase ? (text) => plain(foldedOnce(text)) : plain
  const stepper = patternStepper(folded)
  return (text) => {
    let places = stepper.start
    for (const point of codePoints(ignoreCase ? foldedOnce(text) : text)) {
      places = stepper.step(places, point)
      if (places.length === 0) return false
    }
    return stepper.accepts(places)
  }
}

/** Many patterns are tried on one text: it is folded for the first of them. */
function foldedOnce(text: string): string {
  if (text !== lastText) {
    lastFolded = foldText(text)
    lastText = text
  }
  return lastFolded
}

let lastText = ''
let lastFolded = ''
