import { FALSE, type Formula, isLiteral, type Scope, TRUE, type Unknown } from './formula-node.js'
import { unknown } from './literals.js'
import type { Store } from './store.js'

/** What is known of a condition of items of which a part was not read. */
export interface UnreadItems {
  /** The condition with what was not read taken for true, and for false: it lies between them. */
  readonly most: Formula
  readonly least: Formula
  /** Whether an item satisfies between them. One for all items: what was not read may differ from item to item. */
  readonly between: Formula
}

/** `asked`: what is asked of the items, so that two questions are no one and the same. */
export function unreadItems(
  store: Store,
  scope: Scope,
  body: Formula,
  asked: string,
  combine: (op: 'and' | 'or', parts: readonly Formula[]) => Formula,
): UnreadItems | undefined {
  const part = unreadPart(body)
  if (part === undefined) return undefined
  const { text, reason, span } = part
  return {
    most: filled(body, TRUE, combine),
    least: filled(body, FALSE, combine),
    between: unknown(store, { text, reason, span, mark: `${asked} ${scope.id} ${body.id}` }),
  }
}

/** Negation stands at literals only, so either sign of a literal that was not read is the same constant. */
function filled(
  body: Formula,
  constant: Formula,
  combine: (op: 'and' | 'or', parts: readonly Formula[]) => Formula,
): Formula {
  const memo = new Map<Formula, Formula>()
  const visit = (formula: Formula): Formula => {
    const known = memo.get(formula)
    if (known !== undefined) return known
    let made: Formula = formula
    if (formula.op === 'unknown') made = constant
    else if (formula.op === 'and' || formula.op === 'or') made = combine(formula.op, formula.parts.map(visit))
    memo.set(formula, made)
    return made
  }
  return visit(body)
}

/** Lists in lists have been treated when they were made: their own unread parts stand beside them. */
function unreadPart(body: Formula): Unknown | undefined {
  const seen = new Set<Formula>()
  const open: Formula[] = [body]
  for (let top = open.pop(); top !== undefined; top = open.pop()) {
    if (seen.has(top)) continue
    seen.add(top)
    if (top.op === 'unknown') return top
    if (!isLiteral(top) && 'parts' in top) for (const part of top.parts) open.push(part)
  }
  return undefined
}
