import type { Diagnostic } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { panther } from '../index.js'

/** Bodies that somebody wrote to break a reader: each ends soon, in a located diagnostic or a right reading, and is never run. */

const SPEC = 'AnalysisType: rule\nRuleID: A.B\nEnabled: true\nSeverity: Low\nLogTypes: [A]\nFilename: a.py\n'

interface Read {
  readonly kind: string | undefined
  readonly diagnostics: readonly Diagnostic[]
}

function read(python: string, modules: Readonly<Record<string, string>> = {}): Read {
  const helpers = Object.fromEntries(Object.entries(modules).map(([name, text]) => [`global_helpers/${name}.py`, text]))
  const done = panther.parseRules?.({ 'a.yml': SPEC, 'a.py': python, ...helpers }, {})
  if (done === undefined) throw new Error('no reader')
  return { kind: done.ok ? done.value[0]?.condition.kind : undefined, diagnostics: done.diagnostics }
}

/** The diagnostics that say what could not be read, each with its place in a file. */
function unread({ diagnostics }: Read): readonly string[] {
  return diagnostics.flatMap(({ code, span, message }) => {
    if (code === 'panther/unread-python') expect(span).toBeDefined()
    return code === 'panther/unread-python' || code.startsWith('limit/') ? [message] : []
  })
}

const rule = (expression: string): string => `def rule(event):\n    return ${expression}\n`

describe('hostile bodies', () => {
  test.each([900, 10_000])('parentheses %i deep', (depth) => {
    const done = read(rule(`${'('.repeat(depth)}event.get("a") == 1${')'.repeat(depth)}`))
    expect(unread(done)).not.toEqual([])
    expect(done.kind).toBe('Opaque')
  })

  const branches = (n: number, result: (i: number) => boolean): string =>
    `def rule(event):\n${Array.from({ length: n }, (_, i) => `    if event.get("f${i}") == "v${i}":\n        return ${result(i) ? 'True' : 'False'}\n`).join('')}    return False\n`

  test('10,000 branches that say the same are one list', () => {
    const done = read(branches(10_000, () => true))
    expect({ kind: done.kind, unread: unread(done) }).toEqual({ kind: 'Or', unread: [] })
  })

  test('1,000 branches that return True and False in turn are too many', () => {
    const done = read(branches(1000, (i) => i % 2 === 0))
    expect({ kind: done.kind, unread: unread(done) }).toEqual({
      kind: 'Opaque',
      unread: [expect.stringContaining('too large to be followed')],
    })
  })

  test.each(['not ', '-', '~'])('10,000 times %j', (sign) => {
    const done = read(rule(`${sign.repeat(10_000)}event.get("a")`))
    expect(done.kind).toBeDefined()
  })

  test.each(['**', '+', 'or', '=='])('10,000 operands with %s between', (sign) => {
    expect(read(rule(`${`event.get("a") ${sign} `.repeat(10_000)}1`)).kind).toBeDefined()
  })

  test('chains 5,000 long', () => {
    for (const chain of ['.get("b", {})', '["b"]', '.lower()']) {
      const done = read(rule(`event${chain.repeat(5000)} == 1`))
      expect(done.kind).toBeDefined()
    }
  })

  test('2,000 elifs, and ifs inside each other', () => {
    const elifs = Array.from({ length: 2000 }, (_, i) => `    elif event.get("a") == ${i}:\n        return True\n`)
    expect(read(`def rule(event):\n    if False:\n        return False\n${elifs.join('')}`).kind).toBeDefined()
    let inner = 'return True\n'
    for (let i = 300; i > 0; i--) inner = `if event.get("k${i}"):\n${'    '.repeat(i + 1)}${inner}`
    expect(read(`def rule(event):\n    ${inner}`).kind).toBeDefined()
  })

  test('a megabyte of code', () => {
    const long = read(`${rule('event.get("a") == "x"')}${'x = 1\n'.repeat(200_000)}`)
    expect(unread(long)).not.toEqual([])
    const below = read(`${rule(`event.get("a") == "${'x'.repeat(400_000)}"`)}${'x = 1\n'.repeat(5000)}`)
    expect(below.kind).toBe('Compare')
  })

  test('a helper that calls itself, and two that call each other', () => {
    const own = read(`def f(e):\n    return f(e)\n${rule('event.get("a") == "x" and f(event)')}`)
    expect(unread(own).join()).toContain('calls itself')
    const two = read(`def f(e):\n    return g(e)\ndef g(e):\n    return f(e)\n${rule('f(event)')}`)
    expect(unread(two).join()).toContain('calls itself')
  })

  test('modules that import each other, and one that imports itself', () => {
    const modules = {
      one: 'from two import g\ndef f(e):\n    return g(e)\n',
      two: 'from one import f\ndef g(e):\n    return f(e)\n',
      self: 'from self import h\ndef k(e):\n    return h(e)\n',
    }
    expect(unread(read(`from one import f\n${rule('f(event)')}`, modules))).not.toEqual([])
    expect(unread(read(`from self import k\n${rule('k(event)')}`, modules))).not.toEqual([])
  })

  test('helpers named like what Python has are what the rule says', () => {
    const never = read(`def any(x):\n    return False\n${rule('any([event.get("a") == 1])')}`)
    expect(never).toMatchObject({ kind: 'False', diagnostics: [] })
    const len = read(`def len(x):\n    return 5\n${rule('len(event) == 5')}`)
    expect(len.kind).toBe('True')
    const re = read(`class re:\n    pass\n${rule('bool(re.search("x", event.get("a", "")))')}`)
    expect(unread(re)).not.toEqual([])
  })

  test('alternatives that would multiply', () => {
    const either = Array.from({ length: 60 }, (_, i) => `(event.get("a${i}") == 1 or event.get("b${i}") == 2)`)
    const both = Array.from({ length: 60 }, (_, i) => `(event.get("a${i}") == 1 and event.get("b${i}").lower() == "2")`)
    expect(read(rule(`all([${either.join(', ')}]) or any([${both.join(', ')}])`)).kind).toBeDefined()
    let chain = 'event.get("a")'
    for (let i = 0; i < 40; i++) chain = `(${chain} or event.get("b${i}", {})).get("c${i}")`
    expect(read(rule(`${chain} == 1`)).kind).toBeDefined()
    const ifs = Array.from({ length: 60 }, (_, i) => `    if event.get("k${i}"):\n        x = ${i}\n`)
    expect(read(`def rule(event):\n    x = 0\n${ifs.join('')}    return x == 3\n`).kind).toBeDefined()
    const calls = Array.from({ length: 30 }, (_, i) => `def f${i}(e):\n    return f${i + 1}(e) or f${i + 1}(e)\n`)
    expect(read(`${calls.join('')}def f30(e):\n    return e.get("a")\n${rule('bool(f0(event))')}`).kind).toBeDefined()
  })

  test('a regular expression that backtracks for ever is read as what it matches', () => {
    const done = read(`import re\n${rule('bool(re.match(r"(a+)+$", event.get("a", "")))')}`)
    expect(done.kind).toBeDefined()
  })

  test('bytes that are no UTF-8, NUL and lone surrogates', () => {
    for (const odd of ['\ufffd\ufffd', '\u0000', '\ud800', '\u202e', '\ufeff']) {
      const done = read(rule(`event.get("${odd}") == "${odd}"`))
      expect(done.kind).toBeDefined()
      expect(read(`${odd}${rule('event.get("a") == 1')}`).kind).toBeDefined()
    }
  })

  test('keys that objects have anyway', () => {
    const done = read(rule('event.get("__proto__") == "x" and event.deep_get("constructor", "name") == "y"'))
    expect(unread(done)).toEqual([])
    expect(done.kind).toBe('And')
    expect(unread(read(rule('event.__class__.__base__()')))).not.toEqual([])
  })

  test('no code is run', () => {
    const code = 'globalThis.ranRule = true'
    const done = read(`import os\nos.system("touch /tmp/ran")\nexec("${code}")\n${rule(`eval("${code}") or True`)}`)
    expect((globalThis as { ranRule?: boolean }).ranRule).toBeUndefined()
    expect(unread(done)).not.toEqual([])
  })
})
