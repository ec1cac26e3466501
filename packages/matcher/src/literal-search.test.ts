import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldFast } from './fold-fast.js'
import { buildLiteralSearch } from './literal-search.js'
import { createTextBytes } from './text-bytes.js'
import { windowCosts } from './window-costs.js'
import { type Literal, stands } from './window-table.js'

/** Letters that collide when folded or cut to bytes, and what is no ASCII: two and three bytes, pairs, halves of pairs. */
const unit = fc.constantFrom(
  'a',
  'A',
  'b',
  'k',
  '\u212a',
  '[',
  '{',
  '^',
  ' ',
  '\0',
  'é',
  'É',
  '€',
  '😀',
  '\ud83d',
  '\n',
)
const text = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit, maxLength })
const literal: fc.Arbitrary<Literal> = fc.record({
  text: fc.oneof(text(4).map(foldFast), text(60).map(foldFast)),
  at: fc.constantFrom('start', 'end', 'anywhere'),
})

test('finds every literal that stands in a text, and of others only those with half a pair', () => {
  let found = 0
  fc.assert(
    fc.property(
      fc.array(literal, { maxLength: 30 }),
      fc.array(text(80), { maxLength: 6 }),
      fc.integer({ min: 0, max: 40 }),
      fc.boolean(),
      (some, texts, shortest, knowsTexts) => {
        const literals = some.filter((own) => own.text.length >= shortest)
        const search = buildLiteralSearch(
          literals,
          createTextBytes(),
          windowCosts(knowsTexts ? texts.map(foldFast) : []),
        )
        // Literals as texts, and with more around them.
        for (const one of [...texts, ...literals.map((own) => `${texts[0] ?? ''}${own.text}${texts[1] ?? ''}`)]) {
          const got: Literal[] = []
          got.length = search.scan({ text: one, folded: undefined }, got, 0)
          const want = literals.filter((own) => stands(own, foldFast(one)))
          found += want.length
          for (const own of want) expect(got).toContain(own)
          for (const own of got) if (!want.includes(own)) expect(own.text).toMatch(/^$|[\ud800-\udfff]/u)
        }
      },
    ),
    { numRuns: 1500 },
  )
  expect(found).toBeGreaterThan(1000)
})
