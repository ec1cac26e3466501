import { codePoints } from '../evaluate/code-points.js'
import type { Pattern } from '../ir/pattern.js'
import type { Automaton } from '../regular/automaton.js'
import { patternAutomaton } from '../regular/pattern-automaton.js'

/** Field patterns moved along keys. What is left of one after some keys is named by a text, so that it can stand in a formula. */
export interface FieldPatterns {
  readonly restOf: (pattern: Pattern) => string
  /** What is left behind a key, and whether the path may end there. The key is not the first where `inside` is set. */
  readonly behind: (rest: string, key: string) => { readonly ends: boolean; readonly rest: string | undefined }
  readonly automatonOf: (rest: string) => { readonly automaton: Automaton; readonly state: number }
}

export function createFieldPatterns(): FieldPatterns {
  const automata: Automaton[] = []
  const known = new Map<string, number>()
  const parse = (rest: string): { readonly index: number; readonly state: number } => {
    const [index = 0, state = 0] = rest.split(' ').map(Number)
    return { index, state }
  }
  const nameOf = (index: number, state: number): string => `${index} ${state}`
  return {
    restOf: (pattern) => {
      const key = JSON.stringify(pattern)
      let index = known.get(key)
      if (index === undefined) {
        index = automata.length
        automata.push(patternAutomaton(pattern, false))
        known.set(key, index)
      }
      return nameOf(index, (automata[index] as Automaton).start)
    },
    behind: (rest, key) => {
      const { index, state } = parse(rest)
      const automaton = automata[index] as Automaton
      let at = state
      for (const point of codePoints(key)) at = automaton.step(at, point)
      const next = automaton.step(at, DOT)
      return {
        ends: automaton.accepts(at),
        rest: automaton.fate(next) === 'never' ? undefined : nameOf(index, next),
      }
    },
    automatonOf: (rest) => {
      const { index, state } = parse(rest)
      return { automaton: automata[index] as Automaton, state }
    },
  }
}

const DOT = 0x2e
