import { codePoints } from '../evaluate/code-points.js'
import type { Automaton } from './automaton.js'

/** The texts of a list, as a tree of their code points. */
export function listAutomaton(texts: readonly string[]): Automaton {
  const nodes: { readonly next: Map<number, number>; ends: boolean }[] = [{ next: new Map(), ends: false }]
  for (const text of texts) {
    let at = 0
    for (const point of codePoints(text)) {
      const { next } = nodes[at] as (typeof nodes)[number]
      const known = next.get(point)
      if (known === undefined) {
        next.set(point, nodes.length)
        at = nodes.length
        nodes.push({ next: new Map(), ends: false })
      } else at = known
    }
    ;(nodes[at] as (typeof nodes)[number]).ends = true
  }
  return {
    start: texts.length === 0 ? NOWHERE : 0,
    step: (state, point) => nodes[state]?.next.get(point) ?? NOWHERE,
    accepts: (state) => nodes[state]?.ends === true,
    fate: (state) => (state === NOWHERE ? 'never' : undefined),
    cuts: (state) => [...(nodes[state]?.next.keys() ?? [])].flatMap((point) => [point, point + 1]),
  }
}

const NOWHERE = -1
