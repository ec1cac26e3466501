import {
  ANY_MANY,
  and,
  type Condition,
  compare,
  dotted,
  equals,
  evaluate,
  match,
  normalise,
  not,
  or,
  pathOf,
} from '@ruleglot/core'
import { emitKql } from '@ruleglot/emitters/kql'
import { kql } from '@ruleglot/parsers/kql'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** Every string that reaches KQL output is read back as itself, wherever it stands. */
const character = fc.constantFrom(
  ...['"', '\\', '*', '?', ':', '(', ')', '<', '>', '{', '}', ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\u000b'],
  ...['not', 'or', 'and', 'NOT ', ' or ', ' and ', 'not ', 'null', 'true', 't', 'u0041', '${', "'''", '__proto__'],
  ...['\u0000', '\u202e', '\u2028', '\ufeff', '\ud800', '\udc00', '\u{1f600}', 'é', '.', '-', '1'],
)
const text = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''))

function roundTrip(condition: Condition): Condition | undefined {
  const written = emitKql(condition, { schema: KEYWORDS })
  if (!written.ok) return undefined
  const read = kql.parseCondition?.(written.value.text, { schema: KEYWORDS })
  if (!read?.ok) throw new Error(`${JSON.stringify(written.value.text)}: ${JSON.stringify(read?.diagnostics)}`)
  return read.value.condition
}

const KEYWORDS = { id: 'keywords', lookup: () => ({ type: 'keyword' as const }) }

function same(a: Condition, b: Condition): boolean {
  return equals(normalise(a), normalise(b))
}

describe('text in KQL', () => {
  test('values, beside others in a list', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const condition = or([compare(['f'], 'eq', a), compare(['f'], 'eq', b), compare(['g'], 'eq', a)])
        const read = roundTrip(condition)
        expect(read !== undefined && same(condition, read)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('names of fields, before a colon and before a comparison', () => {
    fc.assert(
      fc.property(text, (name) => {
        const path = name === '' ? [''] : pathOf(name)
        const condition = and([compare(path, 'eq', 'x'), not(compare(path, 'lt', 'y', { domain: 'text' }))])
        const read = roundTrip(condition)
        expect(read !== undefined && same(condition, read)).toBe(true)
        expect(evaluate(condition, { [dotted(path)]: 'x' })).toBe(evaluate(read as Condition, { [dotted(path)]: 'x' }))
      }),
      { numRuns: 2000 },
    )
  })

  test('patterns, unless they begin or end with a blank', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const condition = or([
          match(['f'], [a, ANY_MANY, b, ANY_MANY, c]),
          match(['f'], [ANY_MANY, b]),
          match(['g'], ['x', ANY_MANY]),
        ])
        const read = roundTrip(condition)
        const trimmed = a !== a.trimStart() || c !== c.trimEnd() || b !== b.trimEnd()
        if (read === undefined) expect(trimmed).toBe(true)
        else expect(same(condition, read)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
