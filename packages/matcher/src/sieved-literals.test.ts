import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFast } from './fold-fast.js'
import { buildLiteralSearch } from './literal-search.js'
import { createTextBytes } from './text-bytes.js'
import { isRuledOut } from './text-filter.js'
import { windowCosts } from './window-costs.js'
import { type Literal, stands } from './window-table.js'

const unit = fc.constantFrom('a', 'A', 'k', '\u212a', ':', '.', '0', 'é')
const around = fc.string({ unit, maxLength: 9 })
const literal: fc.Arbitrary<Literal> = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'b', 'k', 'w', ':'), minLength: 4, maxLength: 12 }),
  at: fc.constantFrom('start', 'end', 'anywhere'),
})

test('literals are found by any pair of their windows, wherever they begin, and no text with one is ruled out', () => {
  let [sieved, found] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(literal, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 4, max: 9 }),
      fc.array(fc.tuple(around, fc.integer({ min: 0, max: 7 }), around), { maxLength: 8 }),
      (some, shortest, places) => {
        // It says how many windows side by side each of them has.
        const one: Literal = { text: 'kaw:bkaw:'.slice(0, shortest), at: 'anywhere' }
        const literals = [...some.filter(({ text }) => text.length >= shortest), one]
        const search = buildLiteralSearch(literals, createTextBytes(), windowCosts(['0123456789.0123456789']))
        if (search.filter.stride === shortest - 1) sieved++
        for (const [before, which, after] of places) {
          for (const inner of ['', (literals[which % literals.length] as Literal).text.toUpperCase()]) {
            const text = before + inner + after
            const want = literals.filter((own) => stands(own, foldFast(text)))
            const got: Literal[] = []
            got.length = search.scan({ text, folded: undefined }, got, 0)
            expect(new Set(got)).toEqual(new Set(want))
            found += want.length
            if (want.length > 0) expect(isRuledOut(text, search.filter)).toBe(false)
          }
        }
      },
    ),
    { numRuns: 800 },
  )
  expect(sieved).toBeGreaterThan(700)
  expect(found).toBeGreaterThan(1000)
})
