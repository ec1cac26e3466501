import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnostic, diagnosticsToSarif } from '@ruleglot/core'
import { Ajv } from 'ajv'
import { afterAll, describe, expect, test } from 'vitest'

/** What the command writes as SARIF, against the schema of the standard: OASIS SARIF 2.1.0, as a package carries it. */
const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const { $schema: _dialect, id: _id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
const formats = { uri: /^[a-z][a-z0-9+.-]*:/i, 'uri-reference': /^[^\s\\]*$/, 'date-time': /^\d{4}-\d\d-\d\dT/ }
const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema)
const problemsOf = (log: unknown): unknown => (validate(log) ? [] : validate.errors)

const command = fileURLToPath(new URL('../../ruleglot/dist/cli/main.js', import.meta.url))
const example = fileURLToPath(new URL('../../../examples/03-review-a-change/', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-sarif-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

function sarifOf(args: readonly string[], cwd: string): { readonly runs: readonly { readonly results: unknown[] }[] } {
  const { stdout, stderr } = spawnSync(process.execPath, [command, ...args, '--format', 'sarif'], {
    cwd,
    encoding: 'utf8',
  })
  expect(stdout, stderr).not.toBe('')
  return JSON.parse(stdout)
}

describe('SARIF output keeps to the schema of the standard', () => {
  test('the schema turns down what is wrong', () => {
    expect(problemsOf({ version: '2.1.0' })).not.toEqual([])
    expect(problemsOf({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] })).not.toEqual([])
  })

  test('findings with and without places, names of files that have to be escaped', () => {
    const span = { start: 2, end: 4, file: 'rules/a b#[1]%.yml' }
    const log = diagnosticsToSarif(
      [
        diagnostic('logic/idle-filter', 'It removes nothing.', { span, related: [{ span, message: 'See.' }] }),
        diagnostic('syntax/yaml', 'Bad.', { span: { start: 0, end: 5, file: 'gone.yml' } }),
        diagnostic('rule/none', 'No rule.'),
      ],
      { 'rules/a b#[1]%.yml': 'title: x\n' },
    )
    expect(problemsOf(log)).toEqual([])
  })

  test('diff', () => {
    const log = sarifOf(['diff', 'before', 'after'], example)
    expect(log.runs[0]?.results.length).toBeGreaterThan(0)
    expect(problemsOf(log)).toEqual([])
  })

  test('check, with findings and a file that cannot be read', () => {
    writeFileSync(join(work, 'a.kql'), 'process.name: (*shell* or *powershell*) and not user.name: root')
    writeFileSync(join(work, 'b.kql'), 'process.name: (')
    const log = sarifOf(['check', 'a.kql', 'b.kql'], work)
    expect(log.runs[0]?.results.length).toBeGreaterThan(1)
    expect(problemsOf(log)).toEqual([])
  })
})
