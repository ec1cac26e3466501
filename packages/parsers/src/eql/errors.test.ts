import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FieldType } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { eql } from './index.js'

interface ErrorCase {
  readonly about: string
  readonly query: string
  readonly types?: Readonly<Record<string, FieldType>>
  readonly read: boolean
  readonly diagnostics: readonly { readonly code: string; readonly at: string; readonly start: number }[]
}

const file = fileURLToPath(new URL('../../../../spec/errors/eql.yaml', import.meta.url))
const cases = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as readonly ErrorCase[]

describe('spec/errors/eql.yaml', () => {
  test.each(cases.map((one): [string, ErrorCase] => [one.about, one]))(
    '%s',
    (_, { query, types, read, diagnostics }) => {
      const parsed = eql.parseCondition?.(query, types === undefined ? {} : { fieldTypes: types })
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
        expect(hint).toMatch(/[.*/]$/)
      }
    },
  )

  test('gives every code of EQL', async () => {
    const { DIAGNOSTIC_CODES } = await import('@ruleglot/core')
    const given = new Set(cases.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))
    const codes = Object.keys(DIAGNOSTIC_CODES).filter((code) => code.startsWith('eql/'))
    expect(codes.filter((code) => !given.has(code))).toEqual([])
  })
})
