import {
  type Assumption,
  type AssumptionKind,
  type Condition,
  type JsonValue,
  type Path,
  sampleEvents,
  visit,
} from '@ruleglot/core'
import fc from 'fast-check'
import { arbitraryCondition, arbitraryEvent, arbitraryPath } from '../arbitraries.js'
import { mutants } from './mutants.js'

/** Two conditions of the fragment that the proof decides completely, and the assumptions to compare them under. */
export interface ProofPair {
  readonly a: Condition
  readonly b: Condition
  readonly assumptions: readonly Assumption[]
}

/** Pairs that collide: half of them a condition and an edit of it, half of them two conditions joined from the same leaves. */
export function proofPairs(count: number, seed: number): readonly ProofPair[] {
  return fc.sample(pair, { numRuns: count, seed })
}

/** Events that may tell a pair apart: made of its literals, and random ones aimed at both sides. */
export function eventsFor({ a, b }: ProofPair, seed: number): readonly JsonValue[] {
  const aimed = [a, b].flatMap((side) => fc.sample(arbitraryEvent(side), { numRuns: 15, seed }))
  return [...sampleEvents([a, b], { limit: 80 }), ...aimed]
}

const DECIDED = [
  'Compare',
  'In',
  'Match',
  'Regex',
  'Cidr',
  'Shape',
  'Exists',
  'Search',
  'Some',
  'Every',
  'Count',
  'And',
  'Or',
  'Not',
] as const

/** Large repetitions spend the budget; paths that ignore letter case under a count, value expressions and bounds relative to the clock are not interpreted. */
function isInterpreted(condition: Condition): boolean {
  let interpreted = true
  visit(condition, (node) => {
    if ('field' in node && !Array.isArray(node.field) && 'call' in node.field) interpreted = false
    if (node.kind === 'Compare' && typeof node.value === 'object') interpreted = false
    if (node.kind === 'Count' && node.path.some((segment) => typeof segment !== 'string')) interpreted = false
    if (node.kind === 'Count' && node.count > 3) interpreted = false
    if (node.kind === 'Regex' && /"m(?:in|ax)":\d{3}/.test(JSON.stringify(node.tree))) interpreted = false
  })
  return interpreted
}

const small = arbitraryCondition({ kinds: DECIDED, depth: 1 }).filter(isInterpreted)
const condition = arbitraryCondition({ kinds: DECIDED, depth: 3 }).filter(isInterpreted)

/** Two trees over a few shared conditions. */
const joined: fc.Arbitrary<readonly [Condition, Condition]> = fc
  .tuple(fc.array(small, { minLength: 2, maxLength: 4 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }))
  .map(([parts, choices]) => {
    let next = 0
    const choose = (n: number): number => (choices[next++ % choices.length] as number) % n
    const tree = (depth: number): Condition => {
      const form = depth === 0 ? 0 : choose(4)
      if (form === 0) return parts[choose(parts.length)] as Condition
      if (form === 1) return { kind: 'Not', child: tree(depth - 1) }
      return { kind: form === 2 ? 'And' : 'Or', children: [tree(depth - 1), tree(depth - 1)] }
    }
    return [tree(2), tree(3)]
  })

const edited: fc.Arbitrary<readonly [Condition, Condition]> = fc.tuple(condition, fc.nat()).map(([whole, at]) => {
  const others = mutants(whole)
  const other = others[at % Math.max(1, others.length)]
  return [whole, other?.condition ?? { kind: 'Not', child: whole }]
})

const KINDS: readonly AssumptionKind[] = [
  'scalar',
  'stringWhenPresent',
  'numberWhenPresent',
  'booleanWhenPresent',
  'notBoolean',
  'noEmptyObject',
  'notNull',
  'singleLine',
]
const plainPath = arbitraryPath().filter(
  (path): path is Path => path.length > 0 && path.every((segment) => typeof segment === 'string'),
)
const assumption = fc
  .tuple(fc.constantFrom(...KINDS), plainPath)
  .map(([kind, path]): Assumption => ({ kind, path, why: 'generated' }))

const pair: fc.Arbitrary<ProofPair> = fc
  .tuple(fc.oneof(joined, edited), fc.oneof(fc.constant([]), fc.array(assumption, { maxLength: 3 })))
  .map(([[a, b], assumptions]) => ({ a, b, assumptions }))
