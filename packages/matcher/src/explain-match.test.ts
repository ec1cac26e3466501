import { type Condition, compare, evaluate, exists, opaque } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainMatch } from './explain-match.js'

const unknown = opaque('x', 'y')
const leaf = fc.constantFrom<Condition>(exists(['a']), exists(['b']), exists(['c']), unknown)
const condition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }).map((children): Condition => ({ kind: 'And', children })),
    fc.array(tie('node'), { maxLength: 4 }).map((children): Condition => ({ kind: 'Or', children })),
    tie('node').map((child): Condition => ({ kind: 'Not', child })),
  ),
})).node

test('says what evaluate says, and names leaves as they hold', () => {
  fc.assert(
    fc.property(condition, fc.subarray(['a', 'b', 'c']), (some, keys) => {
      const event = Object.fromEntries(keys.map((key) => [key, 1]))
      const { matches, leaves } = explainMatch('x', some, event, {})
      expect(matches).toBe(evaluate(some, event))
      for (const { leaf: own, holds } of leaves) expect(holds).toBe(evaluate(own, event))
    }),
  )
})

/** How often the nodes of a condition so deep, all of which decide, are looked into. */
function looksInto(depth: number): number {
  let count = 0
  const holds = compare(['a'], 'eq', 'x')
  let some: Condition = holds
  for (let i = 0; i < depth; i++) {
    const children = [some, holds]
    const looked = {
      get children() {
        count++
        return children
      },
    }
    some = Object.defineProperties(
      { kind: i % 2 === 0 ? 'And' : 'Or' },
      Object.getOwnPropertyDescriptors(looked),
    ) as Condition
  }
  const { leaves } = explainMatch('x', some, { a: 'x' }, {})
  expect(leaves).toHaveLength(depth + 1)
  return count
}

test('A condition that is nested twice as deep takes twice as long', () => {
  const once = looksInto(100)
  expect(once).toBeGreaterThan(99)
  expect(looksInto(800)).toBeLessThan(9 * once)
})
