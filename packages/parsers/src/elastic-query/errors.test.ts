import { readFileSync } from 'node:fs'
import { DIAGNOSTIC_CODES, type FieldType, type LanguageParser } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { eql } from '../eql/index.js'
import { kql } from '../kql/index.js'

interface ErrorCase {
  readonly about: string
  readonly query: string
  readonly types?: Readonly<Record<string, FieldType>>
  readonly read: boolean
  readonly diagnostics: readonly { readonly code: string; readonly at: string; readonly start: number }[]
}

describe.each([kql, eql].map((language): [string, LanguageParser] => [language.id, language]))(
  'spec/errors/%s.yaml',
  (id, language) => {
    const file = new URL(`../../../../spec/errors/${id}.yaml`, import.meta.url)
    const cases = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as readonly ErrorCase[]

    test.each(cases)('$about', ({ query, types, read, diagnostics }) => {
      const parsed = language.parseCondition?.(query, types === undefined ? {} : { fieldTypes: types })
      expect(parsed?.ok).toBe(read)
      expect(
        parsed?.diagnostics.map(({ code, span }) => ({
          code,
          at: query.slice(span?.start, span?.end),
          start: span?.start,
        })),
      ).toEqual(diagnostics)
      for (const { message, hint } of parsed?.diagnostics ?? []) {
        expect(message).toMatch(/\.$/)
        // A hint may end with a pattern.
        expect(hint).toMatch(/[.*/]$/)
      }
    })

    test('gives every code of the language', () => {
      const given = new Set(cases.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))
      const codes = Object.keys(DIAGNOSTIC_CODES).filter((code) => code.startsWith(`${id}/`))
      expect(codes.filter((code) => !given.has(code))).toEqual([])
    })
  },
)
