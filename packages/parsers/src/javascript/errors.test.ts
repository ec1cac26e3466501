import { readFileSync } from 'node:fs'
import { lineColumn } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { javascript as language } from './index.js'

interface ErrorCase {
  readonly about: string
  readonly text: string
  readonly condition?: boolean
  readonly diagnostics: readonly { code: string; at: string; line: number; hint?: string }[]
}

const path = new URL('../../../../spec/errors/javascript.yaml', import.meta.url)
const cases = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA }) as readonly ErrorCase[]

describe('spec/errors/javascript.yaml', () => {
  test.each(cases)('$about', ({ text, condition = false, diagnostics }) => {
    const read = language.parseCondition?.(text, {})
    expect(read?.ok).toBe(condition)
    const found = read?.diagnostics.map(({ code, span, hint }, i) => ({
      code,
      at: span === undefined ? undefined : text.slice(span.start, span.end),
      line: lineColumn(text, span?.start ?? 0).line,
      ...(diagnostics[i]?.hint === undefined ? {} : { hint }),
    }))
    expect(found).toEqual(diagnostics)
    for (const { message, hint, severity } of read?.diagnostics ?? []) {
      expect(message).toMatch(/[.?]$/)
      if (severity === 'error') expect(hint ?? '').not.toBe('')
    }
  })
})
