import {
  ANY_MANY,
  ANY_ONE,
  and,
  type Condition,
  compare,
  equals,
  match,
  normalise,
  not,
  or,
  pathOf,
} from '@ruleglot/core'
import { emitEql } from '@ruleglot/emitters/eql'
import { eql } from '@ruleglot/parsers/eql'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** Every string that reaches EQL output is read back as itself, wherever it stands. */
const character = fc.constantFrom(
  ...['"', '\\', '*', '?', ':', '(', ')', '<', '>', '{', '}', ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u000b'],
  ...['not', 'or', 'and', 'NOT ', ' or ', ' and ', 'not ', 'null', 'true', 't', 'u0041', '${', "'''", '__proto__'],
  ...['\u0000', '\u202e', '\u2028', '\ufeff', '\ud800', '\udc00', '\u{1f600}', 'é', '.', '-', '1'],
)
const text = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''))

function roundTrip(condition: Condition): Condition | undefined {
  const written = emitEql(condition, { schema: KEYWORDS })
  if (!written.ok) return undefined
  const read = eql.parseCondition?.(written.value.text, { schema: KEYWORDS })
  if (!read?.ok) throw new Error(`${JSON.stringify(written.value.text)}: ${JSON.stringify(read?.diagnostics)}`)
  return read.value.condition
}

const KEYWORDS = { id: 'keywords', lookup: () => ({ type: 'keyword' as const }) }

function same(a: Condition, b: Condition): boolean {
  return equals(normalise(a), normalise(b))
}

describe('text in EQL', () => {
  test('values, beside others in a list', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const condition = or([compare(['f'], 'eq', a), compare(['f'], 'eq', b), compare(['g'], 'eq', a)])
        const read = roundTrip(condition)
        expect(read !== undefined && same(condition, read)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('names of fields, and categories', () => {
    fc.assert(
      fc.property(text, text, (name, category) => {
        const path = pathOf(name)
        const condition = and([
          compare(['event', 'category'], 'eq', category),
          compare(path.length === 0 ? ['f'] : path, 'eq', 'x'),
        ])
        const read = roundTrip(condition)
        // An empty part is no name.
        if (read === undefined) expect(path.includes('')).toBe(true)
        else expect(same(condition, read)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('patterns', () => {
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (a, b, c, ignoreCase) => {
        const condition = or([
          match(['f'], [a, ANY_MANY, b, ANY_ONE, c], { ignoreCase }),
          match(['g'], [ANY_MANY, b], { ignoreCase }),
          not(match(['g'], ['x', ANY_MANY])),
        ])
        const read = roundTrip(condition)
        // Letters beyond ASCII whose case is ignored, and half a character beside a star.
        if (read === undefined)
          expect(
            (ignoreCase && /é/.test(a + b + c)) ||
              [a, b, c].some((one) => one.includes('\ud800') || one.includes('\udc00')),
          ).toBe(true)
        else expect(same(condition, read)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
