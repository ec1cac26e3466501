import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assumptionHolds, type Condition, dotted, evaluate, type JsonValue, type Rule, verify } from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import * as fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { arbitraryCondition } from '../arbitrary/conditions.js'
import { detection, inlineFilters, matchEvent } from './arbitrary-expressions.js'
import { type MatchExpression, plainFilter, plainMatch } from './plain-match.js'

const seed = Number(process.env['RULEGLOT_SEED'] ?? 1)
const numRuns = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 80)

function readRule(keys: Readonly<Record<string, unknown>>, guards: 'assume' | 'explicit'): Rule {
  const text = JSON.stringify({ AnalysisType: 'rule', RuleID: 'A.B', LogTypes: ['A'], ...keys })
  const read = reader.parseRules?.({ 'a.yml': text }, { guards })
  if (!read?.ok) throw new Error(JSON.stringify(read?.diagnostics))
  return read.value[0] as Rule
}

/** The rule decides events as the plain reading does, wherever what it relies on holds. */
function agrees(rule: Rule, decide: (event: JsonValue) => boolean, events: readonly JsonValue[]): number {
  let compared = 0
  for (const event of events) {
    const broken = (rule.assumptions ?? []).some((assumption) => !assumptionHolds(assumption, event))
    if (broken) continue
    compared++
    const truth = evaluate(rule.condition, event)
    if (truth !== decide(event)) {
      const named = (rule.assumptions ?? []).map(({ kind, path }) => `${kind} ${dotted(path)}`)
      expect.fail(
        `${JSON.stringify(rule.vendor)}\n${JSON.stringify(event)}\nread as ${truth}, under ${named.join(', ')}`,
      )
    }
  }
  return compared
}

describe('match expressions', () => {
  const events = fc.sample(matchEvent, { numRuns: 60, seed })

  test.each(['explicit', 'assume'] as const)('mean what the plain reading says, guards: %s', (guards) => {
    let compared = 0
    fc.assert(
      fc.property(detection, (expressions) => {
        const rule = readRule({ Detection: expressions }, guards)
        if (guards === 'explicit') {
          const kinds = new Set((rule.assumptions ?? []).map(({ kind }) => kind))
          expect([...kinds].filter((kind) => !['nestedKeys', 'flatLists', 'asciiCase'].includes(kind))).toEqual([])
        }
        compared += agrees(rule, (event) => plainMatch(expressions, event), events)
      }),
      { numRuns, seed },
    )
    expect(compared).toBeGreaterThan(numRuns * 10)
  })

  test.each(['explicit', 'assume'] as const)('inline filters pass what lacks their key, guards: %s', (guards) => {
    fc.assert(
      fc.property(inlineFilters, (filters) => {
        const rule = readRule({ InlineFilters: filters, Detection: [{ Condition: 'AlwaysTrue' }] }, guards)
        agrees(rule, (event) => plainFilter(filters, event), events)
      }),
      { numRuns, seed },
    )
  })

  test('are written back as something that means the same', () => {
    let exact = 0
    fc.assert(
      fc.property(detection, (expressions) => {
        const { condition, assumptions = [] } = readRule({ Detection: expressions }, 'assume')
        const written = write(condition)
        if (written === undefined) return
        const back = readRule({ Detection: written.expressions }, 'assume')
        const { verdict, witness } = verify({
          source: condition,
          output: back.condition,
          readerAssumptions: back.assumptions ?? [],
          named: [...written.assumptions, ...assumptions],
        })
        // A key that is a list in one expression and one value in another leaves no event to speak of.
        if (verdict === 'unproven') return
        expect([verdict, witness, JSON.stringify(written.expressions)]).toEqual([
          'exact',
          undefined,
          JSON.stringify(written.expressions),
        ])
        exact++
      }),
      { numRuns, seed },
    )
    expect(exact).toBeGreaterThan(numRuns / 2)
  })
})

function write(condition: Condition) {
  const emitted = writer.emitCondition?.(condition, { style: 'simple' })
  if (!emitted?.ok) return undefined
  const { text, assumptions } = emitted.value
  return { text, assumptions, expressions: (load(text) as { Detection: readonly MatchExpression[] }).Detection }
}

describe('conditions of other languages', () => {
  const events = fc.sample(matchEvent, { numRuns: 60, seed })

  test('are written as match expressions that decide alike, or refused with a way out', () => {
    let compared = 0
    let refused = 0
    fc.assert(
      fc.property(arbitraryCondition(), (condition) => {
        const emitted = writer.emitCondition?.(condition, { style: 'simple' })
        if (!emitted?.ok) {
          refused++
          expect(emitted?.diagnostics.every(({ hint }) => hint !== undefined)).toBe(true)
          return
        }
        const { text, assumptions } = emitted.value
        const { Detection } = load(text) as { Detection: readonly MatchExpression[] }
        const back = reader.parseCondition?.(text, {})
        if (!back?.ok) throw new Error(JSON.stringify(back?.diagnostics))
        for (const event of events) {
          if ([...assumptions, ...back.value.assumptions].some((assumption) => !assumptionHolds(assumption, event)))
            continue
          compared++
          expect([text, event, evaluate(back.value.condition, event)]).toEqual([
            text,
            event,
            plainMatch(Detection, event),
          ])
        }
      }),
      { numRuns, seed },
    )
    expect(compared).toBeGreaterThan(numRuns)
    expect(refused).toBeLessThan(numRuns)
  })
})

/** The fixtures of panther_analysis_tool: tests/fixtures/simple-detections of its repository. */
const fixtures = process.env['RULEGLOT_PANTHER_FIXTURES'] ?? ''

describe.runIf(existsSync(join(fixtures, 'valid')))("panther_analysis_tool's fixtures", () => {
  const names = fixtures === '' ? [] : readdirSync(join(fixtures, 'valid'))

  test.each(names)('%s', (name) => {
    const read = reader.parseRules?.(
      { [name]: readFileSync(join(fixtures, 'valid', name), 'utf8') },
      { guards: 'explicit' },
    )
    expect(read?.ok).toBe(true)
    for (const rule of read?.ok ? read.value : []) {
      // The tool's tests run without the filters, which only Panther's service reads.
      if (rule.vendor['InlineFilters'] !== undefined) continue
      for (const { name: title, event, expected } of rule.tests) {
        const verdict = evaluate(rule.condition, event)
        if (verdict !== 'unknown') expect([title, verdict]).toEqual([title, expected])
      }
    }
  })
})
