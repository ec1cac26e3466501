import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DIAGNOSTIC_CODES, lineColumn } from '@ruleglot/core'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { sigma } from './index.js'

interface ErrorCase {
  readonly about: string
  readonly text?: string
  readonly detection?: string
  readonly rule: boolean
  /** The diagnostics are those of the linter; reading has none. */
  readonly lint?: true
  readonly diagnostics: readonly { readonly code: string; readonly at?: string; readonly line?: number }[]
}

const file = fileURLToPath(new URL('../../../../spec/errors/sigma.yaml', import.meta.url))
const cases = load(readFileSync(file, 'utf8')) as readonly ErrorCase[]

const ruleWith = (detection: string): string =>
  `title: t\nlogsource: { product: okta }\ndetection:\n${detection.replace(/^/gm, '  ').trimEnd()}\n`

describe('spec/errors/sigma.yaml', () => {
  test.each(cases.map((one) => [one.about, one] as const))(
    '%s',
    (_, { text, detection = '', rule, lint, diagnostics }) => {
      const source = text ?? ruleWith(detection)
      const parsed = sigma.parseRules!({ 'rule.yml': source }, {})
      expect(parsed.ok, JSON.stringify(parsed.diagnostics)).toBe(rule)
      if (lint) expect(parsed.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      const linted = sigma.lint!({ 'rule.yml': source }, {}).filter(
        ({ code }) => code !== 'sigma/missing-metadata' || text,
      )
      const said = lint ? linted : parsed.diagnostics
      const found = said.map(({ code, span }, i) => {
        const wanted = diagnostics[i]
        return {
          code,
          ...(wanted?.at === undefined || span === undefined ? {} : { at: source.slice(span.start, span.end) }),
          ...(wanted?.line === undefined || span === undefined ? {} : { line: lineColumn(source, span.start).line }),
        }
      })
      expect(found).toEqual(diagnostics)
      for (const { span } of said) expect(span?.file).toBe('rule.yml')
    },
  )

  test('has a case for every code', () => {
    const covered = new Set(cases.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))
    const writer = ['sigma/no-logsource', 'sigma/new-logsource']
    const codes = Object.keys(DIAGNOSTIC_CODES).filter((code) => code.startsWith('sigma/') && !writer.includes(code))
    expect(codes.filter((code) => !covered.has(code))).toEqual([])
  })
})

test.each([
  `${'('.repeat(100_000)}selection${')'.repeat(100_000)}`,
  `${'not '.repeat(100_000)}selection`,
  `${'selection and '.repeat(100_000)}selection`,
  `${'(selection or selection and '.repeat(5000)}selection${')'.repeat(5000)}`,
  '1 of __proto__*',
  '\0',
  'selection\ud800',
])('hostile condition %# is answered', (condition) => {
  const parsed = sigma.parseCondition!(
    `selection:\n  a: x\n__proto__:\n  b: y\ncondition: ${JSON.stringify(condition)}\n`,
    {},
  )
  expect(parsed.ok || parsed.diagnostics.length > 0).toBe(true)
})

test.each([
  ['names of many tests', `sel: {a: [${'x,'.repeat(20_000)}z]}`, 'sel or '.repeat(20_000)],
  [
    'patterns over many names',
    Array.from({ length: 5000 }, (_, i) => `s${i}: {a: x}`).join('\n'),
    '1 of s* and '.repeat(5000),
  ],
])('%s end', (_, selections, condition) => {
  const text = ruleWith(`${selections}\ncondition: "${condition}${selections.split(':')[0]}"`)
  const parsed = sigma.parseRules!({ 'rule.yml': text }, {})
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['limit/nodes'])
  expect(sigma.lint!({ 'rule.yml': text }, {}).length).toBeLessThan(20_002)
})

test('aliases do not multiply without bound', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`).join('\n')
  const parsed = sigma.parseCondition!(`x0: &x0 [a, b]\n${levels}\nselection: { a: *x30 }\ncondition: selection\n`, {})
  expect(parsed.ok).toBe(false)
})
