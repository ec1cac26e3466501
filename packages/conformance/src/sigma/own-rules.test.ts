import { and, compare, isUnchanged, pathOf, type Rule } from '@ruleglot/core'
import { sigma as emitter } from '@ruleglot/emitters/sigma'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { describe, expect, test } from 'vitest'
import { readSigmaCorpus } from './sigma-corpus.js'

/** A rule that was Sigma's keeps its text: what nobody has changed stays as it stood, comments and unknown keys too. */
const TEXT = `# Reviewed twice
title: Someone was made an administrator   # short
id: 6f3e2987-db24-4c78-a860-b4f4095a7095
status: test
my_own_key: {a: 1}
description: |
  Two lines,
  # no comment.
logsource:
  product: okta
# The interesting part.
detection:
  sel:
    eventType: 'user.privilege.grant' # the only one
  condition: sel
level: high
`

const read = (text: string, path = 'rule.yml'): Rule => {
  const parsed = parser.parseRules?.({ [path]: text }, {})
  if (parsed?.ok !== true || parsed.value[0] === undefined) throw new Error(JSON.stringify(parsed?.diagnostics))
  return parsed.value[0]
}

const write = (rule: Rule, options = {}): string => {
  const emitted = emitter.emitRule?.(rule, options)
  if (emitted?.ok !== true) throw new Error(JSON.stringify(emitted?.diagnostics))
  return emitted.value.text
}

describe('a rule that was Sigma to begin with', () => {
  const rule = read(TEXT)

  test('stays as it stands', () => {
    expect(write(rule)).toBe(TEXT)
    expect(write(read(TEXT.replaceAll('\n', '\r\n')))).toBe(TEXT)
  })

  test('gets new keys for what has changed, and nothing else', () => {
    const changed = write({ ...rule, severity: 'low', modified: '2026-11-22', authors: ['A', 'B'] })
    expect(changed).toBe(
      TEXT.replace('level: high', 'level: low').replace('logsource:', 'author: A, B\nmodified: 2026-11-22\nlogsource:'),
    )
    expect(write(read(TEXT.replace('level: high\n', '')))).not.toContain('level')
  })

  test('gets a new detection, under its comment', () => {
    const condition = and([rule.condition, compare(pathOf('outcome'), 'eq', 'x')])
    const text = write({ ...rule, condition }, { case: 'exact' })
    expect(text).toContain(
      '# The interesting part.\ndetection:\n    selection:\n        eventType: user.privilege.grant\n',
    )
    expect(text.replace(/detection:[\s\S]*level/, '')).toBe(TEXT.replace(/detection:[\s\S]*level/, ''))
  })

  test('in another layout is written anew', () => {
    const flow = read('{title: t, logsource: {product: okta}, detection: {sel: {a: x}, condition: sel}}')
    expect(write(flow)).toMatch(/^title: t\n/)
  })

  test('keeps a sequence with the rules that it is about', () => {
    const sequence = 'title: s\ncorrelation:\n  type: temporal\n  rules: [n]\n  timespan: 5m # short\n'
    const text = `${TEXT.replace('title:', 'name: n\ntitle:')}---\n${sequence}`
    const one = read(text)
    expect(one.title).toBe('s')
    expect(write(one)).toBe(text)
    const back = read(write({ ...one, severity: 'low' }))
    expect([back.severity, back.trigger]).toEqual(['low', one.trigger])
  })

  test('does not hide a filter that changed it', () => {
    const filter =
      'title: f\nlogsource: {product: okta}\nfilter: {rules: any, selection: {actor: root}, condition: not selection}\n'
    const parsed = parser.parseRules?.({ 'a.yml': TEXT, 'f.yml': filter }, {})
    const filtered = parsed?.ok ? (parsed.value[0] as Rule) : rule
    expect(isUnchanged(filtered, 'condition')).toBe(false)
    expect(write(filtered)).toContain('actor: root')
  })

  test('does not hide what placeholders were', () => {
    const text = TEXT.replace("eventType: 'user", "eventType|expand: '%who%'\n    x: 'user")
    const parsed = parser.parseRules?.({ 'a.yml': text }, { placeholders: { who: ['p', 'q'] } })
    expect(write(parsed?.ok ? (parsed.value[0] as Rule) : rule)).not.toContain('%who%')
    expect(write(read(text))).toBe(text)
  })
})

/** Every how-manieth rule is taken; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 5
const corpus = readSigmaCorpus()?.filter((_, i) => i % STEP === 0)

test.skipIf(corpus === undefined)(
  'every SigmaHQ rule is written as it was read',
  () => {
    const different = (corpus ?? []).filter(({ path, text }) => {
      const same = (one: string): string => `${one.replace(/\r\n?/g, '\n').trimEnd()}\n`
      return same(write(read(text, path))) !== same(text)
    })
    expect(different.map(({ path }) => path)).toEqual([])
  },
  900_000,
)
