import type { Spending } from './budget.js'
import { type Formula, type Formulas, isNegated, negate } from './formula.js'

/** What a theory says of atoms that are to be true together: a model, or some of them that cannot be. */
export type TheoryAnswer<M extends object> = { readonly model: M } | TheoryConflict

export interface TheoryConflict {
  readonly model: undefined
  readonly core: Iterable<Formula>
  /** Present where the core was not shown to be impossible: it is only not looked at again. */
  readonly doubt?: string
}

/**
 * Whether formulas can be true together, the atoms as a theory says. Conflict-driven search with learned clauses over
 * the shared formulas; it decides only what is needed to make the roots true, and asks the theory about those atoms
 * alone; `lemmas` are clauses that the theory knows beforehand. Without a model, `core` has the roots that cannot be true together.
 */
export function searchBoolean<M extends object>(
  formulas: Formulas,
  roots: readonly Formula[],
  theory: (atoms: readonly Formula[]) => TheoryAnswer<M>,
  spending: Spending,
  lemmas: readonly (readonly Formula[])[] = [],
): TheoryAnswer<M> {
  const { nodeOf, cost } = formulas
  // Literals are numbered by first appearance; the lowest bit is the sign, as in formulas.
  const numbers = new Map<number, number>()
  const own: number[] = []
  const value: number[] = []
  const level: number[] = []
  const reason: (readonly number[] | undefined)[] = []
  const watching: number[][][] = []
  const trail: number[] = []
  const starts: number[] = []
  let head = 0
  let doubt: string | undefined
  /** Roots before it are true, and where the search for the next decision stands; both hold until something is undone. */
  let trueRoots = 0
  let walk: Walk | undefined
  const pending: number[][] = []

  const literal = (formula: Formula): number => {
    const node = formula >> 1
    let number = numbers.get(node)
    if (number === undefined) {
      number = own.length
      numbers.set(node, number)
      own.push(node)
      value.push(UNSET)
      level.push(0)
      reason.push(undefined)
      watching.push([], [])
      queue.push(node)
    }
    return number * 2 + (formula & 1)
  }
  const queue: number[] = []
  const rootLiterals = roots.map(literal)
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const content = nodeOf(node * 2)
    if (content.type === 'true') pending.push([literal(node * 2)])
    if (content.type !== 'and') continue
    const whole = literal(node * 2)
    const parts = content.parts.map(literal)
    for (const part of parts) pending.push([whole ^ 1, part])
    pending.push([whole, ...parts.map((part) => part ^ 1)])
  }
  for (const lemma of lemmas) pending.push(lemma.map(literal))
  for (const clause of pending) {
    if (clause.length === 1) {
      if (truthOf(clause[0] as number) === FALSE) return { model: undefined, core: [] }
      if (truthOf(clause[0] as number) === UNSET) assign(clause[0] as number, undefined)
    } else watch(clause)
  }
  if (propagate() !== undefined) return { model: undefined, core: [] }

  for (;;) {
    spending.node()
    const conflict = propagate()
    if (conflict !== undefined) {
      if (starts.length === 0) return without([])
      learn(conflict)
      continue
    }
    const next = nextDecision()
    if (next === 'core') return without(failedRoots())
    if (next !== undefined) {
      starts.push(trail.length)
      assign(next, undefined)
      continue
    }
    const atoms = neededAtoms()
    // The theory looks at all of them each time.
    spending.node(Math.floor(atoms.length / ORDINARY_ATOMS))
    const answer = theory(atoms)
    if (!('core' in answer)) return answer
    doubt ??= answer.doubt
    const clause = [...new Set(answer.core)].map((atom) => literal(atom) ^ 1)
    if (clause.length === 0) return without([])
    const highest = clause.reduce((most, one) => Math.max(most, level[one >> 1] as number), 0)
    if (highest === 0) return without([])
    backTo(highest)
    learn(clause)
  }

  function without(core: readonly Formula[]): TheoryConflict {
    return { model: undefined, core, ...(doubt === undefined ? {} : { doubt }) }
  }

  function truthOf(one: number): number {
    const at = value[one >> 1] as number
    return at === UNSET ? UNSET : at ^ (one & 1)
  }

  function assign(one: number, because: readonly number[] | undefined): void {
    value[one >> 1] = 1 ^ (one & 1)
    level[one >> 1] = starts.length
    reason[one >> 1] = because
    trail.push(one)
  }

  function watch(clause: number[]): void {
    for (const one of [clause[0], clause[1]]) (watching[one as number] as number[][]).push(clause)
  }

  /** Assigns what follows; gives the clause that cannot be kept. */
  function propagate(): readonly number[] | undefined {
    while (head < trail.length) {
      const falsified = (trail[head++] as number) ^ 1
      const list = watching[falsified] as number[][]
      let kept = 0
      for (let i = 0; i < list.length; i++) {
        const clause = list[i] as number[]
        if (clause[0] === falsified) {
          clause[0] = clause[1] as number
          clause[1] = falsified
        }
        const first = clause[0] as number
        if (truthOf(first) === TRUE || !moveWatch(clause, falsified)) list[kept++] = clause
        else continue
        if (truthOf(first) === TRUE) continue
        if (truthOf(first) === FALSE) {
          for (let j = i + 1; j < list.length; j++) list[kept++] = list[j] as number[]
          list.length = kept
          head = trail.length
          return clause
        }
        assign(first, clause)
      }
      list.length = kept
    }
    return undefined
  }

  function moveWatch(clause: number[], falsified: number): boolean {
    for (let k = 2; k < clause.length; k++) {
      const other = clause[k] as number
      if (truthOf(other) === FALSE) continue
      clause[1] = other
      clause[k] = falsified
      ;(watching[other] as number[][]).push(clause)
      return true
    }
    return false
  }

  function backTo(target: number): void {
    const from = starts[target]
    if (from === undefined) return
    walk = undefined
    trueRoots = 0
    for (const one of trail.splice(from)) value[one >> 1] = UNSET
    starts.length = target
    head = Math.min(head, trail.length)
  }

  /** Resolves the conflict to its first unique cause, keeps that as a clause and goes back to where it says something. */
  function learn(conflict: readonly number[]): void {
    const seen = new Set<number>()
    const learned: number[] = []
    let open = 0
    let index = trail.length - 1
    let clause: readonly number[] | undefined = conflict
    let cause = -1
    for (;;) {
      for (const one of clause ?? []) {
        const variable = one >> 1
        if (one === cause || seen.has(variable) || level[variable] === 0) continue
        seen.add(variable)
        if (level[variable] === starts.length) open++
        else learned.push(one)
      }
      while (index >= 0 && !seen.has((trail[index] as number) >> 1)) index--
      if (index < 0) break
      cause = trail[index] as number
      index--
      open--
      if (open <= 0) break
      clause = reason[cause >> 1]
    }
    learned.unshift(cause ^ 1)
    let back = 0
    for (let i = 1; i < learned.length; i++) {
      const at = level[(learned[i] as number) >> 1] as number
      if (at <= back) continue
      back = at
      ;[learned[1], learned[i]] = [learned[i] as number, learned[1] as number]
    }
    backTo(back)
    if (learned.length === 1) assign(learned[0] as number, undefined)
    else {
      watch(learned)
      assign(learned[0] as number, learned)
    }
  }

  /** A root that is not yet true, else the cheapest way to make true what is true only by name. */
  function nextDecision(): number | 'core' | undefined {
    for (; trueRoots < rootLiterals.length; trueRoots++) {
      const root = rootLiterals[trueRoots] as number
      const truth = truthOf(root)
      if (truth === FALSE) return 'core'
      if (truth === UNSET) return root
    }
    const goesOn = walk !== undefined
    walk ??= newWalk()
    const next = decisionOf(walk)
    if (next !== undefined || !goesOn) return next
    // What was decided later may have made other ways true than those that were followed.
    walk = newWalk()
    return decisionOf(walk)
  }

  function newWalk(): Walk {
    return { seen: new Set(), stack: [...rootLiterals].reverse() }
  }

  /** Goes on from where the last decision was made, so that a decision does not take as long as the formula is large. */
  function decisionOf({ seen, stack }: Walk): number | undefined {
    for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      const node = nodeOf((own[one >> 1] as number) * 2)
      if (node.type !== 'and') continue
      if ((one & 1) === 0) {
        for (const part of node.parts) stack.push(literal(part))
        continue
      }
      const taken = node.parts.find((part) => truthOf(literal(part) ^ 1) === TRUE)
      if (taken !== undefined) stack.push(literal(taken) ^ 1)
      else {
        const cheapest = node.parts
          .filter((part) => truthOf(literal(part)) === UNSET)
          .reduce((a, b) => (cost(negate(b)) < cost(negate(a)) ? b : a))
        seen.delete(one)
        stack.push(one)
        return literal(cheapest) ^ 1
      }
    }
    return undefined
  }

  /** The atoms that make the roots true. */
  function neededAtoms(): readonly Formula[] {
    const needed: Formula[] = []
    const seen = new Set<number>()
    const stack = [...rootLiterals].reverse()
    for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
      if (seen.has(one)) continue
      seen.add(one)
      const formula = (own[one >> 1] as number) * 2 + (one & 1)
      const node = nodeOf(formula)
      if (node.type === 'true') continue
      if (node.type !== 'and') needed.push(formula)
      else if (!isNegated(formula))
        for (let i = node.parts.length - 1; i >= 0; i--) stack.push(literal(node.parts[i] as Formula))
      else stack.push(node.parts.map((part) => literal(part) ^ 1).find((way) => truthOf(way) === TRUE) as number)
    }
    return needed
  }

  /** The roots that, decided first, make another root false. */
  function failedRoots(): readonly Formula[] {
    const failed = rootLiterals.findIndex((root) => truthOf(root) === FALSE)
    const core = new Set<Formula>([roots[failed] as Formula])
    const seen = new Set<number>([(rootLiterals[failed] as number) >> 1])
    for (let i = trail.length - 1; i >= 0; i--) {
      const one = trail[i] as number
      if (!seen.has(one >> 1) || level[one >> 1] === 0) continue
      const because = reason[one >> 1]
      if (because === undefined) {
        const at = rootLiterals.indexOf(one)
        if (at >= 0) core.add(roots[at] as Formula)
      } else for (const other of because) seen.add(other >> 1)
    }
    return [...core]
  }
}

/** Atoms that the theory is asked of as quickly as a decision is made. */
const ORDINARY_ATOMS = 10

interface Walk {
  readonly seen: Set<number>
  readonly stack: number[]
}

const UNSET = -1
const FALSE = 0
const TRUE = 1
