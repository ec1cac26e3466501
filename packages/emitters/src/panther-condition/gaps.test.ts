import { readFileSync } from 'node:fs'
import type { Condition } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { pantherCondition as language } from './index.js'

interface Gap {
  readonly what: string
  readonly condition: Condition
  readonly gives: string
}

const path = new URL('../../../../spec/gaps/panther-condition.yaml', import.meta.url)
const gaps = (load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA }) as { examples: readonly Gap[] }).examples

describe('spec/gaps/panther-condition.yaml', () => {
  test.each(gaps)('$what', ({ condition, gives }) => {
    const written = language.emitCondition?.(condition, {})
    expect(written?.ok).toBe(false)
    expect(written?.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([gives])
  })
})
