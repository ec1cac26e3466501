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
  const lemmas: (readonly Formula[])[] = []
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

const MOST_ON_PATH = 40

function testsByPath(
  roots: readonly Formula[],
  { nodeOf }: Formulas,
): Iterable<readonly { readonly atom: Formula; readonly test: ScalarTest }[]> {
  const groups = new Map<string, { readonly atom: Formula; readonly test: ScalarTest }[]>()
  const seen = new Set<number>()
  const stack = [...roots]
  for (let formula = stack.pop(); formula !== undefined; formula = stack.pop()) {
    if (seen.has(formula >> 1)) continue
    seen.add(formula >> 1)
    const node = nodeOf(formula)
    if (node.type === 'and') for (const part of node.parts) stack.push(part)
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
