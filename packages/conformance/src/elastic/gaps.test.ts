import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Condition, visit } from '@ruleglot/core'
import { elastic as emitter } from '@ruleglot/emitters/elastic'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { readRule } from './elastic-files.js'

interface Gaps {
  readonly read: readonly {
    readonly what: string
    readonly why: string
    readonly rule: object
    readonly kept: string
  }[]
  readonly write: readonly {
    readonly what: string
    readonly why: string
    readonly condition: Condition
    readonly code: string
  }[]
}

const file = fileURLToPath(new URL('../../../../spec/gaps/elastic.yaml', import.meta.url))
const gaps = load(readFileSync(file, 'utf8')) as Gaps
const BASE = {
  rule_id: 'r',
  name: 'n',
  type: 'query',
  language: 'kuery',
  query: 'a:x',
  severity: 'low',
  risk_score: 21,
}

describe('spec/gaps/elastic.yaml', () => {
  it.each(gaps.read.map((gap) => [gap.what, gap] as const))('not read: %s', (_, { rule, kept }) => {
    const languages = new Set<string>()
    visit(readRule(JSON.stringify({ ...BASE, ...rule }), 'rule.json').condition, (node) => {
      if (node.kind === 'Opaque') languages.add(node.language)
    })
    expect([...languages]).toEqual([kept])
  })

  it.each(gaps.write.map((gap) => [gap.what, gap] as const))('not written: %s', (_, { condition, code }) => {
    const rule = readRule(JSON.stringify(BASE), 'rule.json')
    const emitted = emitter.emitRule!({ ...rule, condition }, {})
    expect(emitted.ok).toBe(false)
    expect(emitted.diagnostics.map((one) => one.code)).toEqual([code])
  })
})
