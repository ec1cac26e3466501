import type { Automaton } from '../regular/automaton.js'
import type { Spending } from './budget.js'

/**
 * Keys that are not taken, one for each way that the automata can go along a key: the shortest ones, none with a dot.
 * Every way is followed from so many keys that the taken ones cannot hide it.
 */
export function keySamples(
  automata: readonly { readonly automaton: Automaton; readonly state: number }[],
  taken: readonly string[],
  spending: Spending,
): readonly string[] {
  const samples: string[] = []
  const sampled = new Set<string>()
  const visits = new Map<string, number>()
  const named = new Set(taken)
  const queue: { readonly key: string; readonly states: readonly number[] }[] = [
    { key: '', states: automata.map(({ state }) => state) },
  ]
  for (let next = 0; next < queue.length; next++) {
    const { key, states } = queue[next] as (typeof queue)[number]
    spending.state()
    const way = states.join()
    if (key !== '' && !sampled.has(way) && !named.has(key)) {
      sampled.add(way)
      samples.push(key)
    }
    for (const point of pointsAt(automata, states)) {
      const after = states.map((state, i) => automata[i]?.automaton.step(state, point) ?? state)
      const name = after.join()
      const count = visits.get(name) ?? 0
      if (sampled.has(name) ? count > 0 : count > named.size) continue
      visits.set(name, count + 1)
      queue.push({ key: key + String.fromCodePoint(point), states: after })
    }
  }
  // A key may be empty, but need not be where another one goes the same way.
  const start = automata.map(({ state }) => state).join()
  return sampled.has(start) || named.has('') ? samples : [...samples, '']
}

const DOT = 0x2e
const LETTER = 0x78
const LAST = 0x10ffff

/** Both ends of each class of code points, letters where there are any. */
function pointsAt(
  automata: readonly { readonly automaton: Automaton }[],
  states: readonly number[],
): readonly number[] {
  const cuts = new Set<number>([0, DOT, DOT + 1])
  automata.forEach(({ automaton }, i) => {
    for (const cut of automaton.cuts(states[i] as number)) if (cut <= LAST) cuts.add(cut)
  })
  const sorted = [...cuts].sort((a, b) => a - b)
  const points = new Set<number>()
  for (const [i, start] of sorted.entries()) {
    if (start === DOT) continue
    const end = (sorted[i + 1] ?? LAST + 1) - 1
    if (start <= LETTER && LETTER <= end) {
      points.add(LETTER)
      if (LETTER < end) points.add(LETTER + 1)
    } else {
      points.add(Math.min(end, Math.max(start, 0x21)))
      points.add(end)
    }
  }
  points.delete(DOT)
  return [...points].sort((a, b) => (a === LETTER ? -1 : b === LETTER ? 1 : a - b))
}
