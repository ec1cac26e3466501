import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonValue, Pack, Rule } from '@ruleglot/core'
import { evaluate, wholeCondition } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { type LanguageId, parseRule, translateRule } from 'ruleglot'
import { describe, expect, test } from 'vitest'

/** spec/golden: conversions that come out byte for byte. The format of case.yaml is described in spec/golden/README.md. */
const root = fileURLToPath(new URL('../../../spec/golden/', import.meta.url))

interface GoldenCase {
  readonly about: string
  readonly source: string
  readonly from: LanguageId
  /** A mapping of the case's own; the shipped ones when absent. */
  readonly pack?: string
  readonly targets: Readonly<Record<string, { readonly rule?: Partial<Rule>; readonly options?: object }>>
  readonly tests: readonly { readonly name: string; readonly expected: boolean; readonly event: JsonValue }[]
}

const readYaml = (path: string): unknown => load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA })

const folders = readdirSync(root, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && /^\d/.test(entry.name),
)

for (const { name } of folders) {
  const folder = join(root, name)
  const golden = readYaml(join(folder, 'case.yaml')) as GoldenCase
  const mapping = golden.pack === undefined ? {} : { mapping: readYaml(join(folder, golden.pack)) as Pack }
  const parsed = parseRule(golden.from, readFileSync(join(folder, golden.source), 'utf8'), { file: golden.source })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics))
  const rule: Rule = parsed.value
  const { tests } = golden

  describe(`golden ${name}`, () => {
    for (const [target, { rule: words, options }] of Object.entries(golden.targets)) {
      test(`${golden.from} to ${target}`, () => {
        const result = translateRule(
          { ...rule, ...words },
          { to: target as LanguageId, ...mapping, tests, fileStem: golden.source.replace(/\.\w+$/, ''), ...options },
        )
        if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2))
        const expected = join(folder, 'expected', target)
        const wanted = Object.fromEntries(
          readdirSync(expected).map((file) => [file, readFileSync(join(expected, file), 'utf8')]),
        )
        for (const [file, text] of Object.entries(wanted)) expect(result.value.files[file], file).toBe(text)
        expect(result.value.verdict).toBe('exact')
      })
    }

    test('the tests that travel with the rule hold for the mapped condition', () => {
      const mapped = translateRule(rule, { to: 'panther', ...mapping, tests })
      if (!mapped.ok) throw new Error(JSON.stringify(mapped.diagnostics))
      expect(tests.length).toBeGreaterThan(1)
      const reread = mapped.value.text
      expect(reread).not.toBe('')
      for (const { event, expected, name: about } of tests) {
        expect(evaluate(wholeCondition(mapped.value.target), event), about).toBe(expected)
      }
    })
  })
}
