import type { Effect } from '../diagnostics/diagnostic.js'
import { childrenOf } from '../ir/child-keys.js'
import type { CompareOperator, Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'

/**
 * What leaving a part out does to the whole condition. A conjunct that goes makes its `And` true more often, a
 * disjunct makes its `Or` true less often; each `Not` above turns that round; a negated part goes with its `Not`.
 * A hint: only a comparison decides.
 */
export interface Place {
  /** What the whole condition gains or loses when the node is left out. */
  readonly effect: Effect
  /** The element the node's paths start from; undefined inside a `Search`, where it has no fixed path. */
  readonly scope: Path | undefined
  /** Inside `Some`, `Every`, `Count` or `Search`. */
  readonly inElement: boolean
}

/**
 * Calls `enter` for every node, parents first, in source order. `enter` returns false where the parts of the node are
 * of no interest. Iterative: a tree of any depth is safe.
 */
export function visitPlaces(condition: Condition, enter: (node: Condition, place: Place) => boolean | undefined): void {
  const stack: Visit[] = [{ node: condition, effect: 'widens', polarity: 'positive', scope: [], inElement: false }]
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node, effect, scope, inElement } = visit
    if (enter(node, { effect, scope, inElement }) === false) continue
    const parts = childrenOf(node)
    for (let i = parts.length - 1; i >= 0; i--) stack.push(partOf(visit, parts[i] as Condition))
  }
}

interface Visit extends Place {
  readonly node: Condition
  readonly polarity: Polarity
}

/** Whether what the node gains the whole gains (an even number of negations above) or loses; mixed: either. */
type Polarity = 'positive' | 'negative' | 'mixed'

const TURNED: Readonly<Record<Polarity, Polarity>> = { positive: 'negative', negative: 'positive', mixed: 'mixed' }

const GAIN: Readonly<Record<Polarity, Effect>> = { positive: 'widens', negative: 'narrows', mixed: 'unknown' }

function partOf(visit: Visit, part: Condition): Visit {
  const { node, polarity, scope } = visit
  switch (node.kind) {
    case 'And':
      return { ...visit, node: part, effect: GAIN[polarity] }
    case 'Or':
      return { ...visit, node: part, effect: GAIN[TURNED[polarity]] }
    case 'Not':
      return { ...visit, node: part, polarity: TURNED[polarity] }
    case 'Some':
    case 'Every':
    case 'Count': {
      const inner = node.kind === 'Count' ? countPolarity(node.op, polarity) : polarity
      return {
        node: part,
        polarity: inner,
        effect: GAIN[inner],
        scope: scope && [...scope, ...node.path],
        inElement: true,
      }
    }
    case 'Search':
      return { node: part, polarity, effect: GAIN[polarity], scope: undefined, inElement: true }
    case 'Let':
      return part === node.value
        ? { ...visit, node: part, polarity: 'mixed', effect: 'unknown' }
        : { ...visit, node: part }
    default:
      return { ...visit, node: part }
  }
}

function countPolarity(op: CompareOperator, polarity: Polarity): Polarity {
  if (op === 'eq') return 'mixed'
  return op === 'ge' || op === 'gt' ? polarity : TURNED[polarity]
}
