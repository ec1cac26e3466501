import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fields, parsePack, parseRule } from '../src/index.js'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const RULE = `title: Example
id: 11111111-1111-4111-8111-111111111111
logsource:
    product: okta
    service: okta
detection:
    selection:
        eventType: user.session.start
        not.a.field: 1
    condition: selection
`
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
  writeFileSync(join(folder, 'rule.yml'), RULE)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('fields names what a rule reads on other platforms', () => {
  const rule = parseRule('sigma', RULE)
  if (!rule.ok) throw new Error('the rule is right')
  const read = fields(rule.value, { to: ['elastic', 'panther'] })
  expect(read.pack).toBe('okta.system')
  expect(read.fields[0]).toMatchObject({ name: 'eventType', known: true, names: { panther: ['eventType'] } })
  expect(read.fields[0]?.names['elastic']?.[0]).toBe('event.action')
  expect(read.fields[1]).toMatchObject({ name: 'not.a.field' })
  expect(fields(rule.value, { to: ['elastic'], mapping: 'none' })).toEqual({
    fields: [
      { name: 'eventType', known: true, names: {} },
      { name: 'not.a.field', known: true, names: {} },
    ],
  })
})

describe('the command', () => {
  test('a table by log source, or JSON', () => {
    const { status, stdout } = run('fields', 'rule.yml', '--to', 'elastic')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^okta\.system\nrules {2}field +elastic\n {4}1 {2}eventType +event\.action\n/)
    const rows = JSON.parse(run('fields', 'rule.yml', '--format', 'json').stdout) as { name: string; rules: number }[]
    expect(rows.map(({ name, rules }) => [name, rules])).toEqual([
      ['eventType', 1],
      ['not.a.field', 1],
    ])
  })

  test('what no mapping knows becomes a mapping to fill in, which is one', () => {
    writeFileSync(join(folder, 'other.kql'), 'event.dataset: okta.system and made.up.field: 1')
    const { status, stderr } = run('mapping', 'missing', 'other.kql', '--out', 'stubs')
    expect(status).toBe(1)
    const path = join(folder, stderr.trim())
    const text = readFileSync(path, 'utf8')
    expect(text).toContain('# in 1 rule\n  - path: made.up.field\n    names:\n      kql: made.up.field\n')
    expect(parsePack(text, path).ok).toBe(true)
  })

  test('a folder without rules is said to be one', () => {
    expect(run('fields', 'stubs')).toMatchObject({ status: 2, stderr: expect.stringContaining('No rules were found') })
  })
})
