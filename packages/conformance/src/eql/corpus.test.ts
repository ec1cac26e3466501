import { type Condition, ecsSchema, equals, normalise, visit } from '@ruleglot/core'
import { emitEql } from '@ruleglot/emitters/eql'
import { eql } from '@ruleglot/parsers/eql'
import { describe, expect, test } from 'vitest'
import { type EqlRule, eqlRules } from './corpus-rules.js'

const all = eqlRules()
if (all === undefined) process.stderr.write('EQL rules: no corpus on this machine, skipped\n')

/** Every how-manieth rule goes there and back; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 8

describe.skipIf(all === undefined)("Elastic's EQL rules", () => {
  const rules = all ?? []
  const single = rules.filter(({ rule }) => rule.trigger.kind === 'each')

  test('are all read', () => {
    expect(rules).toHaveLength(1081)
    expect(single).toHaveLength(861)
    const triggers = rules.flatMap(({ rule: { trigger } }) => (trigger.kind === 'other' ? [trigger.name] : []))
    expect(new Set(triggers)).toEqual(new Set(['sequence', 'sample']))
  })

  test('have next to nothing that is kept as text', () => {
    const kept = single.filter(({ rule }) => holdsText(rule.condition))
    expect(kept.length).toBeLessThanOrEqual(5)
  })

  test('mean the same when they are written and read again', () => {
    const changed = single.filter((_, i) => i % STEP === 0).filter((one) => !comesBack(one))
    expect(changed.map(({ path }) => path)).toEqual([])
  })
})

function holdsText(condition: Condition): boolean {
  let found = false
  visit(condition, ({ kind }) => {
    found ||= kind === 'Opaque'
  })
  return found
}

function comesBack({ query }: EqlRule): boolean {
  const options = { schema: ecsSchema }
  const read = eql.parseCondition?.(query, options)
  if (!read?.ok) return false
  const written = emitEql(read.value.condition, options)
  const again = written.ok ? eql.parseCondition?.(written.value.text, options) : undefined
  return again?.ok === true && equals(normalise(read.value.condition), normalise(again.value.condition))
}
