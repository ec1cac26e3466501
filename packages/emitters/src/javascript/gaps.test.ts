import { readFileSync } from 'node:fs'
import type { Condition } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { javascript as language } from './index.js'

interface Gap {
  readonly what: string
  readonly condition: Condition
  readonly code: string
}

const path = new URL('../../../../spec/gaps/javascript.yaml', import.meta.url)
const gaps = (load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA }) as { write: readonly Gap[] }).write

describe('spec/gaps/javascript.yaml', () => {
  test.each(gaps)('$what', ({ condition, code }) => {
    const written = language.emitCondition?.(condition, {})
    expect(written?.ok).toBe(false)
    expect(written?.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code])
  })
})
