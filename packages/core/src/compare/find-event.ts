import type { Assumption } from '../assumptions/assumption.js'

import { assumptionHolds } from '../assumptions/assumption-holds.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { assumedLimit } from './assumed-limit.js'
import { searchBoolean, type TheoryAnswer } from './boolean-search.js'
import { type Budget, BudgetSpent, spendingOf } from './budget.js'
import { compileCondition } from './compile-condition.js'
import { describeLeaf } from './describe-leaf.js'
import type { Model } from './event-model.js'
import { eventSpellings } from './event-spellings.js'
import { createFieldPatterns } from './field-pattern.js'
import { createFormulas, EVENT_KEY, type Formula, negate } from './formula.js'
import { keyFamilies } from './key-families.js'
import { leafLemmas } from './leaf-lemmas.js'
import { createSolver } from './solve-element.js'
import { solveObject } from './solve-object.js'

/** An event on which one condition is true, another false, and all assumptions hold. */
export interface EventQuestion {
  readonly fires: Condition
  readonly silent: Condition
  readonly assumptions: readonly Assumption[]
}

export type EventAnswer =
  | { readonly found: true; readonly event: JsonValue }
  /** There is none, and these of the assumptions suffice to show it. */
  | { readonly found: false; readonly because: readonly Assumption[] }
  | { readonly found: 'unknown'; readonly why: string }

export interface EventSearch extends EvaluateOptions {
  readonly budget?: Budget
}

/**
 * The decision procedure: whether such an event exists. What it finds was run on both conditions; that there is none is
 * shown for all events there are. Everything else is unknown, with the leaf or the budget that stands in the way.
 */
export function findEvent({ fires, silent, assumptions }: EventQuestion, search: EventSearch = {}): EventAnswer {
  const { budget, ...clock } = search
  const spending = spendingOf(budget)
  const limits = assumptions.flatMap((assumption) => {
    const condition = assumedLimit(assumption)
    return condition === undefined || condition.kind === 'True' ? [] : [{ assumption, condition }]
  })
  const formulas = createFormulas()
  const exact = new Set(assumptions.filter(({ kind }) => kind === 'keyCase').map(({ path }) => dotted(path)))
  const keyCase = (path: Path): boolean => exact.has(dotted(path))
  const compiler = {
    formulas,
    patterns: createFieldPatterns(),
    families: keyFamilies([fires, silent, ...limits.map(({ condition }) => condition)]),
    keyCase,
  }
  const [runFires, runSilent] = [evaluator(fires), evaluator(silent)]
  const shows = (event: JsonValue): boolean =>
    runFires(event, clock) === true &&
    runSilent(event, clock) === false &&
    assumptions.every((assumption) => assumptionHolds(assumption, event))
  try {
    const solver = createSolver({ ...compiler, spending })
    const roots = new Map<Formula, Assumption | undefined>()
    for (const { assumption, condition } of limits) roots.set(compileCondition(condition, compiler), assumption)
    roots.set(compileCondition(fires, compiler), undefined)
    roots.set(negate(compileCondition(silent, compiler)), undefined)
    let misses = 0
    const theory = (atoms: readonly Formula[]): TheoryAnswer<{ readonly event: JsonValue }> => {
      const answer = solveObject(atoms, { depth: 0, objectFirst: true }, solver)
      if (answer.model === undefined) return answer
      const node = eventIn(answer.model)
      const event = eventSpellings(node, assumptions).find(shows)

      if (event !== undefined) return { model: { event } }
      if (++misses > MOST_MISSES) throw new BudgetSpent('events were made that evaluation does not confirm')
      const free = atoms.map((atom) => formulas.nodeOf(atom)).find(({ type }) => type === 'free')
      const doubt =
        free?.type === 'free'
          ? `Nothing is known of the test that ${describeLeaf(free.leaf)}.`
          : 'An event was made that evaluation does not confirm.'
      return { model: undefined, core: atoms, doubt }
    }
    const lemmas = leafLemmas([...roots.keys()], formulas, spending)
    const answer = searchBoolean(formulas, [...roots.keys()], theory, spending, lemmas)
    if (!('core' in answer)) return { found: true, event: answer.model.event }
    if (answer.doubt !== undefined) return { found: 'unknown', why: answer.doubt }
    return { found: false, because: [...answer.core].flatMap((root) => roots.get(root) ?? []) }
  } catch (error) {
    if (error instanceof BudgetSpent) return { found: 'unknown', why: `The budget is spent: ${error.message}.` }
    throw error
  }
}

const MOST_MISSES = 8

function eventIn(outer: Model): Model {
  const [entry] = outer.type === 'object' ? outer.keys.filter(([key]) => key === EVENT_KEY) : []
  return entry?.[1][0] ?? { type: 'object', keys: [] }
}
