import { spawnSync } from 'node:child_process'
import {
  ANY_MANY,
  and,
  type Condition,
  compare,
  count,
  exists,
  isIn,
  match,
  not,
  or,
  regex,
  ruleOf,
  search,
  shape,
} from '@ruleglot/core'
import fc from 'fast-check'
import { CORE_SCHEMA, load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { sigma } from './index.js'
import { writeText } from './write-value.js'
import { yamlProse, yamlScalar } from './yaml-scalar.js'

const textOf = (condition: Condition, options = {}): string => {
  const emitted = sigma.emitCondition!(condition, options)
  if (!emitted.ok) throw new Error(JSON.stringify(emitted.diagnostics))
  return emitted.value.text
}

const eq = (field: string, value: string | number | boolean): Condition => compare(field.split('.'), 'eq', value)
const contains = (field: string, text: string): Condition => match(field.split('.'), [ANY_MANY, text, ANY_MANY])

describe('detections read as a person writes them', () => {
  test('a conjunction is one selection', () => {
    expect(textOf(and([eq('a.b', 'x'), isIn(['c'], ['y', 'z']), contains('d', '\\w')]))).toBe(
      `detection:
    selection:
        a.b: x
        c:
            - 'y'
            - z
        d|contains: '\\w'
    condition: selection
`,
    )
  })

  test('what is excluded are filters', () => {
    expect(textOf(and([eq('a', 'x'), not(eq('b', 'y1')), not(contains('c', 'z'))]))).toBe(
      `detection:
    selection:
        a: x
    filter_main_b:
        b: y1
    filter_main_c:
        c|contains: z
    condition: selection and not 1 of filter_main_*
`,
    )
  })

  test('alternatives of several tests are selections of their own', () => {
    const text = textOf(or([and([eq('a', 'x'), eq('b', 'x')]), and([eq('c', 'x'), eq('d', 'x')])]))
    expect(text).toContain('condition: 1 of selection_*')
  })

  test('presence, absence and numbers', () => {
    expect(
      textOf(
        and([
          exists(['a']),
          not(exists(['b'])),
          shape(['c'], ['missing']),
          eq('d', 4),
          compare(['e'], 'ge', 5, { domain: 'numeric' }),
        ]),
      ),
    ).toBe(
      `detection:
    selection:
        a: '*'
        b: null
        c|exists: false
        d: 4
        e|gte: 5
    condition: selection
`,
    )
  })

  test('several texts that must all be there', () => {
    expect(textOf(and([contains('a', 'x'), contains('a', 'y1')]))).toContain('a|contains|all:')
  })

  test('an expression that is a few texts', () => {
    const tree = {
      type: 'concat',
      parts: [
        {
          type: 'set',
          ranges: [
            [0x41, 0x41],
            [0x61, 0x61],
          ],
        },
        { type: 'text', text: 'dministrator' },
      ],
    } as const
    const anywhere = { type: 'repeat', part: { type: 'set', ranges: [[0, 0x10ffff]] }, min: 0, max: null } as const
    const search = regex(['privilege'], { type: 'concat', parts: [anywhere, tree, anywhere] }, { on: 'string' })
    expect(textOf(search)).toContain('privilege|contains: administrator\n')
    expect(textOf(search, { case: 'exact' })).toContain("privilege|re: '[aA]dministrator'\n")
  })

  test('keywords', () => {
    expect(textOf(search(match([], [ANY_MANY, 'x', ANY_MANY], { ignoreCase: true, on: 'scalar' })))).toBe(
      'detection:\n    keywords:\n        - x\n    condition: keywords\n',
    )
  })

  test('letter case on demand', () => {
    expect(textOf(eq('a', 'Foo'), { case: 'exact' })).toContain('a|cased: Foo')
    // pySigma refuses a boolean or a number behind cased.
    expect(textOf(isIn(['a'], [true, 'true']), { case: 'exact' })).toContain("a|cased: 'true'")
    expect(textOf(eq('a', 'Foo'), { case: 'exact', target: { caseFixed: ['a'] } })).toContain('a: Foo')
    // Values that a pattern takes in are not known, so neither is how they are spelled.
    const pattern = match(['a'], ['Foo', ANY_MANY])
    expect(textOf(pattern, { case: 'exact', target: { caseFixed: ['a'] } })).toContain('a|startswith|cased: Foo')
    const plain = sigma.emitCondition?.(pattern, { target: { caseFixed: ['a'] } })
    expect(plain?.ok === true && plain.value.relaxed?.cause).toBe('letter case')
  })
})

test('what Sigma cannot say is refused, with what leaving it out would do', () => {
  const span = { start: 3, end: 9 }
  const emitted = sigma.emitCondition!(and([eq('a', 'x'), count(['b'], eq('c', 'y'), 'ge', 2, span)]), {})
  expect(emitted.ok).toBe(false)
  expect(emitted.diagnostics).toMatchObject([{ code: 'emit/unsupported', span, effect: 'widens' }])
  expect(emitted.diagnostics[0]?.hint).toBeDefined()
})

test('a rule without a log source is refused with a way out', () => {
  const rule = ruleOf('kql', eq('a', 'x'))
  const emitted = sigma.emitRule!(rule, {})
  expect(emitted.ok).toBe(false)
  expect(emitted.diagnostics[0]).toMatchObject({ code: 'sigma/no-logsource' })
  expect(emitted.diagnostics[0]?.hint).toContain('--logsource')
})

describe('a log source that no mapping knows', () => {
  const emitted = (logTypes: readonly string[]) =>
    sigma.emitRule!({ ...ruleOf('panther', eq('a', 'x')), logSource: { logTypes } }, {})

  test.each([
    [['Zoom.Operation'], 'product: zoom\n    service: operation'],
    [['Zscaler.ZIA.AdminAuditLog'], 'product: zscaler\n    service: zia.adminauditlog'],
    [['Snyk.GroupAudit', 'Snyk.OrgAudit'], 'product: snyk'],
    [['Custom'], 'product: custom'],
  ])('is named after the log types %j', (logTypes, keys) => {
    const result = emitted(logTypes)
    expect(result.ok && result.value.text).toContain(`logsource:\n    ${keys}\ndetection:`)
    expect(result.ok && result.value.routing).toBe('approximate')
    expect(result.diagnostics.concat(result.ok ? result.value.diagnostics : [])).toMatchObject([
      { code: 'sigma/new-logsource', severity: 'warning' },
    ])
  })

  test.each([[['Zoom.Operation', 'Okta.SystemLog']], [['.x']], [[' ']]])('is not made up from %j', (logTypes) => {
    expect(emitted(logTypes).diagnostics).toMatchObject([{ code: 'sigma/no-logsource' }])
  })
})

/** Text that YAML and Sigma have something to say about. */
const hostile = fc.string({
  unit: fc.constantFrom(
    ...'aB1 :#-?*&!|>\'"%@`{}[],\\=~<.\t\n\r\0_+exo',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\udc00',
    '\u{1F600}',
    'é',
    'null',
    'true',
    'no',
    '0x',
    '1e5',
    '$' + '{',
    '__proto__',
    '---',
    ': ',
    ' #',
  ),
  maxLength: 8,
})

describe('yamlScalar', () => {
  test('js-yaml reads the text that was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(load(`k: ${yamlScalar(text)}\n`, { schema: CORE_SCHEMA })).toEqual({ k: text })
        expect(load(`k:\n    - ${yamlScalar(text)}\n`, { schema: CORE_SCHEMA })).toEqual({ k: [text] })
      }),
      { numRuns: 5000 },
    )
  })

  test('a key stays that key', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const read = load(`${yamlScalar(text)}: 1\n`, { schema: CORE_SCHEMA }) as object
        expect(Object.keys(read)).toEqual([text])
      }),
      { numRuns: 3000 },
    )
  })

  test('prose keeps its lines', () => {
    const text = 'One line.\n\n- and a list: of #things\n  deeper'
    expect(load(`k: ${yamlProse(text, 4)}\n`)).toEqual({ k: `${text}\n` })
  })

  const hasPyYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0
  test.skipIf(!hasPyYaml)('PyYAML reads it too', () => {
    const texts = fc.sample(hostile, 3000)
    const document = texts.map((text) => `- ${yamlScalar(text)}\n`).join('')
    const program = 'import sys, json, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer.read().decode("utf-8"))))'
    const result = spawnSync('python3', ['-c', program], { input: document, maxBuffer: 1 << 28 })
    expect(result.status, result.stderr.toString().slice(0, 500)).toBe(0)
    expect(JSON.parse(result.stdout.toString())).toEqual(texts)
  })

  test('is quick on long texts', () => {
    for (const text of [
      '1'.repeat(1_000_000),
      `${'1'.repeat(1_000_000)}x`,
      `${'1:'.repeat(500_000)}x`,
      ' '.repeat(1_000_000),
    ]) {
      expect(yamlScalar(text).length).toBeGreaterThanOrEqual(text.length)
    }
  })
})

test.each([
  [['a*b'], 'a\\*b'],
  [['C:\\x'], 'C:\\x'],
  [['C:\\', ANY_MANY], 'C:\\\\*'],
  [['\\\\srv'], '\\\\\\\\srv'],
  [['\\*'], '\\\\\\*'],
  [['x\\'], 'x\\'],
] as const)('%j is written %s', (pattern, text) => {
  expect(writeText(pattern)).toBe(text)
})

test('elements in elements are refused or unwrapped, without end', () => {
  const wrapped = (inner: Condition): Condition => ({
    kind: 'Some',
    path: ['a'],
    condition: { kind: 'Some', path: ['b'], condition: inner },
  })
  expect(textOf(wrapped(compare(['c'], 'eq', 1)))).toContain('a.b.c: 1')
  const both = and([compare(['c'], 'eq', 1), compare(['d'], 'eq', 1)])
  expect(sigma.emitCondition!(wrapped(both), { guards: 'explicit' }).ok).toBe(false)
  expect(sigma.emitCondition!(wrapped(both), {}).ok).toBe(true)
})

test('a field beside a computed value is refused', () => {
  const call = { call: 'jsonDecode', args: [['a'], { literal: 'b' }] } as const
  for (const sides of [
    { left: ['a'], right: call },
    { left: call, right: ['a'] },
  ] as const) {
    const emitted = sigma.emitCondition!(
      { kind: 'CompareFields', ...sides, op: 'eq', ignoreCase: false, on: 'string' } as Condition,
      {},
    )
    expect(emitted.diagnostics.map(({ code }) => code)).toEqual(['emit/unsupported'])
  }
})
