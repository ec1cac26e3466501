import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emitCondition, emitModule, parseCondition, parseRules } from '../src/index.js'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-module-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const OKTA = `[rule]
name = "Policy Deleted"
rule_id = "0d3d2b4e-3f0c-4c53-9a54-6a1f6f3d5a77"
description = "A policy is gone."
index = ["logs-okta.system-*"]
language = "kuery"
risk_score = 21
severity = "low"
type = "query"
query = 'event.dataset: okta.system and event.action: policy.lifecycle.delete'
`
const SIGMA = `title: Certutil
id: 6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8b001
logsource: {product: windows, category: process_creation}
detection:
  s:
    Image|endswith: '\\certutil.exe'
  condition: s
`
/** A key that JavaScript is not written for. */
const NOT_WRITABLE = `title: Placeholder
id: 6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8b002
logsource: {product: windows, category: process_creation}
detection:
  s:
    User|expand: '%admins%'
  condition: s
`

beforeAll(() => {
  writeFileSync(join(work, 'okta.toml'), OKTA)
  writeFileSync(join(work, 'certutil.yml'), SIGMA)
})

function convert(...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync(process.execPath, [command, 'convert', ...args], { cwd: work, encoding: 'utf8', env })
}

interface Module {
  readonly rules: readonly { readonly id: string; readonly fields: readonly string[] }[]
  readonly matches: (event: unknown) => readonly string[]
}

test('all rules below a folder in one module that reads events as the vendor sends them, with its types', async () => {
  const { status, stdout, stderr } = convert('.', '--module', 'rules.mjs')
  expect(`${status} ${stdout}`).toBe('0 ')
  expect(stderr).toContain('rules.mjs: 2 rules written.')
  const { rules, matches } = (await import(/* @vite-ignore */ pathToFileURL(join(work, 'rules.mjs')).href)) as Module
  expect(rules.map(({ fields }) => fields)).toEqual([['Image'], ['eventType']])
  expect(matches({ eventType: 'policy.lifecycle.delete' })).toEqual(['0d3d2b4e-3f0c-4c53-9a54-6a1f6f3d5a77'])
  expect(matches({ Image: 'C:\\CertUtil.exe' })).toEqual(['6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8b001'])
  expect(readFileSync(join(work, 'rules.d.mts'), 'utf8')).toContain('export declare function matches')
  expect(readFileSync(join(work, 'rules.mjs'), 'utf8')).toContain('Condition: exact.')
})

test('--check and --plan write nothing; the module itself is no rule of the folder', () => {
  const current = convert('.', '--module', 'rules.mjs', '--check')
  expect(`${current.status} ${current.stderr}`).toMatch(/^0 [\s\S]*rules\.mjs: 2 rules up to date\.\n$/)
  writeFileSync(join(work, 'okta.toml'), OKTA.replace('lifecycle.delete', 'lifecycle.deactivate'))
  const stale = convert('.', '--module', 'rules.mjs', '--check')
  expect(`${stale.status} ${stale.stderr}`).toMatch(/^1 [\s\S]*differs: rules\.mjs/)
  expect(convert('.', '--module', 'new.mjs', '--plan').stderr).toContain('create: new.mjs')
  expect(readFileSync(join(work, 'rules.mjs'), 'utf8')).toContain('policy.lifecycle.delete')
  writeFileSync(join(work, 'okta.toml'), OKTA)
})

test('a rule that cannot be written is said to be refused, and the others are written', () => {
  writeFileSync(join(work, 'placeholder.yml'), NOT_WRITABLE)
  const { status, stderr } = convert('.', '--module', 'some.mjs')
  expect(status).toBe(2)
  expect(stderr).toMatch(/placeholder\.yml\n {2}-> javascript +refused/)
  expect(stderr).toContain('some.mjs: 2 rules written.')
  rmSync(join(work, 'placeholder.yml'))
})

test.each([
  [['--module', 'rules.py']],
  [['--module', 'rules.mjs', '--to', 'sigma']],
  [['--module', 'rules.mjs', '--out', 'there']],
])('wrong use ends with 3: %j', (args) => {
  expect(convert('.', ...args).status).toBe(3)
})

test('the library keeps the names of fields, or takes those of the vendor', () => {
  const rules = parseRules('elastic', { 'okta.toml': OKTA })
  if (!rules.ok) throw new Error(rules.diagnostics[0]?.message)
  const fields = (mapping: 'none' | 'auto') => {
    const module = emitModule('javascript', rules.value, { mapping })
    return module.ok ? module.value.rules.map((rule) => rule.fields) : module.diagnostics
  }
  expect(fields('none')).toEqual([['event.dataset', 'event.action']])
  expect(fields('auto')).toEqual([['eventType']])
})

test('an emission names the fields that are read', () => {
  const parsed = parseCondition('kql', 'user.name: a and not (source.ip: "10.0.0.0/8" or user.name: b)')
  const emitted = parsed.ok ? emitCondition('javascript', parsed.value) : parsed
  expect(emitted.ok && emitted.value.fields).toEqual(['user.name', 'source.ip'])
})
