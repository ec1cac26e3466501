import { runInThisContext } from 'node:vm'
import {
  assumptionHolds,
  type Condition,
  compare,
  type Diagnostic,
  type EmitOptions,
  emitVerifiedCondition,
  emitVerifiedRule,
  evaluate,
  isIn,
  type JsonValue,
  match,
  not,
  or,
  type Rule,
} from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { parsers } from '@ruleglot/parsers'
import { describe, expect, test } from 'vitest'
import { CASE_LANGUAGES } from './cases/case-languages.js'
import { hostileRule } from './injection/hostile-rule.js'
import { hasPython } from './python.js'
import { runPanther } from './run-panther.js'

/**
 * Text made to break things, in every reader and every writer. A reader answers with a result or with a diagnostic that
 * has its place; it never throws. What a writer wrote holds the same strings and runs as data.
 */

const DEEP = 100_000

const TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  blanks: ' \t\r\n'.repeat(1000),
  'an open quote': 'a: "x',
  'an open quote at the end': 'a eq "',
  'an open single quote': "a eq 'x",
  'a backslash at the end': 'a: \\',
  'brackets that open': '('.repeat(DEEP),
  'brackets that close': ')'.repeat(DEEP),
  'brackets around a test': `${'('.repeat(DEEP)}a: x${')'.repeat(DEEP)}`,
  'one bracket too many': '(a: x))',
  'square brackets': '['.repeat(DEEP),
  braces: '{'.repeat(DEEP),
  'nested lists': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  'nested objects': `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'nested fields': `${'a:{'.repeat(DEEP)}`,
  negations: `${'not '.repeat(DEEP)}a: x`,
  'one long chain': `${'a: x or '.repeat(20_000)}a: x`,
  'one long name': 'a'.repeat(10_000_000),
  'ten megabytes of tests': 'a: x or '.repeat(1_250_000),
  'ten megabytes of lines': 'a: x\n'.repeat(2_000_000),
  'a lone surrogate': 'a: "\ud800"',
  'the other half': '\udfff',
  NUL: 'a: \0',
  'control characters': Array.from({ length: 32 }, (_, i) => String.fromCharCode(i)).join(''),
  'a byte order mark': '\ufeffa: x',
  'bidi and separators': 'a: \u202e\u2066x\u2028\u2029\u0085',
  __proto__: '__proto__: x',
  constructor: 'constructor: x and toString: y and hasOwnProperty: *',
  'TOML without an end': '[rule]\nquery = """\n',
  'TOML with a key twice': '[rule]\nname = "a"\nname = "b"\n',
  'TOML with a key of prototypes': '[__proto__]\nx = 1\n[rule.__proto__]\ny = 1\n',
  'deep TOML': `a = ${'['.repeat(DEEP)}`,
  'a rule without a query': '[rule]\nname = "n"\nrule_id = "r"\ntype = "query"\n',
  'YAML without an end': 'title: [a, "b\n',
  'YAML with a key twice': 'title: a\ntitle: b\n',
  'YAML with tabs': 'a:\n\tb: c\n',
  'YAML that refers to itself': 'a: &x [*x]\n',
  'YAML that multiplies': Array.from({ length: 40 }, (_, i) => `x${i}: &x${i} [*x${i - 1}, *x${i - 1}]`)
    .join('\n')
    .replace('*x-1, *x-1', 'a'),
  'deep YAML': `${'- '.repeat(20_000)}a`,
  'a rule without a detection': 'title: t\nlogsource: { product: p }\n',
  'a detection without a condition': 'detection:\n  selection: { a: x }\n',
  'a Panther rule without a body': 'AnalysisType: rule\nRuleID: A.B\nFilename: a.py\n',
  'Python without an end': 'def rule(event):\n    return (',
  'deep Python': `def rule(event):\n    return ${'('.repeat(DEEP)}1${')'.repeat(DEEP)}\n`,
  'JavaScript without an end': 'function matches(event) {\n  return `',
  'JSON without an end': '{"rule_id": "r", "query": "',
  'JSON with a key of prototypes':
    '{"__proto__": {"x": 1}, "type": "query", "query": "a:x", "rule_id": "r", "name": "n"}',
}

/** File names by which the readers that look at them know their own. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  elastic: ['rule.toml', 'rule.ndjson'],
  panther: ['rule.yml', 'rule.py'],
  sigma: ['rule.yml'],
}

describe.each(parsers.map((parser) => [parser.id, parser] as const))('%s is read', (id, parser) => {
  test.each(Object.entries(TEXTS))('%s', (_, text) => {
    if (parser.parseCondition !== undefined) expectAnswer(parser.parseCondition(text, { file: 'f' }), { f: text })
    if (parser.parseRules === undefined) return
    for (const name of NAMES[id] ?? ['rule.txt'])
      expectAnswer(parser.parseRules({ [name]: text }, {}), { [name]: text })
  })
})

/** A refusal says where, unless it is about the text as a whole. */
function expectAnswer(
  { ok, diagnostics }: { readonly ok: boolean; readonly diagnostics: readonly Diagnostic[] },
  files: Readonly<Record<string, string>>,
): void {
  if (!ok) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  for (const { code, message, span } of diagnostics) {
    expect(message).not.toBe('')
    if (span === undefined) {
      expect(ABOUT_THE_WHOLE).toContain(code)
      continue
    }
    const text = files[span.file ?? Object.keys(files)[0] ?? '']
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeGreaterThanOrEqual(span.start)
    expect(span.end).toBeLessThanOrEqual(text?.length ?? -1)
  }
}

const ABOUT_THE_WHOLE: readonly string[] = [
  'limit/source-size',
  'limit/nesting',
  'limit/nodes',
  'rule/none',
  'elastic/no-rule',
  'panther/no-rule',
  'sigma/no-detection',
]

const STRINGS = [
  '"',
  '""',
  '"""',
  "'",
  "'''",
  '`',
  '\u201c\u2019',
  '\\',
  '\\\\',
  '\\"',
  'C:\\temp\\',
  '\n',
  '\r\n',
  'a\nb',
  '\t',
  '\0',
  '\x1b[31m',
  '*',
  '?',
  '\\*',
  'a*b?c',
  '${alert(1)}',
  '%s%(a)s',
  '%admins%',
  '{x}',
  '#',
  ' # not a comment',
  '---',
  '- a',
  ': b',
  '*/',
  '//',
  '</script>',
  '<!--',
  '\u202e\u2066',
  '\u{1f600}',
  '\u2028',
  '\u0085',
  '\ufeff',
  'true',
  'null',
  '1',
  '007',
  '2024-01-01',
  'not',
  'a and b',
  '__proto__',
  'constructor',
  'toString',
  '|',
  '|i',
  '&x',
  '!!js',
  '@',
  ') or true',
  'a.b',
  ' a ',
  '',
] as const

/** Every position a string may have in a condition. */
function conditionsWith(text: string): readonly Condition[] {
  return [
    compare(['a'], 'eq', text),
    compare([text], 'eq', 'x'),
    compare(['a', text], 'eq', 'x'),
    not(compare([text], 'eq', text)),
    isIn(['a'], [text, 'b', `${text}c`, `d${text}`, 'e']),
    or([compare(['a'], 'eq', text), compare(['b'], 'eq', text)]),
    match(['a'], [text === '' ? 'x' : text, { wildcard: 'many' }]),
    // Around no text it asks for any text, which Sigma cannot tell from any value.
    match(['a'], [{ wildcard: 'many' }, text === '' ? 'x' : text, { wildcard: 'many' }]),
    match(['a'], [text, { wildcard: 'one' }, { wildcard: 'many' }, text], { ignoreCase: true, on: 'scalar' }),
    { kind: 'Exists', field: [text] },
  ]
}

function eventsWith(text: string): readonly JsonValue[] {
  const key = (value: JsonValue): JsonValue =>
    JSON.parse(`{${JSON.stringify(text)}:${JSON.stringify(value)}}`) as JsonValue
  return [
    {},
    { a: text },
    { a: `${text}x` },
    { a: `x${text}` },
    { a: `${text}xyz${text}` },
    { a: 'x' },
    { a: 1, b: text },
    key(text),
    key('x'),
    { a: key('x') },
    { a: key(text), b: 'b' },
  ]
}

describe.each(CASE_LANGUAGES.map((language) => [language.id, language] as const))('%s is written', (id, language) => {
  const written: { condition: Condition; text: string; string: string; kept: (event: JsonValue) => boolean }[] = []

  describe.each(Object.entries(language.ways))('%s', (_, { options, lossy = false }) => {
    test.each(STRINGS)('%j', (string) => {
      for (const condition of conditionsWith(string)) {
        const emitted = emitVerifiedCondition(
          condition,
          { emitter: language.emitter, reader: language.reader },
          options,
        )
        if (!emitted.ok) {
          expect(REFUSES[id] ?? [], JSON.stringify([condition, emitted.diagnostics])).toContain(
            emitted.diagnostics[0]?.code,
          )
          continue
        }
        const { text, verdict, assumptions } = emitted.value
        if (!lossy) expect({ condition, text, verdict }).toEqual({ condition, text, verdict: 'exact' })
        const read = language.reader.parseCondition?.(text, {})
        if (read?.ok !== true) throw new Error(`not read back: ${text}`)
        const kept = (event: JsonValue): boolean =>
          assumptions.every((assumption) => assumptionHolds(assumption, event))
        if (!lossy) written.push({ condition, text, string, kept })
        for (const event of eventsWith(string)) {
          if (!kept(event) || lossy) continue
          const expected = evaluate(condition, event)
          expect({ text, event, match: evaluate(read.value.condition, event) }).toEqual({
            text,
            event,
            match: expected,
          })
        }
      }
    })
  })

  if (id === 'javascript')
    test('and runs in Node', () => {
      for (const { condition, text, string, kept } of written) {
        const matches = runInThisContext(`(() => {\n${text}\nreturn matches;\n})()`) as (event: JsonValue) => boolean
        const predicate = toPredicate(condition)
        for (const event of eventsWith(string)) {
          const expected = evaluate(condition, event)
          expect(predicate(event)).toBe(expected)
          if (kept(event)) expect({ text, event, match: matches(event) }).toEqual({ text, event, match: expected })
        }
      }
      expect(written.length).toBeGreaterThan(STRINGS.length)
    })

  if (id === 'panther')
    test.skipIf(!hasPython())('and runs in CPython', () => {
      const results = runPanther(written.map(({ text, string }) => ({ code: text, events: eventsWith(string) })))
      for (const [i, { condition, text, string, kept }] of written.entries()) {
        for (const [k, event] of eventsWith(string).entries()) {
          const match = results[i]?.[k]
          if (kept(event)) expect({ text, event, match }).toEqual({ text, event, match: evaluate(condition, event) })
          else expect(typeof match, text).toBe('boolean')
        }
      }
      expect(written.length).toBeGreaterThan(STRINGS.length)
    })
})

/** What these languages have no words for; all else is written. */
const REFUSES: Readonly<Record<string, readonly string[]>> = {
  kql: ['emit/pattern', 'emit/ignore-case', 'emit/unsupported', 'emit/element-scope'],
  eql: ['emit/unsupported'],
  sigma: ['emit/unsupported'],
}

const CONDITION = compare(['a'], 'eq', 'x')

/** A rule that every language can say as a whole. */
function ruleWith(text: string): Rule {
  return {
    ...hostileRule(text),
    condition: or([CONDITION, compare(['b'], 'eq', text)]),
    logSource: { logTypes: ['Vault.Doors'], product: 'vault', service: 'doors', index: ['logs-*'] },
    tests: [
      { name: text, event: { a: 'x', b: text }, expected: true },
      { name: `${text} not`, event: { a: 'y', b: `${text}.` }, expected: false },
    ],
  }
}

/** White space, with no more than one blank at a place and none around. */
const words = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim()
const wordLists = (...lists: (readonly string[])[]): unknown =>
  lists.map((list) => list.map(words).filter((text) => text !== ''))

/** What of the rule a language gives back, in the form that the language gives it. */
const KEEPS: Readonly<Record<string, (rule: Rule, text: string) => unknown>> = {
  elastic: ({ title, authors, references, falsePositives }) => [
    title,
    authors,
    references,
    falsePositives.map((text) => text.trim()),
  ],
  // Panther takes no <, >, &, % and double quotes in a title; the writer has words for them.
  panther: ({ title, tests }, text) => [
    /[<>&%"]/.test(text) ? '' : words(title),
    tests.map(({ name, event, expected }) => [name, event, expected]),
  ],
  sigma: ({ title, references, falsePositives }) => [words(title), wordLists(references, falsePositives)],
  javascript: ({ title }) => [title],
}

const rulesWritten = emitters.filter(({ emitRule }) => emitRule !== undefined)

describe.each(rulesWritten.map((emitter) => [emitter.id, emitter] as const))('rules of %s', (id, emitter) => {
  const reader = parsers.find((parser) => parser.id === id)
  const OPTIONS: EmitOptions = { case: 'exact', fileStem: 'rule', target: { actor: { path: ['a'], label: 'someone' } } }

  test.each(STRINGS)('%j', (text) => {
    const rule = ruleWith(text)
    const emitted = emitVerifiedRule(rule, reader === undefined ? { emitter } : { emitter, reader }, OPTIONS)
    if (!emitted.ok) throw new Error(JSON.stringify(emitted.diagnostics))
    expect(emitted.value.verdict, JSON.stringify(emitted.value)).toBe('exact')
    for (const name of Object.keys(emitted.value.files)) expect(name).toMatch(/^rule\.[a-z.]+$/)
    const read = reader?.parseRules?.(emitted.value.files, {})
    if (read?.ok !== true) throw new Error(JSON.stringify(read?.diagnostics))
    expect(read.value).toHaveLength(1)
    const keeps = KEEPS[id]
    expect(keeps?.(read.value[0] as Rule, text)).toEqual(keeps?.(rule, text))
    if (id !== 'panther' || !hasPython()) return
    const code = emitted.value.text
    const events = rule.tests.map(({ event }) => event)
    expect(runPanther([{ code, events }])).toEqual([rule.tests.map(({ expected }) => expected)])
  })
})
