import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { KINDS } from '../ir/child-keys.js'
import type { Condition, Kind } from '../ir/node.js'
import type { RegexTree } from '../ir/regex.js'
import { MAX_DEPTH } from '../ir/visit.js'
import type { AlertTitle, TitleChoice } from '../rule/alert-title.js'
import type { Rule } from '../rule/rule.js'
import { readCondition } from './read-condition.js'
import { readRule } from './read-rule.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const schemaText = (name: string) => readFileSync(`${root}packages/core/schema/${name}.schema.json`, 'utf8')
const conditionSchema = JSON.parse(schemaText('condition'))
const ruleSchema = JSON.parse(schemaText('rule'))

/** The published schemas, as any JSON Schema tool reads them: without ajv's own keywords. */
const ajv = new Ajv({
  schemas: { 'condition.schema.json': conditionSchema, 'rule.schema.json': ruleSchema },
  strict: false,
  allowUnionTypes: true,
})
const bySchema = {
  condition: ajv.getSchema('condition.schema.json') as (value: unknown) => boolean,
  rule: ajv.getSchema('rule.schema.json') as (value: unknown) => boolean,
}

const one = { kind: 'Exists', field: ['a'] } as const
/** One of every kind; the table does not compile without one. */
const EXAMPLES: { readonly [K in Kind]: readonly Condition[] } = {
  True: [{ kind: 'True' }, { kind: 'True', span: { start: 0, end: 1, file: 'x' } }],
  False: [{ kind: 'False' }],
  And: [
    { kind: 'And', children: [one, one] },
    { kind: 'And', children: [] },
  ],
  Or: [{ kind: 'Or', children: [one] }],
  Not: [{ kind: 'Not', child: one }],
  Compare: [
    { kind: 'Compare', field: ['a'], op: 'eq', value: true },
    { kind: 'Compare', field: ['a'], op: 'gt', value: 1.5, domain: 'number' },
    { kind: 'Compare', field: ['a'], op: 'ge', value: { now: -60_000, floor: 'day' }, domain: 'instant' },
  ],
  In: [{ kind: 'In', field: ['a', { key: 'b', ignoreCase: true }], values: ['x', 1, false] }],
  Match: [
    {
      kind: 'Match',
      field: { pattern: ['a.', { wildcard: 'many' }] },
      pattern: ['x', { wildcard: 'one' }],
      ignoreCase: true,
      on: 'scalar',
    },
  ],
  Regex: [
    {
      kind: 'Regex',
      field: { call: 'lower', args: [{ call: 'concat', args: [['a'], { literal: 'x' }] }] },
      tree: {
        type: 'concat',
        parts: [
          { type: 'empty' },
          { type: 'text', text: 'a' },
          {
            type: 'set',
            ranges: [
              [0, 1],
              [5, 0x10ffff],
            ],
          },
          { type: 'alternate', options: [{ type: 'assert', at: 'wordBoundary' }] },
          { type: 'repeat', part: { type: 'text', text: 'b' }, min: 0, max: null },
        ],
      },
      ignoreCase: false,
      on: 'string',
      source: { dialect: 'python', text: 'a' },
    },
  ],
  Cidr: [{ kind: 'Cidr', field: ['a'], network: '10.0.0.0/8' }],
  Shape: [{ kind: 'Shape', field: [], kinds: ['missing', 'emptyObject'] }],
  Exists: [one],
  CompareFields: [
    { kind: 'CompareFields', left: ['a'], op: 'ne', right: ['b'], ignoreCase: false, on: 'string', domain: 'text' },
  ],
  Tokens: [
    { kind: 'Tokens', field: ['a'], analyzer: 'standard', query: { mode: 'phrase', text: 'x y' } },
    { kind: 'Tokens', field: ['a'], analyzer: 'standard', query: { mode: 'pattern', pattern: ['x'] } },
  ],
  Search: [{ kind: 'Search', scope: [], condition: one }],
  Some: [{ kind: 'Some', path: ['a'], condition: one }],
  Every: [{ kind: 'Every', path: ['a'], condition: one }],
  Count: [{ kind: 'Count', path: ['a'], condition: one, op: 'ge', count: 2 }],
  Let: [{ kind: 'Let', name: 'x', value: one, body: { kind: 'Not', child: { kind: 'Ref', name: 'x' } } }],
  Ref: [{ kind: 'Let', name: 'x', value: one, body: { kind: 'Ref', name: 'x' } }],
  Opaque: [{ kind: 'Opaque', language: 'kql', text: '?', reads: [['a']] }],
}
const examples = Object.values(EXAMPLES).flat()

const rule: Rule = {
  ir: 1,
  language: 'sigma',
  severityOverrides: [],
  authors: [],
  references: [],
  falsePositives: [],
  tags: [],
  attack: [],
  logSource: {},
  outputFields: [],
  trigger: { kind: 'each' },
  condition: one,
  defined: [],
  tests: [],
  vendor: {},
}
const choiceWith = (text: AlertTitle): TitleChoice => ({
  ways: [{ when: one, text }],
  otherwise: ['o', { path: ['d'] }],
  assumptions: [{ kind: 'scalar', path: ['d'], why: 'w' }],
})
const fullRule: Rule = {
  ...rule,
  id: 'x',
  name: 'n',
  title: 't',
  alertTitle: [
    't ',
    { path: ['a'], missingWhen: 'empty', instead: [{ path: ['c'] }], missing: 'm' },
    { path: ['b'] },
    choiceWith([choiceWith(['x'])]),
  ],
  description: 'd',
  severity: 'informational',
  riskScore: 12,
  severityOverrides: [{ condition: one, severity: 'high' }],
  status: 'test',
  enabled: true,
  signal: false,
  authors: ['a'],
  license: 'l',
  created: '2026-01-01',
  modified: '2026-01-02',
  references: ['r'],
  falsePositives: ['f'],
  runbook: 'b',
  setup: 's',
  tags: ['t'],
  attack: [{ tactic: { id: 'TA0001', name: 'x' } }, { technique: { id: 'T1' } }],
  logSource: {
    logTypes: ['a'],
    index: [],
    integration: [],
    category: 'c',
    product: 'p',
    service: 's',
    definition: 'd',
  },
  namedLists: [{ name: 'flags', values: ['-a', '-b'] }],
  outputFields: [{ name: 'n', path: ['a', 'b'] }],
  grouping: { by: [['a']], text: ['t ', { path: ['a'], missing: 'm' }], window: 5, missing: 'alert' },
  trigger: { kind: 'threshold', count: 5, groupBy: [['a']], window: 60, distinct: { field: ['b'], count: 2 } },
  defined: [{ when: one, span: { start: 0, end: 1 } }],
  assumptions: [{ kind: 'scalar', path: ['a'], why: 'w', span: { start: 0, end: 1 } }],
  tests: [{ name: 'n', event: { a: [null] }, expected: true, vendor: { Mocks: [] } }],
  vendor: { anything: { at: ['all'] } },
  origin: { id: '0' },
  span: { start: 0, end: 10 },
}

const said = (value: unknown) => {
  const read = readCondition(value)
  return read.ok ? 'ok' : read.diagnostics.map(({ code, message }) => `${code}: ${message}`).join()
}

describe('condition.schema.json', () => {
  it('names every kind, once', () => {
    const names = conditionSchema.$defs.condition.oneOf.map(({ $ref }: { $ref: string }) => $ref.split('/').pop())
    expect([...names].sort()).toEqual([...KINDS].sort())
    for (const kind of KINDS) expect(conditionSchema.$defs[kind].properties.kind.const).toBe(kind)
  })

  it.each(examples.map((example) => [example.kind, example] as const))('takes %s', (_kind, example) => {
    expect(readCondition(example)).toEqual({ ok: true, value: example, diagnostics: [] })
    expect(bySchema.condition(example)).toBe(true)
  })

  it('takes what JSON makes of a condition, unchanged', () => {
    for (const example of examples) {
      const again = JSON.parse(JSON.stringify(example))
      expect(again).toEqual(example)
      expect(readCondition(again)).toEqual({ ok: true, value: example, diagnostics: [] })
    }
  })

  it.each<[unknown, string]>([
    [null, 'rule/bad-document: The document must be an object.'],
    ['x', 'rule/bad-document: The document must be an object.'],
    [{}, 'rule/bad-document: The document has no "kind".'],
    [{ kind: 'Xor' }, 'rule/bad-document: The document has the unknown kind "Xor".'],
    [{ kind: '__proto__' }, 'rule/bad-document: The document has the unknown kind "__proto__".'],
    [{ kind: 'Not' }, 'rule/bad-document: The document has no "child".'],
    [{ kind: 'And', children: [one, 5] }, 'rule/bad-document: children[1] must be an object.'],
    [
      { kind: 'Not', child: { kind: 'Or', children: [{ kind: 'In', field: ['a'], values: [null] }] } },
      'rule/bad-document: child.children[0].values[0] must be text or a number or true or false.',
    ],
    [{ ...one, span: { start: -1, end: 0 } }, 'rule/bad-document: span.start must be at least 0.'],
    [{ ...one, extra: 1 }, 'rule/bad-document: The document has "extra", which does not belong there.'],
    [{ kind: 'Exists', field: 'a.b' }, 'rule/bad-document: field must be an object.'],
    [{ kind: 'Exists', field: ['a', 1] }, 'rule/bad-document: field[1] must be text or an object.'],
    [
      { kind: 'Exists', field: [{ key: 'a', ignoreCase: false }] },
      'rule/bad-document: field[0].ignoreCase must be true.',
    ],
    [
      { kind: 'Exists', field: { call: 'eval', args: [] } },
      'rule/bad-document: field.call must be one of "lower", "upper", "trim", "length", "split", "concat", "number", "string", "jsonDecode", "base64Decode", "add", "subtract", "multiply", "divide", "modulo", "timestampPart".',
    ],
    [
      { kind: 'Exists', field: { call: 'lower', args: [{ call: 'lower', args: [1] }] } },
      'rule/bad-document: field.args[0].args[0] must be an object.',
    ],
    [{ kind: 'Exists', field: { literal: 1 } }, 'rule/bad-document: field has no "call".'],
    [
      { kind: 'Exists', field: { call: 'lower', args: [{ pattern: ['x'] }] } },
      'rule/bad-document: field.args[0] has no "call".',
    ],
    [{ kind: 'Not', child: [one] }, 'rule/bad-document: child must be an object.'],
    [{ kind: 'Ref', name: 'x' }, 'rule/bad-document: The document refers to "x", and no Let around it has that name.'],
    [
      { kind: 'Let', name: 'x', value: { kind: 'Ref', name: 'x' }, body: one },
      'rule/bad-document: value refers to "x", and no Let around it has that name.',
    ],
    [
      { kind: 'Compare', field: ['a'], op: 'lt', value: 1 },
      'rule/bad-document: The document orders values without saying in which domain.',
    ],
    [
      { kind: 'Compare', field: ['a'], op: 'lt', value: { now: 0 }, domain: 'number' },
      'rule/bad-document: The document has a bound relative to now outside the domain instant.',
    ],
    [regexOf({ type: 'set', ranges: [[5, 1]] }), 'rule/bad-document: tree has ranges that are not sorted and apart.'],
    [
      regexOf({
        type: 'set',
        ranges: [
          [1, 2],
          [3, 4],
        ],
      }),
      'rule/bad-document: tree has ranges that are not sorted and apart.',
    ],
    [
      regexOf({ type: 'set', ranges: [[0, 0x110000]] }),
      'rule/bad-document: tree.ranges[0][1] must be at most 1114111.',
    ],
  ])('says of %j what is wrong', (value, message) => expect(said(value)).toBe(message))

  it('gives the place as a JSON pointer too', () => {
    const read = readCondition({ kind: 'And', children: [{ kind: 'Exists', field: ['a'], 'x/y~': 1 }] })
    expect(read.diagnostics[0]?.data).toEqual({ path: '/children/0' })
  })

  it('is not fooled by __proto__, inherited keys or things that are no JSON', () => {
    expect(said(JSON.parse('{"__proto__":{"kind":"True"}}'))).toContain('has no "kind"')
    expect(said(JSON.parse('{"kind":"True","__proto__":{"x":1}}'))).toContain('has "__proto__"')
    expect(said(Object.create({ kind: 'True' }))).toContain('has no "kind"')
    expect(said(JSON.parse('{"kind":"Exists","field":["__proto__"]}'))).toBe('ok')
    for (const odd of [undefined, () => 1, Symbol('x'), 10n, Number.NaN, new Date(), [[]]]) {
      expect(said(odd)).toContain('rule/bad-document')
      expect(said({ kind: 'In', field: ['a'], values: [odd] })).toContain('rule/bad-document')
    }
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  })
})

function regexOf(tree: RegexTree): unknown {
  return { kind: 'Regex', field: ['a'], tree, ignoreCase: false, on: 'string' }
}

describe('depth', () => {
  const nested = (n: number, wrap: (inner: unknown) => unknown, leaf: unknown) => {
    let value = leaf
    for (let i = 0; i < n; i++) value = wrap(value)
    return value
  }
  const not = (child: unknown) => ({ kind: 'Not', child })
  const concat = (part: unknown) => ({ type: 'concat', parts: [part] })
  const lower = (arg: unknown) => ({ call: 'lower', args: [arg] })
  const text = { type: 'text', text: 'a' }

  it('is counted before anything recurses', () => {
    expect(said(nested(MAX_DEPTH - 1, not, one))).toBe('ok')
    expect(said(nested(MAX_DEPTH, not, one))).toContain('limit/nesting')
    expect(said(nested(200_000, not, one))).toContain('limit/nesting')
    expect(said(nested(200_000, (child) => ({ kind: 'And', children: [child, 5] }), one))).toContain('limit/nesting')
    expect(said(regexOf(nested(MAX_DEPTH - 1, concat, text) as RegexTree))).toBe('ok')
    expect(said(regexOf(nested(200_000, concat, text) as RegexTree))).toContain('limit/nesting')
    expect(said({ kind: 'Exists', field: nested(200_000, lower, ['a']) })).toContain('limit/nesting')
    expect(said(nested(MAX_DEPTH - 1, not, regexOf(nested(MAX_DEPTH - 1, concat, text) as RegexTree)))).toBe('ok')
    expect(said(nested(200_000, (inner) => [inner], 1))).toContain('must be an object')
  })

  it('ends on trees that contain themselves or unfold without end', () => {
    const loop: { kind: 'Not'; child?: unknown } = { kind: 'Not' }
    loop.child = loop
    expect(said(loop)).toContain('limit/nesting')
    expect(said(nested(60, (child) => ({ kind: 'And', children: [child, child] }), one))).toContain('limit/nodes')
  })

  it('leaves deep events and vendor keys alone', () => {
    const event = nested(200_000, (inner) => ({ a: [inner] }), 1) as JsonValue
    const read = readRule({ ...rule, tests: [{ name: 'deep', event, expected: true }], vendor: { deep: event } })
    expect(read.ok).toBe(true)
  })
})

describe('rule.schema.json', () => {
  it.each([
    ['the least', rule],
    ['the most', fullRule],
    ['new terms', { ...rule, trigger: { kind: 'newTerms', fields: [['a']], history: 60 } }],
    [
      'another trigger',
      { ...rule, trigger: { kind: 'other', language: 'l', name: 'n', source: null, condition: one } },
    ],
  ])('takes %s', (_name, value) => {
    expect(readRule(value)).toEqual({ ok: true, value, diagnostics: [] })
    expect(bySchema.rule(value)).toBe(true)
    expect(readRule(JSON.parse(JSON.stringify(value))).ok).toBe(true)
  })

  it.each<[unknown, string]>([
    [{ ...rule, ir: 2 }, 'ir must be 1.'],
    [{ ...rule, title: 5 }, 'title must be text.'],
    [{ ...rule, created: '1.1.2026' }, 'created must be a date, YYYY-MM-DD.'],
    [{ ...rule, condition: { kind: 'Not', child: 5 } }, 'condition.child must be an object.'],
    [{ ...rule, defined: [{ when: { kind: 'X' } }] }, 'defined[0].when has the unknown kind "X".'],
    [
      { ...rule, severityOverrides: [{ condition: {}, severity: 'low' }] },
      'severityOverrides[0].condition has no "kind".',
    ],
    [{ ...rule, trigger: { kind: 'sometimes' } }, 'trigger has the unknown kind "sometimes".'],
    [
      { ...rule, trigger: { kind: 'other', language: 'l', name: 'n', source: 1, condition: 1 } },
      'trigger.condition must be an object.',
    ],
    [
      { ...rule, alertTitle: [{ ways: [{ when: {}, text: [] }], otherwise: [] }] },
      'alertTitle[0].ways[0].when has no "kind".',
    ],
    [
      { ...rule, alertTitle: [choiceWith([{ ...choiceWith([]), ways: [{ when: 1, text: [] }] }])] } as unknown,
      'alertTitle[0].ways[0].text[0].ways[0].when must be an object.',
    ],
    [JSON.parse(`{"__proto__":${JSON.stringify(rule)}}`), 'The document has no "ir".'],
  ])('refuses a rule where %#', (value, message) => {
    const read = readRule(value)
    expect(read.ok ? 'ok' : read.diagnostics[0]?.message).toBe(message)
  })

  it('takes choices of texts two deep', () => {
    const three = choiceWith([choiceWith([choiceWith([])])])
    expect(readRule({ ...rule, alertTitle: [three] }).ok).toBe(false)
  })

  it('has every key that is required of a rule and no other', () => {
    expect(Object.keys(ruleSchema.properties).sort()).toEqual(Object.keys(fullRule).sort())
    expect([...ruleSchema.required].sort()).toEqual(Object.keys(rule).sort())
  })
})

describe('the compiled validators', () => {
  it('are what scripts/compile-schemas.mjs makes of the schemas', () => {
    const printed = execFileSync('node', ['scripts/compile-schemas.mjs', '--print'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    expect(readFileSync(`${root}packages/core/src/schema/validators.generated.ts`, 'utf8')).toBe(printed)
    expect(printed).not.toMatch(/\brequire\(|\bimport\b|\beval\(|new Function/)
  })

  it('agree with the published schemas on damaged documents', () => {
    const damage = fc.constantFrom<unknown>(
      { literal: 1 },
      { pattern: ['x'] },
      null,
      0,
      -1,
      'x',
      [],
      {},
      true,
      [['a']],
      { kind: 'True' },
      { call: 1 },
      { now: 1 },
      ['a'],
      undefined,
    )
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), damage, fc.boolean(), (example, at, value, add) => {
        const copy = JSON.parse(JSON.stringify({ root: example }))
        const slots = slotsOf(copy)
        const [holder, key] = slots[at % slots.length] as readonly [Record<string, unknown>, string]
        if (add && !Array.isArray(holder)) holder['more'] = value
        else holder[key] = value
        const damaged = JSON.parse(JSON.stringify(copy)).root
        const read = readCondition(damaged)
        if (read.ok) expect(bySchema.condition(damaged)).toBe(true)
        // What only the reader checks: names, orders, ranges.
        else if (!/no Let around|in which domain|relative to now|not sorted/.test(read.diagnostics[0]?.message ?? '')) {
          expect(bySchema.condition(damaged)).toBe(false)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

function slotsOf(value: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap((key) => [
    [value as Record<string, unknown>, key] as const,
    ...slotsOf((value as Record<string, unknown>)[key]),
  ])
}
