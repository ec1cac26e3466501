import type { CompareFieldsNode } from '../ir/node.js'
import { stableText } from '../normalise/structural-order.js'
import type { Spending } from './budget.js'
import { findScalar } from './find-scalar.js'
import { type Formula, type Formulas, negate } from './formula.js'
import { readableTexts } from './readable-texts.js'
import type { ScalarTest } from './scalar-test.js'

/**
 * Of tests on one path, which imply which: each as a clause "not this one, or that one". Only a short cut: the search
 * would find them one by one. A text of its own tells at once most of what a test does not imply.
 */
export function leafLemmas(
  roots: readonly Formula[],
  formulas: Formulas,
  spending: Spending,
): readonly (readonly Formula[])[] {
  const lemmas: (readonly Formula[])[] = [...fieldPairLemmas(roots, formulas)]
  for (const group of testsByPath(roots, formulas)) {
    if (group.length < 2 || group.length > MOST_ON_PATH) continue
    for (const given of group) {
      const value = given.test.values?.[0] ?? readableTexts(given.test).find(given.test.passes)
      if (value === undefined) continue
      for (const wanted of group) {
        if (wanted === given || !wanted.test.passes(value)) continue
        const answer = findScalar({ wanted: [given.test], unwanted: [wanted.test] }, spending)
        if (answer.value === undefined && answer.doubt === undefined) lemmas.push([negate(given.atom), wanted.atom])
      }
    }
  }
  return lemmas
}

const MOST_ON_PATH = 100

/** Two fields compared as they are are also alike when folded, or read as text. */
function* fieldPairLemmas(roots: readonly Formula[], { nodeOf }: Formulas): Generator<readonly Formula[]> {
  const pairs: { readonly atom: Formula; readonly leaf: CompareFieldsNode; readonly subject: string }[] = []
  for (const formula of atomsOf(roots, nodeOf)) {
    const node = nodeOf(formula)
    if (node.type !== 'free' || node.leaf.kind !== 'CompareFields' || !SURVIVES_FOLDING.has(node.leaf.op)) continue
    const { left, op, right, domain } = node.leaf
    if (domain === undefined)
      pairs.push({ atom: formula & ~1, leaf: node.leaf, subject: stableText([left, op, right]) })
  }
  for (const given of pairs) {
    for (const wanted of pairs) {
      if (given === wanted || given.subject !== wanted.subject) continue
      const folds = wanted.leaf.ignoreCase || !given.leaf.ignoreCase
      const reads = wanted.leaf.on === 'scalar' || given.leaf.on === 'string'
      if (folds && reads) yield [negate(given.atom), wanted.atom]
    }
  }
}

const SURVIVES_FOLDING: ReadonlySet<CompareFieldsNode['op']> = new Set(['eq', 'contains', 'startsWith', 'endsWith'])

function testsByPath(
  roots: readonly Formula[],
  { nodeOf }: Formulas,
): Iterable<readonly { readonly atom: Formula; readonly test: ScalarTest }[]> {
  const groups = new Map<string, { readonly atom: Formula; readonly test: ScalarTest }[]>()
  for (const formula of atomsOf(roots, nodeOf)) {
    const node = nodeOf(formula)
    if (node.type !== 'some') continue
    const inner = nodeOf(node.inner)
    if (inner.type !== 'scalar' || (node.inner & 1) === 1) continue
    const name = node.path.join('.')
    const group = groups.get(name)
    const entry = { atom: formula & ~1, test: inner.test }
    if (group === undefined) groups.set(name, [entry])
    else group.push(entry)
  }
  return groups.values()
}

/** What the roots are made of, each once; not what is said of elements. */
function* atomsOf(roots: readonly Formula[], nodeOf: Formulas['nodeOf']): Generator<Formula> {
  const seen = new Set<number>()
  const stack = [...roots]
  for (let formula = stack.pop(); formula !== undefined; formula = stack.pop()) {
    if (seen.has(formula >> 1)) continue
    seen.add(formula >> 1)
    const node = nodeOf(formula)
    if (node.type === 'and') for (const part of node.parts) stack.push(part)
    else yield formula
  }
}
