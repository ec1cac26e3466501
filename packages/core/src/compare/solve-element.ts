import type { Automaton } from '../regular/automaton.js'
import { searchBoolean, type TheoryAnswer, type TheoryConflict } from './boolean-search.js'
import { BudgetSpent, type Spending } from './budget.js'
import type { Model } from './event-model.js'
import type { FieldPatterns } from './field-pattern.js'
import { findScalar } from './find-scalar.js'
import { ALWAYS, type Formula, type Formulas, isNegated, NEVER, negate } from './formula.js'
import type { KeyFamilies } from './key-families.js'
import { keySamples } from './key-samples.js'
import { rewriter } from './rewrite-formula.js'
import type { ScalarTest } from './scalar-test.js'
import { scalarView } from './scalar-view.js'
import { solveObject } from './solve-object.js'

/** What all solvers of one comparison share. */
export interface Solver {
  readonly formulas: Formulas
  readonly patterns: FieldPatterns
  readonly families: KeyFamilies
  readonly spending: Spending
  /** One element of which all formulas are true. */
  readonly element: (demands: readonly Formula[], place: ElementPlace) => TheoryAnswer<Model>
}

export interface ElementPlace {
  /** Keys since the last list, or the event: so many dots a key may join. */
  readonly depth: number
  /** Objects are tried before scalars: an event is an object. */
  readonly objectFirst: boolean
}

export function createSolver(shared: Omit<Solver, 'element'>): Solver {
  const known = new Map<string, TheoryAnswer<Model>>()
  const open = new Set<string>()
  let blocked = false
  const solver: Solver = {
    ...shared,
    element: (demands, place) => {
      const distinct = [...new Set(demands)].sort((a, b) => a - b)
      const key = `${Math.min(place.depth, 3)} ${place.objectFirst} ${distinct.join()}`
      const before = known.get(key)
      if (before !== undefined) return before
      // The smallest element with these demands has no smaller one inside that meets them too.
      if (open.has(key)) {
        blocked = true
        return { model: undefined, core: distinct }
      }
      if (open.size >= DEEPEST) throw new BudgetSpent(`elements are nested more than ${DEEPEST} deep`)
      const outer = blocked
      blocked = false
      open.add(key)
      try {
        shared.spending.node()
        const answer = solve(distinct, place, solver)
        if (!blocked || answer.model !== undefined || open.size === 1) known.set(key, answer)
        return answer
      } finally {
        open.delete(key)
        blocked ||= outer
      }
    },
  }
  return solver
}

/** Every level takes a part of the stack. */
const DEEPEST = 150

function solve(demands: readonly Formula[], place: ElementPlace, solver: Solver): TheoryAnswer<Model> {
  const modes = place.objectFirst ? [asObject, asScalar] : [asScalar, asObject]
  const core = new Set<Formula>()
  let doubt: string | undefined
  for (const mode of modes) {
    const answer = mode(demands, place, solver)
    if (answer.model !== undefined) return answer
    for (const demand of answer.core) core.add(demand)
    doubt ??= answer.doubt
  }
  return { model: undefined, core, ...(doubt === undefined ? {} : { doubt }) }
}

function asScalar(demands: readonly Formula[], _place: ElementPlace, solver: Solver): TheoryAnswer<Model> {
  const rewritten = scalarView(solver.formulas)
  return inMode(demands, rewritten, (atoms) => scalarOf(atoms, solver), solver)
}

function scalarOf(atoms: readonly Formula[], { formulas, spending }: Solver): TheoryAnswer<Model> {
  const wanted = new Map<ScalarTest, Formula>()
  const unwanted = new Map<ScalarTest, Formula>()
  for (const atom of atoms) {
    const node = formulas.nodeOf(atom)
    if (node.type === 'scalar') (isNegated(atom) ? unwanted : wanted).set(node.test, atom)
  }
  const answer = findScalar({ wanted: [...wanted.keys()], unwanted: [...unwanted.keys()] }, spending)
  if (answer.value !== undefined) return { model: { type: 'value', value: answer.value } }
  const core = [...answer.core].map((test) => (wanted.get(test) ?? unwanted.get(test)) as Formula)
  return { model: undefined, core, ...(answer.doubt === undefined ? {} : { doubt: answer.doubt }) }
}

function asObject(demands: readonly Formula[], place: ElementPlace, solver: Solver): TheoryAnswer<Model> {
  const { formulas, patterns } = solver
  const { keys, rests } = contentOf(demands, formulas)
  // Keys that no test names stand for all that lead field patterns to the same rests.
  const samples = rests.size === 0 && keys.below === undefined ? [] : freshKeys(rests, keys.named, solver)
  const all = [...samples, ...keys.named]
  const rewritten: (formula: Formula) => Formula = rewriter(formulas, (formula) => {
    const atom = formulas.nodeOf(formula)
    switch (atom.type) {
      case 'scalar':
        return NEVER
      case 'object':
        return ALWAYS
      case 'below':
        return formulas.or(all.map((key) => formulas.some([key], formula)))
      case 'fitting':
        return formulas.or(
          all.map((key) => {
            const { ends, rest } = patterns.behind(atom.rest, key)
            const deeper = rest === undefined ? NEVER : formulas.fitting(rest, atom.inner)
            return formulas.some([key], formulas.or([ends ? atom.inner : NEVER, deeper]))
          }),
        )
      default:
        return formula
    }
  })
  return inMode(demands, rewritten, (atoms) => solveObject(atoms, place, solver), solver)
}

/** The keys that the demands name, and what they ask of keys they do not name. */
function contentOf(
  demands: readonly Formula[],
  formulas: Formulas,
): { keys: { named: readonly string[]; below: true | undefined }; rests: ReadonlySet<string> } {
  const named = new Set<string>()
  const rests = new Set<string>()
  let below: true | undefined
  const seen = new Set<number>()
  const stack = [...demands]
  for (let formula = stack.pop(); formula !== undefined; formula = stack.pop()) {
    if (seen.has(formula >> 1)) continue
    seen.add(formula >> 1)
    const node = formulas.nodeOf(formula)
    if (node.type === 'and') for (const part of node.parts) stack.push(part)
    else if (node.type === 'some' || node.type === 'count') named.add(node.path[0] as string)
    else if (node.type === 'node' || node.type === 'first') named.add(node.key)
    else if (node.type === 'below') below = true
    else if (node.type === 'fitting') rests.add(node.rest)
  }
  return { keys: { named: [...named], below }, rests }
}

function freshKeys(rests: ReadonlySet<string>, named: readonly string[], solver: Solver): readonly string[] {
  const automata: { readonly automaton: Automaton; readonly state: number }[] = [...rests].map((rest) =>
    solver.patterns.automatonOf(rest),
  )
  return keySamples(automata, named, solver.spending)
}

/** Demands without a choice go to the theory at once; the others through the Boolean search. */
function inMode(
  demands: readonly Formula[],
  rewritten: (formula: Formula) => Formula,
  theory: (atoms: readonly Formula[]) => TheoryAnswer<Model>,
  { formulas, spending }: Solver,
): TheoryAnswer<Model> {
  const sources = new Map<Formula, Formula>()
  let simple = true
  for (const demand of demands) {
    const stack = [rewritten(demand)]
    for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
      if (part === NEVER) return { model: undefined, core: [demand] }
      if (part === ALWAYS || sources.has(part)) continue
      const other = sources.get(negate(part))
      if (other !== undefined) return { model: undefined, core: [demand, other] }
      const node = formulas.nodeOf(part)
      if (node.type === 'and' && !isNegated(part)) for (const one of node.parts) stack.push(one)
      else {
        sources.set(part, demand)
        if (node.type === 'and') simple = false
      }
    }
  }
  const parts = [...sources.keys()]
  const answer = simple ? theory(parts) : searchBoolean(formulas, parts, theory, spending)
  return answer.model !== undefined ? answer : withSources(answer, sources)
}

function withSources({ core, doubt }: TheoryConflict, sources: ReadonlyMap<Formula, Formula>): TheoryConflict {
  const mapped = new Set<Formula>()
  for (const part of core) {
    const source = sources.get(part)
    if (source !== undefined) mapped.add(source)
  }
  return { model: undefined, core: mapped, ...(doubt === undefined ? {} : { doubt }) }
}
