import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { panther } from './index.js'

interface ErrorCase {
  readonly about: string
  readonly files: Readonly<Record<string, string>>
  readonly rules: number
  readonly diagnostics: readonly { readonly code: string; readonly at?: string }[]
}

const file = fileURLToPath(new URL('../../../../spec/errors/panther.yaml', import.meta.url))
const cases = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as readonly ErrorCase[]

describe('spec/errors/panther.yaml', () => {
  test.each(cases)('$about', ({ files, rules, diagnostics }) => {
    const read = panther.parseRules?.(files, {})
    expect(read?.ok === true ? read.value.length : 0).toBe(rules)
    expect(read?.diagnostics.map(({ code }) => code)).toEqual(diagnostics.map(({ code }) => code))
    for (const [i, { at }] of diagnostics.entries()) {
      const found = read?.diagnostics[i]
      expect(found?.hint, found?.code).toBeDefined()
      if (at === undefined) continue
      const text = files[found?.span?.file ?? ''] ?? ''
      expect(text.slice(found?.span?.start, found?.span?.end)).toBe(at)
    }
  })
})
