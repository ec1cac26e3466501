import { spawnSync } from 'node:child_process'
import type { JsonObject, JsonValue, Rule } from '@ruleglot/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRule, writeRule } from './elastic-files.js'

/** Text made to break out of TOML strings, without halves of surrogate pairs, which TOML has no way to write. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '""',
        '"""',
        "'",
        "'''",
        '\\',
        '\\\\',
        '\n',
        '\r',
        '\r\n',
        '\t',
        '#',
        '[rule]',
        '\nevil = 1\n',
        '{',
        '}',
      ),
      fc.constantFrom(
        '\u0000',
        '\b',
        '\f',
        '\u001f',
        '\u007f',
        '\u0085',
        '\u2028',
        '\u2029',
        '\u202e',
        '\ufeff',
        '\u{1f600}',
        '\u{e0001}',
      ),
      fc.constantFrom('\\u0041', '\\"', '$toml', '$', '{x}', '__proto__', ' ', '  \n  ', 'a', 'é'),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  hostile,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
)
const { value: anyValue } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostile, fc.constantFrom('query', 'note', 'duration', '$toml', 'a')), tie('value'), {
      maxKeys: 4,
    }) as fc.Arbitrary<JsonObject>,
  ),
}))

const RULE: Rule = {
  ir: 1,
  language: 'sigma',
  id: 'x',
  severityOverrides: [],
  authors: [],
  references: [],
  falsePositives: [],
  tags: [],
  attack: [],
  logSource: {},
  outputFields: [],
  trigger: { kind: 'each' },
  condition: { kind: 'True' },
  defined: [],
  tests: [],
  vendor: {},
}

/** A rule of another language with hostile text wherever text can stand. */
function foreign(text: string): Rule {
  return {
    ...RULE,
    id: text,
    title: text,
    description: text,
    authors: [text, text],
    license: text,
    references: [text],
    falsePositives: [text],
    runbook: text,
    setup: text,
    attack: [{ tactic: { id: text, name: text }, technique: { id: text, name: text } }],
    logSource: { index: [text], integration: [text] },
    outputFields: [{ path: [text] }],
    trigger: { kind: 'threshold', count: 2, groupBy: [[text]], window: 60, distinct: { field: [text], count: 2 } },
    grouping: { by: [[text]], window: 5 },
    condition: { kind: 'Compare', field: ['a', text], op: 'eq', value: text },
  }
}

describe('hostile text', () => {
  it('comes back as it was from every key of a converted rule', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = writeRule(foreign(text))
        const table = readTable(written)
        expect(table['name']).toBe(text)
        expect(table['description']).toBe(`${text}\n`)
        expect(table['author']).toEqual([text, text])
        expect(table['license']).toBe(text)
        expect(table['references']).toEqual([text])
        expect(table['false_positives']).toEqual([text])
        expect(table['note']).toBe(`## Triage and analysis\n\n${text}\n`)
        expect(table['setup']).toBe(`${text}\n`)
        expect(table['index']).toEqual([text])
        expect(table['evil']).toBeUndefined()
        expect(table['investigation_fields']).toEqual({ field_names: [text] })
        expect(table['threshold']).toMatchObject({ field: [text], value: 2 })
        expect(Object.keys(readVendor(written))).toEqual(['metadata', 'rule'])
      }),
      { numRuns: 300 },
    )
  })

  it('comes back as it was from a document with any keys', () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, anyValue, { maxKeys: 6 }), (keys) => {
        const vendor = readVendor(documentText(keys))
        const again = readVendor(writeRule(readRule(documentText(keys))))
        expect(again).toEqual(vendor)
        expect(JSON.stringify(again)).toBe(JSON.stringify(vendor))
      }),
      { numRuns: 500 },
    )
  })
})

/** An exported rule with more keys, so that any JSON gets into `vendor`. */
function documentText(keys: JsonObject): string {
  return writeRule(
    readRule(
      JSON.stringify({
        ...keys,
        rule_id: 'r',
        name: 'n',
        type: 'eql',
        query: 'any where true',
        language: 'eql',
        severity: 'low',
        risk_score: 21,
      }),
      'x.json',
    ),
  )
}

function readVendor(text: string): JsonObject {
  return readRule(text).vendor
}

function readTable(text: string): JsonObject {
  return readVendor(text)['rule'] as JsonObject
}

const python = spawnSync('python3', ['-c', 'import tomllib'], { encoding: 'utf8' })
if (python.status !== 0) process.stderr.write('tomllib: no python3 with it on this machine, skipped\n')

describe.skipIf(python.status !== 0)("Python's tomllib", () => {
  const script =
    'import json,sys,tomllib\nfor line in sys.stdin: print(json.dumps(tomllib.loads(json.loads(line)), sort_keys=True))\n'
  const load = (texts: readonly string[]): readonly JsonObject[] => {
    const run = spawnSync('python3', ['-c', script], {
      input: texts.map((text) => `${JSON.stringify(text)}\n`).join(''),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    if (run.status !== 0) throw new Error(run.stderr)
    return run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject)
  }

  it('reads the same values', () => {
    const documents = fc.sample(fc.dictionary(hostile, anyValue, { maxKeys: 6 }), 400).map(documentText)
    const rules = fc.sample(hostile, 200).map((text) => writeRule(foreign(text)))
    const texts = [...documents, ...rules]
    load(texts).forEach((read, i) => {
      expect(withoutLiterals(readVendor(texts[i] as string))).toEqual(read)
    })
  })
})

/** The document as plain values: wrapped tables as they are, literals as numbers. */
function withoutLiterals(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutLiterals)
  if (typeof value !== 'object' || value === null) return value
  const table = value as JsonObject
  const inner = table['$toml']
  if (Object.keys(table).length === 1 && inner !== undefined) {
    if (typeof inner === 'string') return Number(inner)
    return Object.fromEntries(Object.entries(inner as JsonObject).map(([key, item]) => [key, withoutLiterals(item)]))
  }
  return Object.fromEntries(Object.entries(table).map(([key, item]) => [key, withoutLiterals(item)]))
}
