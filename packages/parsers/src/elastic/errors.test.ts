import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DIAGNOSTIC_CODES, lineColumn } from '@ruleglot/core'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { elastic } from './index.js'

interface ErrorCase {
  readonly about: string
  readonly name?: string
  readonly text: string
  readonly rule: boolean
  readonly diagnostics: readonly { readonly code: string; readonly at?: string; readonly line?: number }[]
}

const file = fileURLToPath(new URL('../../../../spec/errors/elastic.yaml', import.meta.url))
const cases = load(readFileSync(file, 'utf8')) as readonly ErrorCase[]

describe('spec/errors/elastic.yaml', () => {
  it.each(cases.map((one) => [one.about, one] as const))('%s', (_, { name = 'rule.toml', text, rule, diagnostics }) => {
    const parsed = elastic.parseRules!({ [name]: text }, {})
    expect(parsed.ok).toBe(rule)
    const found = parsed.diagnostics.map(({ code, span }, i) => {
      const wanted = diagnostics[i]
      return {
        code,
        ...(wanted?.at === undefined || span === undefined ? {} : { at: text.slice(span.start, span.end) }),
        ...(wanted?.line === undefined || span === undefined ? {} : { line: lineColumn(text, span.start).line }),
      }
    })
    expect(found).toEqual(diagnostics)
    expect(parsed.diagnostics.every(({ span }) => span === undefined || span.file === name)).toBe(true)
  })

  it('has a case for every code of the reader', () => {
    const covered = new Set(cases.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))
    const writer = [
      'elastic/lone-surrogate',
      'elastic/query-language',
      'elastic/no-index',
      'elastic/null-dropped',
      'elastic/null-as-missing',
    ]
    const codes = Object.keys(DIAGNOSTIC_CODES).filter((code) => code.startsWith('elastic/') && !writer.includes(code))
    expect(codes.filter((code) => !covered.has(code))).toEqual([])
  })
})
