import { foldFast } from './fold-fast.js'
import { type WindowCosts, windowCosts } from './window-costs.js'
import { type Literal, stands } from './window-table.js'

/**
 * Texts that a field held, with how often, folded: what says how rare a literal is. Kept for the most frequent and the
 * first few others, so that memory and time stay bounded.
 */
export interface ObservedTexts {
  note(text: string): void
  /** The share of events in which the literal stands in the field; `events` is how many there were. */
  share(literal: Literal | { readonly exact: string }, events: number): number
  presence(events: number): number
  /** The share of texts that were there before. */
  repeats(): number
  windowCosts(): WindowCosts
}

const MOST_TEXTS = 400
const LONGEST = 2000

export function observedTexts(): ObservedTexts {
  const counts = new Map<string, number>()
  const shares = new Map<string, number>()
  let noted = 0
  let kept = 0
  return {
    note(text) {
      noted++
      const folded = foldFast(text.length > LONGEST ? text.slice(0, LONGEST) : text)
      const count = counts.get(folded)
      if (count === undefined && counts.size >= MOST_TEXTS) return
      kept++
      counts.set(folded, (count ?? 0) + 1)
    },
    share(literal, events) {
      const key = 'exact' in literal ? `=${literal.exact}` : `${literal.at[0]}${literal.text}`
      let share = shares.get(key)
      if (share === undefined) {
        let hits = 0
        if ('exact' in literal) hits = counts.get(literal.exact) ?? 0
        else for (const [text, count] of counts) if (stands(literal, text)) hits += count
        // What was not kept is taken to be like what was.
        share = kept === 0 ? 0 : (hits / kept) * (noted / Math.max(events, 1))
        shares.set(key, share)
      }
      return share
    },
    presence: (events) => noted / Math.max(events, 1),
    repeats: () => (noted === 0 ? 1 : (kept - counts.size) / noted),
    windowCosts: () => windowCosts(counts.keys()),
  }
}
