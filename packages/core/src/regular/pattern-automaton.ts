import { codePoints } from '../evaluate/code-points.js'
import { foldCodePoint, foldText } from '../evaluate/fold-text.js'
import { type Pattern, tidyPattern } from '../ir/pattern.js'
import { type Automaton, automatonOf } from './automaton.js'
import { cutsAround } from './fold-cuts.js'

/** The texts that fit a pattern. A state is the set of places in the pattern that the text read so far leads to. */
export function patternAutomaton(pattern: Pattern, ignoreCase: boolean): Automaton {
  const items: number[] = []
  for (const part of tidyPattern(pattern)) {
    if (typeof part !== 'string') items.push(part.wildcard === 'one' ? ONE : MANY)
    else for (const point of codePoints(ignoreCase ? foldText(part) : part)) items.push(point)
  }
  const end = items.length
  const arrive = (places: number[], at: number): void => {
    for (let place = at; ; place++) {
      if ((places[places.length - 1] ?? -1) < place) places.push(place)
      if (items[place] !== MANY) return
    }
  }
  /** Behind the last `many` that was reached, what came before it adds nothing. */
  const trimmed = (places: number[]): readonly number[] => {
    for (let i = places.length - 1; i > 0; i--) if (items[places[i] as number] === MANY) return places.slice(i)
    return places
  }
  const start: number[] = []
  arrive(start, 0)
  return automatonOf<readonly number[]>({
    start: trimmed(start),
    keyOf: (places) => places.join(),
    step: (places, raw) => {
      const point = ignoreCase ? foldCodePoint(raw) : raw
      const next: number[] = []
      for (const place of places) {
        const item = items[place]
        if (item === MANY) arrive(next, place)
        else if (item === ONE || item === point) arrive(next, place + 1)
      }
      return trimmed(next)
    },
    accepts: (places) => places[places.length - 1] === end,
    fate: (places) => {
      if (places.length === 0) return 'never'
      return places[places.length - 1] === end && items[end - 1] === MANY ? 'always' : undefined
    },
    cuts: (places) =>
      places.flatMap((place) => {
        const item = items[place]
        return item === undefined || item < 0 ? [] : cutsAround(item, ignoreCase)
      }),
  })
}

const ONE = -1
const MANY = -2
