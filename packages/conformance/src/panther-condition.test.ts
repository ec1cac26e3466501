import { readFileSync } from 'node:fs'
import { type Condition, equals, evaluate, normalise } from '@ruleglot/core'
import { pantherCondition as writer } from '@ruleglot/emitters/panther-condition'
import { kql } from '@ruleglot/parsers/kql'
import { pantherCondition as reader } from '@ruleglot/parsers/panther-condition'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCondition, arbitraryEvent } from './arbitrary-condition.js'
import { sharedData } from './shared-data.js'

/** What is written is read back as the same condition. */
function roundTrip(condition: Condition): { readonly text: string; readonly back: Condition } | undefined {
  const written = writer.emitCondition?.(condition, {})
  if (written?.ok !== true) return undefined
  const read = reader.parseCondition?.(written.value.text, {})
  if (read?.ok !== true) throw new Error(`not read back: ${written.value.text}\n${JSON.stringify(read?.diagnostics)}`)
  return { text: written.value.text, back: read.value.condition }
}

function expectSame(condition: Condition): void {
  const trip = roundTrip(condition)
  expect(trip, JSON.stringify(condition)).toBeDefined()
  if (trip === undefined) return
  const [a, b] = [normalise(condition), normalise(trip.back)]
  if (!equals(a, b)) expect({ text: trip.text, condition: b }).toEqual({ text: trip.text, condition: a })
}

describe('panther-condition: emit, then parse', () => {
  const everything = { oddFields: true, tokens: true, relativeInstants: true }

  test('random conditions', () => {
    fc.assert(fc.property(arbitraryCondition({ ...everything, regexes: false, constants: false }), expectSame), {
      numRuns: 3000,
    })
  })

  // A tree that no parser makes may come back tidier; after that it stays as it is, and its meaning never changes.
  test('random regular expressions', () => {
    fc.assert(
      fc.property(arbitraryCondition(everything), fc.array(arbitraryEvent, { minLength: 5 }), (condition, events) => {
        const trip = roundTrip(condition)
        if (trip === undefined) return
        expectSame(trip.back)
        for (const event of events) expect(evaluate(trip.back, event), trip.text).toBe(evaluate(condition, event))
      }),
      { numRuns: 2000 },
    )
  })

  const corpus = sharedData('conformance/kql.jsonl')
  test.skipIf(corpus === undefined)('every query of the KQL cases', () => {
    let tested = 0
    for (const line of readFileSync(corpus as string, 'utf8').split('\n')) {
      if (line.trim() === '') continue
      const parsed = kql.parseCondition?.((JSON.parse(line) as { query: string }).query, {})
      if (parsed?.ok !== true) continue
      tested++
      expectSame(parsed.value.condition)
    }
    expect(tested).toBeGreaterThan(300)
  })
})

describe('panther-condition: the catalog page that the project started from', () => {
  const seed = sharedData('seeds/000_452feee627621a48.txt')
  test.skipIf(seed === undefined)('is a rule whose own tests hold', () => {
    const read = reader.parseRules?.({ 'page.txt': readFileSync(seed as string, 'utf8') }, {})
    if (read?.ok !== true) throw new Error(JSON.stringify(read))
    expect(read.diagnostics).toEqual([])
    const [rule] = read.value
    expect(rule).toMatchObject({ id: 'Okta.APIKeyCreated', severity: 'informational' })
    expect(rule?.tests).toHaveLength(1)
    for (const { event, expected } of rule?.tests ?? []) expect(evaluate(rule!.condition, event)).toBe(expected)
    expect(roundTrip(rule!.condition)?.text).toBe('eventType eq "system.api_token.create"\noutcome.result eq "SUCCESS"')
  })
})
