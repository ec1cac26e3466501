import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { evaluate, type JsonValue } from '@ruleglot/core'
import { sigma } from '@ruleglot/parsers/sigma'
import { describe, expect, test } from 'vitest'
import { sharedData } from '../shared-data.js'

interface Case {
  readonly id: string
  readonly norm: 'spec' | 'convention' | 'undefined'
  readonly rule: string
  readonly accept: boolean
  readonly events?: readonly { readonly event: JsonValue; readonly match: boolean }[]
  readonly note: string
}

const linesOf = <T>(path: string): readonly T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

const read = (text: string) => sigma.parseRules?.({ 'rule.yml': text }, {}) ?? { ok: false as const, diagnostics: [] }

/** Where ruleglot reads a case in another way on purpose; spec/languages/sigma.md says why. */
const DIFFERENT: Readonly<Record<string, string>> = {}

const cases = sharedData('conformance/sigma.jsonl')

describe.skipIf(cases === undefined)('Sigma conformance cases', () => {
  const all = cases === undefined ? [] : linesOf<Case>(cases)
  const gated = all.filter(({ norm, id }) => norm !== 'undefined' && !Object.hasOwn(DIFFERENT, id))

  test.each(gated.map((one) => [one.id, one.note, one] as const))('%s %s', (_id, _note, { rule, accept, events }) => {
    const parsed = read(rule)
    expect(parsed.ok, JSON.stringify(parsed.diagnostics)).toBe(accept)
    if (!parsed.ok) {
      for (const one of parsed.diagnostics) expect(one.span ?? one.code).toBeDefined()
      return
    }
    const condition = parsed.value[0]?.condition
    if (condition === undefined) throw new Error('no rule')
    for (const { event, match } of events ?? []) {
      expect(evaluate(condition, event), `${rule}\n${JSON.stringify(event)}`).toBe(match)
    }
  })

  test('what the specification leaves open, for the record', () => {
    const open = all.filter(({ norm }) => norm === 'undefined')
    const other = open.filter(({ rule, accept, events }) => {
      const parsed = read(rule)
      const condition = parsed.ok ? parsed.value[0]?.condition : undefined
      if (condition === undefined) return accept
      return !accept || (events ?? []).some(({ event, match }) => evaluate(condition, event) !== match)
    })
    console.log(
      `undefined norm: ${open.length} cases, ${other.length} decided otherwise: ${other.map(({ id }) => id).join(' ')}`,
    )
  })
})

const corpus = sharedData('corpora/sigma-rules.jsonl.gz')

test.skipIf(corpus === undefined)('the rules of SigmaHQ are read', () => {
  const rows = gunzipSync(readFileSync(corpus as string))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly path: string; readonly text: string })
  const refused: string[] = []
  const warnings = new Map<string, number>()
  for (const { path, text } of rows) {
    const parsed = read(text)
    if (!parsed.ok) refused.push(`${path}: ${parsed.diagnostics.map(({ code }) => code).join(' ')}`)
    for (const { code } of parsed.diagnostics) warnings.set(code, (warnings.get(code) ?? 0) + 1)
  }
  console.log(`${rows.length} rules, ${refused.length} refused`, Object.fromEntries(warnings))
  expect(refused).toEqual([])
})
