import { readFileSync } from 'node:fs'
import { type LanguageParser, lineColumn } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { javascript } from './javascript/index.js'
import { pantherCondition } from './panther-condition/index.js'

interface ErrorCase {
  readonly about: string
  readonly text: string
  readonly condition?: boolean
  readonly diagnostics: readonly { code: string; at: string; line: number; hint?: string }[]
}

describe.each([javascript, pantherCondition].map((language): [string, LanguageParser] => [language.id, language]))(
  'spec/errors/%s.yaml',
  (id, language) => {
    const file = new URL(`../../../spec/errors/${id}.yaml`, import.meta.url)
    const cases = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as readonly ErrorCase[]

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
  },
)
