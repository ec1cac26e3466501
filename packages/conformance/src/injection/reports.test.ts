import { Script } from 'node:vm'
import { and, compare, diagnostic, diagnosticsToMarkdown, diagnosticsToSarif, type JsonValue } from '@ruleglot/core'
import { emitModule } from '@ruleglot/emitters/javascript'
import { inspect, inspectionMarkdown, inspectionText } from 'ruleglot'
import { describe, expect, test } from 'vitest'
import { terminalText } from '../../../ruleglot/src/cli/terminal-text.js'
import { hostileRule } from './hostile-rule.js'
import { HOSTILE } from './hostile-strings.js'
import { markupOf } from './markup-of.js'

/** Hostile text in what people read: pages, reports, terminals; and in a module of many rules. */

describe.each(HOSTILE.map((text) => [text] as const))('%j', (text) => {
  const rule = { ...hostileRule(text), runbook: '' }

  test('starts no markup in a page', () => {
    expect(markupOf(inspectionMarkdown(inspect(rule)))).toEqual([])
  })

  test('starts no markup in a report of findings', () => {
    const found = diagnostic('rule/none', `message ${text}`, { span: { start: 0, end: 0, file: text }, hint: text })
    expect(markupOf(diagnosticsToMarkdown([found], { [text]: 'x' }))).toEqual([])
  })

  test('is a relative place in SARIF', () => {
    const found = diagnostic('rule/none', 'message', { span: { start: 0, end: 0, file: text } })
    const uris = JSON.stringify(diagnosticsToSarif([found], { [text]: 'x' })).match(/"uri":"[^"]*"/g) ?? []
    for (const uri of uris) expect(uri).toMatch(/^"uri":"[\w.!~*'()%/-]*"$/)
  })

  test.each([true, false])('does nothing to a terminal, with colour %s', (color) => {
    const page = inspectionText(inspect(rule))
    for (const shown of [
      terminalText(page, color),
      terminalText(`\u001b[32mexact\u001b[39m ${text}`, color),
      terminalText(text, color),
    ]) {
      const bare = color ? shown.replace('\u001b[32m', '').replace('\u001b[39m', '') : shown
      expect(bare).not.toMatch(/^\s*(::[\w-]+[^\n]*::|##\[)/m)
      expect(bare.replace(/\u001b\[31m/g, '')).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    }
  })

  test('is text in a module', () => {
    const plain = { ...hostileRule('plain'), condition: compare(['a'], 'eq', 'x') }
    const hostile = { ...rule, condition: and([compare(['a'], 'eq', 'x')]) }
    const written = emitModule([{ rule: hostile }, { rule: plain }])
    if (!written.ok) throw new Error(JSON.stringify(written.diagnostics))
    const alerts: unknown[] = []
    const code = written.value.text.replace(/^export /gm, '')
    const { rules, matches } = new Script(`(() => {${code}\nreturn { rules, matches }\n})()`).runInNewContext({
      alert: (what: unknown) => alerts.push(what),
    }) as { rules: { id: string; title: string }[]; matches: (event: JsonValue) => string[] }
    expect(alerts).toEqual([])
    expect([...matches({ a: 'x' })]).toEqual([text, 'plain'])
    expect(rules.map(({ title }) => title)).toEqual([text, 'plain'])
    // Every statement of a module begins with one of these; nothing stands between.
    const lines = written.value.text.split('\n').filter((line) => /^\S/.test(line))
    for (const line of lines) expect(line).toMatch(/^(export |function |const |\/\/ |\/\*\* |[\]})]+;?$)/)
  })
})
