import type { Condition, Field, Scalar } from '../ir/node.js'
import { inList } from './canonical-compare.js'
import type { NormaliseContext } from './context.js'
import { isDecided } from './decided.js'
import { coveredBy, isMatcher } from './implication.js'
import { asConjunction, cardinalityOf, fieldName, type Literal } from './literals.js'
import { equalities } from './merge-alternatives.js'
import { scopedTransform } from './scoped-transform.js'

/**
 * Where a field has one value (in one element, or assumed), a list of values that stands beside other tests of the
 * field keeps only the values that pass them: `a in (x, y) and a is x*` is `a = x`. Nowhere else: with several values
 * different ones may satisfy different tests.
 */
export function mergeOnOneValue(condition: Condition, { options }: NormaliseContext): Condition {
  return scopedTransform(condition, (node, scope) => {
    if (node.kind !== 'And' && node.kind !== 'Or') return node
    return asConjunction(node, (literals) => {
      const single = literals.filter(
        (literal) => isTest(literal) && cardinalityOf(literal.leaf.field, scope, options) !== 'any',
      )
      return single.length < 2 ? literals : merge(literals, single)
    })
  })
}

interface Test extends Literal {
  readonly leaf: Extract<Condition, { readonly field: Field }>
}

function isTest(literal: Literal): literal is Test {
  return isMatcher(literal.leaf) && isDecided(literal.leaf)
}

function merge(literals: readonly Literal[], tests: readonly Literal[]): readonly Literal[] {
  const groups = new Map<string, Literal[]>()
  for (const literal of tests) {
    const name = fieldName((literal as Test).leaf.field)
    groups.set(name, [...(groups.get(name) ?? []), literal])
  }
  let merged = literals
  for (const group of groups.values()) {
    const list = group.find(({ leaf, negated }) => !negated && equalities(leaf) !== undefined)
    const equal = list && equalities(list.leaf)
    if (equal === undefined || group.length < 2) continue
    const passes = group.map(passesTest)
    const leaf = inList(
      equal.field,
      equal.values.filter((value) => passes.every((pass) => pass(value))),
    )
    merged = [...merged.filter((literal) => !group.includes(literal)), { leaf, negated: false }]
  }
  return merged
}

function passesTest({ leaf, negated }: Literal): (value: Scalar) => boolean {
  if (!isMatcher(leaf)) return () => true
  const covered = coveredBy([leaf])
  return (value) => covered(value) !== negated
}
