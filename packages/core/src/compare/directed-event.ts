import type { JsonValue } from '../diagnostics/diagnostic.js'
import type { EvaluateOptions } from '../evaluate/evaluate.js'
import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import type { StructuralOrder } from '../normalise/structural-order.js'
import { createAssignment } from './assignment.js'
import { differingContents } from './differing-contents.js'
import type { Entailment } from './entailment.js'
import { type Goal, NOTHING_SHARED, opened } from './goal.js'
import { keysRead } from './sample-model.js'

export interface EventSearch {
  /** Normal forms. The event is to make the one true and the other false. */
  readonly fires: Condition
  readonly silent: Condition
  /** The one of them whose literals are shown where there is a choice. */
  readonly source: Condition
  readonly order: StructuralOrder
  readonly entails: Entailment
  /** Whether an event that holds only a value at these keys keeps the assumptions. */
  readonly admits: (keys: readonly string[], value: JsonValue) => boolean
  /** Whether the event shows the difference. Only this decides. */
  readonly shows: (event: JsonValue) => boolean
  readonly clock: EvaluateOptions
}

/**
 * An event that fires the one condition and not the other. Both are taken apart at once into what each field has to
 * hold: what may be chosen is tried where the fewest choices are left, tests that only one side has first, and taken
 * back where a field is left without a value. Bounded; each element of a list is thought of as the only one.
 */
export function directedEvent(search: EventSearch): JsonValue | undefined {
  const { fires, silent, order, entails } = search
  const assignment = createAssignment(differingContents(search), search)
  const ownIds = [idsIn(fires, order), idsIn(silent, order)] as const
  const branches: Branch[] = []
  const decisions: Decision[] = []
  const closed: Branch[] = []
  let tries = MOST_TRIES

  const reads = new WeakMap<Condition, ReturnType<typeof keysRead>>()
  const readsOf = (leaf: Condition): ReturnType<typeof keysRead> => {
    const known = reads.get(leaf) ?? keysRead(leaf)
    reads.set(leaf, known)
    return known
  }

  const isDiffering = ({ node, ofFires }: Goal): boolean => !ownIds[ofFires ? 1 : 0].has(order.idOf(node))

  /** No choice that the other side follows from helps. */
  const helps = (goal: Goal): boolean => {
    if (goal.absolute.length > 0 || goal.node.kind === 'Ref' || goal.shared.size > 0) return true
    if (goal.ofFires) return !goal.wanted || !entails(goal.node, silent)
    return goal.wanted || !entails(fires, goal.node)
  }

  /** Takes goals apart; false where a field is left without a value. */
  const add = (goals: readonly Goal[]): boolean => {
    const stack = [...goals].reverse()
    for (let goal = stack.pop(); goal !== undefined; goal = stack.pop()) {
      const parts = opened(goal)
      if (parts.kind === 'never') return false
      if (parts.kind === 'leaf') {
        if (!assignment.demand(goal.node, readsOf(goal.node), goal.absolute, goal.wanted)) return false
      } else if (parts.kind === 'all') {
        for (let i = parts.goals.length - 1; i >= 0; i--) stack.push(parts.goals[i] as Goal)
        if (parts.elements !== undefined) assignment.hold(parts.elements)
      } else if (parts.kind === 'some') {
        const options = parts.goals.filter(helps)
        if (options.length === 0) return false
        if (options.length === 1) stack.push(options[0] as Goal)
        else branches.push({ options, isOpen: true, isDiffering: options.some(isDiffering) })
      }
    }
    return true
  }

  /** Whether a choice is still possible, as far as its own tests tell. */
  const isViable = (goal: Goal): boolean => {
    const parts = opened(goal)
    switch (parts.kind) {
      case 'never':
        return false
      case 'leaf':
        return assignment.admits(goal.node, readsOf(goal.node), goal.absolute, goal.wanted)
      case 'all':
        return parts.goals.slice(0, MOST_LOOKED_AT).every((part) => {
          const inner = opened(part)
          return inner.kind !== 'leaf' || assignment.admits(part.node, readsOf(part.node), part.absolute, part.wanted)
        })
      case 'some':
        return true
    }
  }

  const choose = (): { branch: Branch; options: readonly Goal[] } | undefined => {
    let best: { branch: Branch; options: readonly Goal[] } | undefined
    let looked = 0
    const most = branches.length > MANY_BRANCHES ? 1 : MOST_LOOKED_AT
    for (const branch of branches) {
      if (!branch.isOpen) continue
      if (assignment.work() > MOST_WORK) return undefined
      const options = branch.options.slice(0, MOST_OPTIONS).filter(isViable)
      const isBetter =
        best === undefined ||
        options.length < best.options.length ||
        (options.length === best.options.length && branch.isDiffering && !best.branch.isDiffering)
      if (isBetter) best = { branch, options }
      if (options.length < 2 || ++looked >= most) break
    }
    return best
  }

  const goBack = (): boolean => {
    for (let decision = decisions[decisions.length - 1]; decision !== undefined; decision = decisions.at(-1)) {
      if (tries <= 0 || assignment.work() > MOST_WORK) return false
      branches.length = decision.branches
      assignment.undo(decision.mark)
      while (closed.length > decision.closed) (closed.pop() as Branch).isOpen = true
      const next = decision.options[decision.next++]
      if (next === undefined) decisions.pop()
      else {
        if (add([next])) return true
      }
    }
    return false
  }

  const root = { absolute: [], shared: NOTHING_SHARED }
  let goes = add([
    { node: fires, wanted: true, ofFires: true, ...root },
    { node: silent, wanted: false, ofFires: false, ...root },
  ])
  // Of very many choices most make no difference: what was chosen so far may do.
  let nextTry = branches.length > MANY_BRANCHES ? 1 : Number.POSITIVE_INFINITY
  while (goes) {
    const choice = choose()
    if (choice === undefined || decisions.length >= nextTry) {
      const event = assignment.event()
      if (event !== undefined && search.shows(event)) return event
      nextTry *= 4
      if (choice === undefined) {
        tries--
        goes = goBack()
        continue
      }
    }
    choice.branch.isOpen = false
    const options = [...choice.options].sort((a, b) => Number(isDiffering(b)) - Number(isDiffering(a)))
    decisions.push({
      options,
      next: 0,
      mark: assignment.mark(),
      branches: branches.length,
      closed: closed.length + 1,
    })
    closed.push(choice.branch)
    goes = goBack()
  }
  return undefined
}

const MANY_BRANCHES = 100
const MOST_WORK = 200_000
const MOST_TRIES = 40
const MOST_LOOKED_AT = 60
const MOST_OPTIONS = 300

/** Goals of which one has to hold. */
interface Branch {
  readonly options: readonly Goal[]
  readonly isDiffering: boolean
  isOpen: boolean
}

/** A choice that was made, and what to return to. */
interface Decision {
  readonly options: readonly Goal[]
  next: number
  readonly mark: number
  readonly branches: number
  readonly closed: number
}

function idsIn(condition: Condition, order: StructuralOrder): ReadonlySet<number> {
  const ids = new Set<number>()
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    ids.add(order.idOf(node))
    for (const child of childrenOf(node)) stack.push(child)
  }
  return ids
}
