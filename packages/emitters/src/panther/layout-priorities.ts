import type { Token } from './layout-tokens.js'

/** How loosely black takes what is around a place to be bound: it breaks lines at the loosest first. */
export const PRIORITY = { comprehension: 20, comma: 18, ternary: 16, logic: 14, comparator: 10, dot: 1 } as const

const BEFORE: Readonly<Record<string, number>> = {
  and: PRIORITY.logic,
  or: PRIORITY.logic,
  '==': PRIORITY.comparator,
  '!=': PRIORITY.comparator,
  '<': PRIORITY.comparator,
  '<=': PRIORITY.comparator,
  '>': PRIORITY.comparator,
  '>=': PRIORITY.comparator,
  is: PRIORITY.comparator,
  in: PRIORITY.comparator,
  '.': PRIORITY.dot,
}

/** The tokens after which a line may break, with how loosely what is around them is bound. Inner brackets are skipped. */
export function prioritiesOf(tokens: readonly Token[]): ReadonlyMap<Token, number> {
  const priorities = new Map<Token, number>()
  let depth = 0
  let loop = false
  let ternary = false
  tokens.forEach((token, i) => {
    if (token.role === 'close') depth--
    if (depth === 0) {
      const before = tokens[i - 1]
      let priority = BEFORE[token.text] ?? 0
      if (token.text === 'in' && loop) {
        loop = false
        priority = 0
      } else if (token.text === 'in' && before?.text === 'not') priority = 0
      else if (token.text === 'not' && tokens[i + 1]?.text === 'in') priority = PRIORITY.comparator
      else if (token.text === 'for') {
        loop = true
        priority = PRIORITY.comprehension
      } else if (token.text === 'if') {
        ternary = !tokens.slice(0, i).some((earlier) => earlier.text === 'for')
        priority = ternary ? PRIORITY.ternary : PRIORITY.comprehension
      } else if (token.text === 'else' && ternary) priority = PRIORITY.ternary
      // The name that a chain of calls begins with keeps its first one.
      else if (token.text === '.' && before?.role === 'other' && tokens[i - 2]?.text !== '.') priority = 0
      if (priority > 0 && before !== undefined) priorities.set(before, Math.max(priority, priorities.get(before) ?? 0))
      if (token.role === 'comma') priorities.set(token, PRIORITY.comma)
    }
    if (token.role === 'open') depth++
  })
  return priorities
}

export function loosestOf(tokens: readonly Token[]): number {
  const last = tokens[tokens.length - 1]
  return loosestBut(prioritiesOf(tokens), last)
}

/** The largest priority of all tokens but one. A line may have more of them than a call takes arguments. */
export function loosestBut(priorities: ReadonlyMap<Token, number>, last: Token | undefined): number {
  let loosest = 0
  for (const [token, priority] of priorities) if (token !== last) loosest = Math.max(loosest, priority)
  return loosest
}

export function countOf(priorities: ReadonlyMap<Token, number>, priority: number): number {
  return [...priorities.values()].filter((one) => one === priority).length
}
