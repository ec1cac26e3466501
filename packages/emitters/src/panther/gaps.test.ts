import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Condition, EmitOptions } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

interface Gap {
  readonly what: string
  readonly condition: Condition
  readonly guards?: NonNullable<EmitOptions['guards']>
  readonly code: string
}

const file = fileURLToPath(new URL('../../../../spec/gaps/panther.yaml', import.meta.url))
const { write } = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as { readonly write: readonly Gap[] }

describe('spec/gaps/panther.yaml, write', () => {
  test.each(write)('$what', ({ condition, guards, code }) => {
    const emitted = panther.emitCondition?.(condition, guards === undefined ? {} : { guards })
    expect(emitted?.ok).toBe(false)
    expect(emitted?.diagnostics.map((problem) => problem.code)).toEqual([code])
    expect(emitted?.diagnostics[0]?.hint).toBeDefined()
  })
})
