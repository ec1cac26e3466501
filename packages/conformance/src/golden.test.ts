import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonValue, Pack, Rule } from '@ruleglot/core'
import { evaluate, wholeCondition } from '@ruleglot/core'
import { CORE_SCHEMA, load } from 'js-yaml'
import { type LanguageId, parseRules, translateRule } from 'ruleglot'
import { describe, expect, test } from 'vitest'

/** spec/golden: conversions that come out byte for byte. The format of case.yaml is described in spec/golden/README.md. */
const root = fileURLToPath(new URL('../../../spec/golden/', import.meta.url))

interface GoldenCase {
  readonly about: string
  readonly source: string
  readonly from: LanguageId
  /** Files that the source is read with. */
  readonly companions?: readonly string[]
  /** Words that the source has no place for. */
  readonly rule?: Partial<Rule>
  /** A mapping of the case's own; the shipped ones when absent. */
  readonly pack?: string
  readonly targets: Readonly<
    Record<string, { readonly rule?: Partial<Rule>; readonly options?: object; readonly verdict?: string }>
  >
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
  const files = [golden.source, ...(golden.companions ?? [])].map((file) => [
    file,
    readFileSync(join(folder, file), 'utf8'),
  ])
  const parsed = parseRules(golden.from, Object.fromEntries(files))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics))
  const rule: Rule = { ...(parsed.value[0] as Rule), ...golden.rule }
  const { tests } = golden

  describe(`golden ${name}`, () => {
    for (const [target, { rule: words, options, verdict = 'exact' }] of Object.entries(golden.targets)) {
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
        expect(result.value.verdict).toBe(verdict)
      })
    }

    test('the tests that travel with the rule hold for the mapped condition', () => {
      const to = golden.from === 'panther' ? 'elastic' : 'panther'
      const mapped = translateRule(rule, { to, ...mapping, tests, ...golden.targets[to]?.options })
      if (!mapped.ok) throw new Error(JSON.stringify(mapped.diagnostics))
      const { target } = mapped.value
      expect(target.tests.length).toBe(tests.length + rule.tests.length)
      expect(target.tests.length).toBeGreaterThan(1)
      for (const { event, expected, name: about } of target.tests) {
        expect(evaluate(wholeCondition(target), event), about).toBe(expected)
      }
    })
  })
}
