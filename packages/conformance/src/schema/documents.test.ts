import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { equals, readCondition, readRule } from '@ruleglot/core'
import fc from 'fast-check'
import { parseRules } from 'ruleglot'
import { describe, expect, it } from 'vitest'
import { arbitraryCondition } from '../arbitraries.js'
import { sharedData } from '../shared-data.js'

describe('documents', () => {
  it('hold every condition whose counts are in bounds: JSON and back is the same, and the schema takes it', () => {
    const choices = { oddFields: true, tokens: true, relativeInstants: true }
    fc.assert(
      fc.property(arbitraryCondition(choices), (condition) => {
        const again: unknown = JSON.parse(JSON.stringify(condition))
        const read = readCondition(again)
        if (!read.ok && read.diagnostics.every(({ code }) => code === 'limit/nodes')) return
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics))
        expect(equals(read.value, condition)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  const corpora = [
    { language: 'elastic', file: 'corpora/elastic-rules.jsonl.gz' },
    { language: 'sigma', file: 'corpora/sigma-rules.jsonl.gz' },
  ] as const
  it.each(corpora)('hold every rule read from $file (skipped without it)', ({ language, file }) => {
    const path = sharedData(file)
    if (path === undefined) {
      console.info(`skipped: no ${file}`)
      return
    }
    const rows = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
    let rules = 0
    for (const row of rows) {
      const { path: name, text } = JSON.parse(row) as { path: string; text: string }
      const parsed = parseRules(language, { [name]: text })
      if (!parsed.ok) continue
      for (const rule of parsed.value) {
        const read = readRule(JSON.parse(JSON.stringify(rule)))
        if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.diagnostics)}`)
        rules++
      }
    }
    console.info(`${file}: ${rules} rules fit the schema`)
    expect(rules).toBeGreaterThan(700)
  })
})
