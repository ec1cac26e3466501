/**
 * A deterministic automaton over the code points of a text, made state by state as it is asked. States are small
 * numbers. What several automata accept together, or one and not another, is found by `findWord`: no automaton is ever
 * built whole, complemented or determinised ahead.
 */
export interface Automaton {
  readonly start: number
  readonly step: (state: number, point: number) => number
  readonly accepts: (state: number) => boolean
  /** `never`: no text is accepted from here on. `always`: every text is. Undefined where neither is plain to see. */
  readonly fate: (state: number) => Fate
  /** Where the next code point makes a difference: code points between two neighbouring cuts lead to the same state. */
  readonly cuts: (state: number) => readonly number[]
  /** About how much a step from a state costs, counted in parts that are moved along; small where absent. */
  readonly effort?: (state: number) => number
}

export type Fate = 'never' | 'always' | undefined

/** Code points and where they lead, one behind the other: so many that looking through them is quicker than a step. */
const MOST_REMEMBERED = 64

/** The automaton of a state machine whose states are any values that a key tells apart. */
export function automatonOf<S>(machine: {
  readonly start: S
  readonly keyOf: (state: S) => string
  readonly step: (state: S, point: number) => S
  readonly accepts: (state: S) => boolean
  readonly fate: (state: S) => Fate
  readonly cuts: (state: S) => readonly number[]
  readonly effort?: (state: S) => number
}): Automaton {
  const states: S[] = []
  const numbers = new Map<string, number>()
  const numberOf = (state: S): number => {
    const key = machine.keyOf(state)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, states.length)
    states.push(state)
    return states.length - 1
  }
  const at = (number: number): S => states[number] as S
  const cuts = new Map<number, readonly number[]>()
  const { effort } = machine
  // In a product the same step is taken again for each state of the others.
  const steps: number[][] = []
  return {
    start: numberOf(machine.start),
    step: (number, point) => {
      steps[number] ??= []
      const taken = steps[number]
      for (let i = 0; i < taken.length; i += 2) if (taken[i] === point) return taken[i + 1] as number
      const next = numberOf(machine.step(at(number), point))
      if (taken.length < MOST_REMEMBERED) taken.push(point, next)
      return next
    },
    accepts: (number) => machine.accepts(at(number)),
    fate: (number) => machine.fate(at(number)),
    cuts: (number) => {
      const known = cuts.get(number)
      if (known !== undefined) return known
      const made = machine.cuts(at(number))
      cuts.set(number, made)
      return made
    },
    ...(effort === undefined ? {} : { effort: (number) => effort(at(number)) }),
  }
}
