import { compare, type JsonObject, type Rule } from '@ruleglot/core'
import * as fc from 'fast-check'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { formatStringText, pythonPattern, pythonString } from './escape.js'
import { panther } from './index.js'
import { yamlScalar } from './yaml-scalar.js'

const NASTY = [
  '"',
  "'",
  '\\',
  '\n',
  '\r',
  '\t',
  '\0',
  '\x85',
  '\u2028',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '#',
  ': ',
]
const MORE = [
  '- ',
  '?',
  '|',
  '>',
  '*',
  '&',
  '{',
  '}',
  '${',
  '"""',
  '__proto__',
  '😀',
  '\u{e0001}',
  'é',
  'x',
  ' ',
  '1',
  '.',
  'e',
]
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY, ...MORE), fc.string({ unit: 'binary', maxLength: 2 })))
  .map((parts) => parts.join(''))

/** Python's reading of the escapes that are written, independent of the reader in packages/parsers. */
function evaluatePython(literal: string): string {
  const raw = literal.startsWith('r')
  const body = literal.slice(raw ? 2 : 1, -1)
  if (raw) return body
  return body.replace(/\\(?:x(..)|u(....)|U(........)|([\s\S]))/g, (_, x, u, wide, one) => {
    const hex: string | undefined = x ?? u ?? wide
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return ({ n: '\n', t: '\t', r: '\r' } as Record<string, string>)[one as string] ?? (one as string)
  })
}

describe('hostile text', () => {
  test('stays inside its Python literal, on one line, with nothing hidden', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const literal of [pythonString(text), pythonPattern(text)]) {
          expect(evaluatePython(literal)).toBe(text)
          expect(literal).toMatch(/^r?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/u)
          expect(literal).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b\u202e\u2028\ufeff]|[\u{e0000}-\u{e007f}]/u)
        }
        expect(formatStringText(text).replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/)
      }),
      { numRuns: 2000 },
    )
  })

  test('stays what it is in YAML', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const scalar = yamlScalar(text)
        expect(scalar).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b\u202e\u2028\ufeff]|[\u{e0000}-\u{e007f}]/u)
        expect(load(`a: ${scalar} # c\n`, { schema: CORE_SCHEMA })).toEqual({ a: text })
        expect(load(`- ${scalar}\n`, { schema: CORE_SCHEMA })).toEqual([text])
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    'off',
    'yes',
    'No',
    '00000429',
    '1_000',
    '1:30',
    '2024-01-01',
    '0x1f',
    '1e3',
    '.5',
    '~',
    '<<',
    '=',
    'null',
    'y',
    '-',
    'a:',
  ])('%s is text to YAML 1.1 too', (text) => expect(yamlScalar(text)).toBe(JSON.stringify(text)))

  test('in every place of a rule', () => {
    const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<never>
    fc.assert(
      fc.property(nasty, nasty, fc.dictionary(nasty, json), (text, other, event) => {
        const rule: Rule = {
          ir: 1,
          language: 'sigma',
          id: text,
          title: text,
          description: `${other}\n\n${text}`,
          severityOverrides: [],
          authors: [text, other],
          license: text,
          references: [text],
          falsePositives: [],
          runbook: `${text}\n${other}`,
          tags: [text, other],
          attack: [{ tactic: { id: text, name: other }, technique: { id: other, name: text } }],
          logSource: { logTypes: [text === '' ? 'X' : text] },
          outputFields: [{ path: [text === '' ? 'x' : text, other] }],
          trigger: { kind: 'each' },
          condition: compare([other === '' ? 'x' : other], 'eq', text),
          defined: [],
          tests: [{ name: text, event, expected: true }],
          vendor: {},
        }
        const emitted = panther.emitRule?.(rule, { fileStem: 'r' })
        if (!emitted?.ok) throw new Error(JSON.stringify(emitted?.diagnostics))
        const yaml = load(emitted.value.files['r.yml'] as string, { schema: CORE_SCHEMA }) as JsonObject
        expect(yaml['Reference']).toBe(text)
        expect(yaml['Tests']).toEqual([{ Name: text, ExpectedResult: true, Log: JSON.parse(JSON.stringify(event)) }])
        expect(Object.keys(yaml)[0]).toBe('AnalysisType')
      }),
      { numRuns: 300 },
    )
  })
})
