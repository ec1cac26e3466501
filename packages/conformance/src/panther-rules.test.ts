import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  type AlertTitle,
  type Condition,
  compare,
  isIn as inValues,
  type JsonValue,
  type Rule,
  wholeCondition,
} from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { pantherCondition } from '@ruleglot/emitters/panther-condition'
import { panther as reader } from '@ruleglot/parsers/panther'
import { describe, expect, test } from 'vitest'
import { hasPython } from './python.js'
import { callPanther } from './run-panther.js'
import { sharedData } from './shared-data.js'

const SPEC = `AnalysisType: rule
Filename: a.py
RuleID: A.B
Enabled: true
Unknown: { kept: [1, off] }
LogTypes: [A.B]
Severity: High
DedupPeriodMinutes: 30
Reports:
  MITRE ATT&CK: ["TA0006:T1110.001"]
  CIS: [1.1]
Tests:
  - Name: one
    ExpectedResult: true
    Log: { a: x }
    Mocks: [{ objectName: f, returnValue: "1" }]
`
const PYTHON = `def rule(event):
    return event.get("a") == "x"


def title(event):
    return event.get("b", "nobody")
`

function readOne(files: Readonly<Record<string, string>>): Rule {
  const read = reader.parseRules?.(files, {})
  if (!read?.ok) throw new Error(JSON.stringify(read?.diagnostics))
  return read.value[0] as Rule
}

test('a lifted rule reads as its page in a catalog', () => {
  const python = `TOKEN_CREATED = "system.api_token.create"


def rule(event):
    if event.get("eventType", None) != TOKEN_CREATED:
        return False
    return event.deep_get("outcome", "result") == "SUCCESS"
`
  const rule = readOne({ 'a.yml': SPEC, 'a.py': python })
  const written = pantherCondition.emitCondition?.(wholeCondition(rule), {})
  expect(written?.ok && written.value.text).toBe('eventType eq "system.api_token.create"\noutcome.result eq "SUCCESS"')
})

function writeOne(rule: Rule): Readonly<Record<string, string>> {
  const written = writer.emitRule?.(rule, { fileStem: 'a' })
  if (!written?.ok) throw new Error(JSON.stringify(written?.diagnostics))
  return written.value.files
}

describe('a rule of Panther itself', () => {
  const rule = readOne({ 'a.yml': SPEC, 'a.py': PYTHON })

  test('is read', () => {
    expect(rule).toMatchObject({
      id: 'A.B',
      severity: 'high',
      grouping: { by: [], window: 30 },
      trigger: { kind: 'each' },
      attack: [{ tactic: { id: 'TA0006' }, technique: { id: 'T1110.001' } }],
      condition: { kind: 'Compare', field: ['a'], op: 'eq', value: 'x' },
      tests: [{ name: 'one', expected: true, event: { a: 'x' } }],
    })
    expect(rule.assumptions?.map(({ kind }) => kind)).toEqual(['scalar', 'keyCase'])
  })

  test('goes back as it came, unknown keys and title() with it', () => {
    const files = writeOne(rule)
    expect(files['a.py']).toBe(PYTHON)
    expect(readOne(files).vendor).toEqual(rule.vendor)
  })

  test('what was changed is written, the rest stays', () => {
    const files = writeOne({ ...rule, severity: 'low', condition: compare(['a'], 'eq', 'y') })
    expect(readOne(files).vendor).toMatchObject({
      Severity: 'Low',
      Unknown: { kept: [1, 'off'] },
      DedupPeriodMinutes: 30,
    })
    expect(files['a.py']).toBe(PYTHON.replace('"x"', '"y"'))
  })

  test('functions beside a new rule() stay where that is safe', () => {
    const helped = `import json

from somewhere import link

LIMITS = {"a": 1}


def rule(event):
    if event.get("a") not in LIMITS:
        return False

    return True


def alert_context(event):
    return {"link": link(event), "size": len(json.dumps(event.get("b")))}
`
    const own = readOne({ 'a.yml': SPEC, 'a.py': helped })
    const condition = inValues(['a'], ['v', 'w', 'x', 'y', 'z'])
    const written = writeOne({ ...own, condition })['a.py'] as string
    expect(written).toContain('from somewhere import link\n\nLIMITS = {"a": 1}\n\n\nAS = ("v", "w", "x", "y", "z")')
    expect(written).toContain('def rule(event):\n    return event.get("a") in AS\n\n\ndef alert_context(event):')
    expect(written.endsWith(helped.slice(helped.indexOf('def alert_context')))).toBe(true)
    const state = helped.replace('LIMITS = {"a": 1}', 'LIMITS = {}')
    const shared = readOne({ 'a.yml': SPEC, 'a.py': state })
    expect(writeOne({ ...shared, condition })['a.py']).not.toContain('link(event)')
  })
})

describe.runIf(hasPython())('a title with fields', () => {
  const titled = (alertTitle: AlertTitle): string => {
    const rule = { ...readOne({ 'a.yml': SPEC, 'a.py': PYTHON }), condition: compare(['a'], 'eq', 'y'), alertTitle }
    const { vendor: _, ...bare } = rule
    const written = writer.emitRule?.({ ...bare, language: 'x', vendor: {} }, { fileStem: 'a' })
    return written?.ok ? written.value.text : ''
  }
  const events = [{}, { a: 'A', b: { c: '"{' } }, { a: null, b: 5 }]

  test.each<[AlertTitle, readonly string[]]>([
    [
      ['{x} "q" ', { path: ['a'], missing: '?' }],
      ['{x} "q" ?', '{x} "q" A', '{x} "q" ?'],
    ],
    [
      [{ path: ['b', 'c'], missing: "n'one" }, ' }} ', { path: ['a'] }],
      ["n'one }} None", '"{ }} A', "n'one }} None"],
    ],
    [['always'], ['always', 'always', 'always']],
    [
      [`${'long words '.repeat(20)}{}`, { path: ['a'], missing: '' }],
      ['', 'A', ''].map((end) => `${'long words '.repeat(20)}{}${end}`),
    ],
  ])('%j', (title, expected) => {
    const code = titled(title)
    expect(code.split('\n').filter((line) => line.length > 100)).toEqual([])
    expect(callPanther('title', [{ code, events }])[0]).toEqual(expected.map((value) => ({ value })))
  })

  test('comes back from what was written', () => {
    const code = titled([{ path: ['b', 'c'], missing: 'none' }, ' of ', { path: ['a'], missing: '<x>' }])
    const back = readOne({ 'a.yml': SPEC, 'a.py': code })
    expect(back.alertTitle).toEqual([{ path: ['b', 'c'], missing: 'none' }, ' of ', { path: ['a'], missing: '<x>' }])
  })
})

describe.runIf(hasPython())('the functions beside rule()', () => {
  const { alertTitle: _, ...read } = readOne({ 'a.yml': SPEC, 'a.py': PYTHON })
  const rule: Rule = {
    ...read,
    language: 'elastic',
    title: 'A "title" {with} 100%',
    authors: ['Somebody'],
    severityOverrides: [{ condition: compare(['a'], 'eq', 'x') as Condition, severity: 'critical' }],
    outputFields: [{ path: ['a'] }, { path: ['b', 'c'] }],
    trigger: {
      kind: 'threshold',
      count: 5,
      groupBy: [['a'], ['b', 'c']],
      window: 300,
      distinct: { field: ['d'], count: 3 },
    },
  }
  const written = writer.emitRule?.(rule, {
    fileStem: 'a',
    target: { logTypes: ['A.B'], actor: { path: ['actor', 'name'], label: 'actor' } },
  })
  const code = written?.ok ? written.value.text : ''
  const events: readonly JsonValue[] = [
    {},
    { a: 'x', b: { c: 1 }, d: null, actor: { name: 'me' } },
    { a: null, b: 'no object' },
  ]

  test.each<[string, readonly JsonValue[]]>([
    [
      'title',
      [
        "A 'title' {with} 100 percent: <unknown actor>",
        "A 'title' {with} 100 percent: me",
        "A 'title' {with} 100 percent: <unknown actor>",
      ],
    ],
    ['dedup', ['(None, None)', "('x', 1)", '(None, None)']],
    ['unique', ['', '', '']],
    ['severity', ['DEFAULT', 'CRITICAL', 'DEFAULT']],
    [
      'alert_context',
      [
        { a: null, c: null },
        { a: 'x', c: 1 },
        { a: null, c: null },
      ],
    ],
  ])('%s() is total', (name, expected) => {
    const [results] = callPanther(name, [{ code, events }])
    expect(results).toEqual(expected.map((value) => ({ value })))
  })

  test('the threshold counts distinct values', () => {
    const yaml = written?.ok ? (written.value.files['a.yml'] as string) : ''
    expect(yaml).toContain('DedupPeriodMinutes: 5\nThreshold: 3\n')
    expect(yaml.split('\n')[1]).toMatch(/^# differs: trigger\. /)
  })
})

describe('without a log type', () => {
  test('the rule is refused with a way out, the condition is written', () => {
    const rule = { ...readOne({ 'a.yml': SPEC, 'a.py': PYTHON }), language: 'kql', logSource: {} }
    const written = writer.emitRule?.(rule, {})
    expect(written?.diagnostics.map(({ code, hint }) => [code, hint?.includes('--log-type')])).toEqual([
      ['panther/no-log-type', true],
    ])
    expect(writer.emitCondition?.(rule.condition, {})?.ok).toBe(true)
  })
})

const corpus = sharedData('corpora/panther-rules.jsonl.gz')
const verdicts = sharedData('corpora/panther-test-verdicts.jsonl.gz')

function rows<T>(path: string): readonly T[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}

describe.runIf(corpus !== undefined && verdicts !== undefined)("Panther's own rules", () => {
  const rules = new Map<string, Rule>()

  test('all are read', () => {
    for (const { path, text } of rows<{ path: string; text: string }>(corpus as string)) {
      rules.set(path, readOne({ [path]: text }))
    }
    expect(rules.size).toBeGreaterThanOrEqual(876)
  })

  test('their test events are what Panther read', () => {
    const wanted = rows<{ yaml: string; test: string; log: JsonValue; expected: boolean }>(verdicts as string)
    for (const { yaml, test: name, log, expected } of wanted) {
      const found = rules
        .get(yaml)
        ?.tests.find((one) => one.name === name && JSON.stringify(one.event) === JSON.stringify(log))
      expect(found?.expected, `${yaml}: ${name}`).toBe(expected)
    }
  })
})
