import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFast } from './fold-fast.js'
import { buildLiteralSearch } from './literal-search.js'
import { createTextBytes } from './text-bytes.js'
import { isRuledOut } from './text-filter.js'
import { windowCosts } from './window-costs.js'
import { type Literal, stands } from './window-table.js'

/** Capital letters and the Kelvin sign become what literals have; the others are never in one. */
const unit = fc.constantFrom('a', 'A', 'k', 'K', '\u212a', ':', '.', '\\', 'é', '😀', '\ud83d', '\0')
const around = fc.string({ unit, maxLength: 12 })
const literal: fc.Arbitrary<Literal> = fc.record({
  text: fc.string({ unit: fc.constantFrom('a', 'b', 'k', 'w', ':', '.', '\\'), minLength: 5, maxLength: 30 }),
  at: fc.constantFrom('start', 'end', 'anywhere'),
})

test('rules out no text that holds a literal, whatever stands around it and however its letters are written', () => {
  let [held, ruledOut] = [0, 0]
  fc.assert(
    fc.property(
      fc.array(literal, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(around, fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), around), { maxLength: 8 }),
      fc.boolean(),
      (literals, places, knowsTexts) => {
        const costs = windowCosts(knowsTexts ? places.map(([before]) => foldFast(before)) : [])
        const { filter } = buildLiteralSearch(literals, createTextBytes(), costs)
        for (const [i, [before, isLarge, after]] of places.entries()) {
          const { text } = literals[i % literals.length] as Literal
          const written = [...text]
            .map((sign, at) => (isLarge[at % isLarge.length] ? (LARGE[sign] ?? sign) : sign))
            .join('')
          for (const one of [before + written + after, before + after]) {
            const holds = literals.some((own) => stands(own, foldFast(one)))
            if (holds) held++
            if (!isRuledOut(one, filter)) continue
            ruledOut++
            expect(holds).toBe(false)
          }
        }
      },
    ),
    { numRuns: 800 },
  )
  expect(held).toBeGreaterThan(200)
  expect(ruledOut).toBeGreaterThan(200)
})

const LARGE: Readonly<Record<string, string>> = { a: 'A', b: 'B', k: '\u212a', w: 'W' }
