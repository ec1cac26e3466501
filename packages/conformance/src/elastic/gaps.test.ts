import { type Condition, visit } from '@ruleglot/core'
import { elastic as emitter } from '@ruleglot/emitters/elastic'
import { describe, expect, it } from 'vitest'
import { type GapExample, loadGaps } from '../cases/load-gaps.js'
import { readRule } from './elastic-files.js'

type ReadGap = GapExample & { readonly rule: object; readonly kept: string }
type WriteGap = GapExample & { readonly condition: Condition }

const examples = loadGaps('elastic').examples ?? []
const notRead = examples.filter(({ step }) => step === 'parse') as readonly ReadGap[]
const notWritten = examples.filter(({ step }) => step === 'emit') as readonly WriteGap[]
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
  it.each(notRead.map((gap) => [gap.what, gap] as const))('not read: %s', (_, { rule, kept }) => {
    const languages = new Set<string>()
    visit(readRule(JSON.stringify({ ...BASE, ...rule }), 'rule.json').condition, (node) => {
      if (node.kind === 'Opaque') languages.add(node.language)
    })
    expect([...languages]).toEqual([kept])
  })

  it.each(notWritten.map((gap) => [gap.what, gap] as const))('not written: %s', (_, { condition, gives }) => {
    const rule = readRule(JSON.stringify(BASE), 'rule.json')
    const emitted = emitter.emitRule!({ ...rule, condition }, {})
    expect(emitted.ok).toBe(false)
    expect(emitted.diagnostics.map((one) => one.code)).toEqual([gives])
  })
})
