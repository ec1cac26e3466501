import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { convertToModule } from '../src/cli/commands/convert-module.js'
import { emitCondition, parseCondition } from '../src/index.js'

const work = mkdtempSync(join(tmpdir(), 'ruleglot-module-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const rule = (id: string, field: string): string =>
  `title: ${field}\nid: 6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8b00${id}\nlogsource: {category: process_creation}\ndetection:\n  s:\n    ${field}: 'a'\n  condition: s\n`

test('all rules below a folder in one module, with its types', async () => {
  writeFileSync(join(work, 'one.yml'), rule('1', 'Image'))
  writeFileSync(join(work, 'two.yml'), rule('2', 'User'))
  const file = join(work, 'out/rules.mjs')
  expect(convertToModule([work], { module: file, schema: 'none', quiet: true })).toBe(0)
  const { rules, matches } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    readonly rules: readonly { readonly fields: readonly string[] }[]
    readonly matches: (event: unknown) => readonly string[]
  }
  expect(rules.map(({ fields }) => fields)).toEqual([['Image'], ['User']])
  expect(matches({ User: ['b', 'A'] })).toEqual(['6f2cfb2e-7d5b-4a55-9d32-1a4a3fa8b002'])
  expect(readFileSync(join(work, 'out/rules.d.mts'), 'utf8')).toContain('export declare function matches')
})

test('only JavaScript files are modules', () => {
  expect(convertToModule([work], { module: join(work, 'rules.py'), schema: 'none', quiet: true })).toBe(3)
  expect(convertToModule([work], { module: join(work, 'r.mjs'), to: ['sigma'], schema: 'none', quiet: true })).toBe(3)
})

test('an emission names the fields that are read', () => {
  const parsed = parseCondition('kql', 'user.name: a and not (source.ip: "10.0.0.0/8" or user.name: b)')
  const emitted = parsed.ok ? emitCondition('javascript', parsed.value) : parsed
  expect(emitted.ok && emitted.value.fields).toEqual(['user.name', 'source.ip'])
})
