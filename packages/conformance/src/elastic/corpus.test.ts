import { visit } from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { elasticFiles, readRule, writeRule } from './elastic-files.js'

const files = elasticFiles()
if (files === undefined) process.stderr.write('elastic corpus: not on this machine, skipped\n')

describe.skipIf(files === undefined)('the rules of the Elastic corpus', () => {
  const rules = (files ?? []).map(({ path, text }) => ({ path, text, rule: readRule(text, path) }))
  const tableOf = (vendor: unknown) => (vendor as { rule: Record<string, unknown> }).rule

  it('are all read', () => {
    expect(rules).toHaveLength(2192)
    expect(
      rules.every(({ rule }) => rule.id !== undefined && rule.title !== undefined && rule.severity !== undefined),
    ).toBe(true)
  })

  it('in KQL have a condition, parts that are not read named', () => {
    const kuery = rules.filter(({ rule }) => tableOf(rule.vendor)['language'] === 'kuery')
    expect(kuery).toHaveLength(792)
    const opaque = new Map<string, number>()
    for (const { rule } of kuery) {
      visit(rule.condition, (node) => {
        if (node.kind === 'Opaque') opaque.set(node.language, (opaque.get(node.language) ?? 0) + 1)
      })
    }
    expect(Object.fromEntries(opaque)).toEqual({ 'elastic-exceptions': 9 })
  })

  it('have the triggers that their types say', () => {
    const kinds = new Map<string, number>()
    for (const { rule } of rules) {
      const key = `${tableOf(rule.vendor)['type']} ${rule.trigger.kind}`
      kinds.set(key, (kinds.get(key) ?? 0) + 1)
    }
    expect(Object.fromEntries([...kinds].sort())).toEqual({
      'eql each': 861,
      'eql other': 220,
      'esql each': 212,
      'machine_learning other': 106,
      'new_terms newTerms': 245,
      'query each': 508,
      'threat_match other': 9,
      'threshold threshold': 31,
    })
  })

  it('have every filter read', () => {
    const withFilters = rules.filter(({ rule }) => tableOf(rule.vendor)['filters'] !== undefined)
    expect(withFilters).toHaveLength(21)
    const kinds = new Map<string, number>()
    let filters = 0
    for (const { rule } of withFilters) {
      const count = (tableOf(rule.vendor)['filters'] as unknown[]).length
      filters += count
      const parts = rule.condition.kind === 'And' ? rule.condition.children.slice(-count) : []
      for (const part of parts) {
        const key = part.kind === 'Not' ? `not ${part.child.kind}` : part.kind
        kinds.set(key, (kinds.get(key) ?? 0) + 1)
      }
    }
    expect(filters).toBe(53)
    expect(Object.fromEntries([...kinds].sort())).toEqual({ Match: 1, 'not Exists': 2, 'not Match': 50 })
  })

  it('have places inside their files', () => {
    const outside: string[] = []
    const existsTests: string[] = []
    for (const { path, text, rule } of rules) {
      visit(rule.condition, ({ kind, span }) => {
        if (span === undefined) return
        if (span.file !== path || span.start > span.end || span.end > text.length) outside.push(path)
        if (kind === 'Exists') existsTests.push(text.slice(span.start, span.end))
      })
    }
    expect(outside).toEqual([])
    // The text of a test that says "has a value": a star in the query, the field's name in a filter.
    expect(existsTests.length).toBeGreaterThan(100)
    expect(existsTests.filter((text) => !/:\s?\*$|^\*$|[!=]=\s*null$/.test(text))).toEqual([
      '"user_agent.original"',
      '"rapid7.tc.vulnerability.id"',
    ])
  })

  it('keep every key when they are written', () => {
    const changed = rules.filter(({ path, rule }) => {
      const again = readRule(writeRule(rule), path)
      return JSON.stringify(again.vendor) !== JSON.stringify(rule.vendor)
    })
    expect(changed.map(({ path }) => path)).toEqual([])
  })

  it('change only where they are changed', () => {
    for (const { path, rule } of rules.slice(0, 200)) {
      const again = readRule(writeRule({ ...rule, title: 'Another title' }), path)
      expect(tableOf(again.vendor)).toEqual({ ...tableOf(rule.vendor), name: 'Another title' })
    }
  })
})
