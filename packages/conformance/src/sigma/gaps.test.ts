import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Condition } from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'

interface Gaps {
  readonly read: readonly { readonly what: string; readonly code: string; readonly text: string }[]
  readonly write: readonly { readonly what: string; readonly condition: Condition }[]
}

const file = fileURLToPath(new URL('../../../../spec/gaps/sigma.yaml', import.meta.url))
const gaps = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as Gaps

describe('spec/gaps/sigma.yaml', () => {
  test.each(gaps.read.map((gap) => [gap.what, gap] as const))('not read: %s', (_, { text, code }) => {
    const parsed = parser.parseRules?.({ 'rule.yml': text }, {})
    expect(parsed?.ok).toBe(false)
    expect(parsed?.diagnostics.map((one) => one.code)).toContain(code)
  })

  test.each(gaps.write.map((gap) => [gap.what, gap] as const))('not written: %s', (_, { condition }) => {
    const emitted = emitter.emitCondition?.(condition, {})
    expect(emitted?.ok).toBe(false)
    expect(emitted?.diagnostics[0]?.code).toMatch(/^emit\//)
  })
})
