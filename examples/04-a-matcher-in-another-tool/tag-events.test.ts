import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('../../packages/ruleglot/dist/cli/main.js', import.meta.url))

function run(...args: readonly string[]) {
  const input = readFileSync(new URL('events.ndjson', import.meta.url), 'utf8')
  return spawnSync(process.execPath, args, { cwd: here, encoding: 'utf8', input })
}

test('the module is what the rules give', () => {
  const { status, stderr } = run(command, 'convert', 'rules', '--module', 'detections.mjs', '--check', '--strict')
  expect(`${status} ${status === 0 ? '' : stderr}`).toBe('0 ')
})

test('events get the ids of the rules that they match', () => {
  const { stdout } = run('tag-events.mjs')
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly uuid: string; readonly detections?: readonly string[] })
  expect(events.flatMap(({ uuid, detections = [] }) => detections.map((id) => [uuid, id]))).toEqual([
    ['e3', 'Okta.APIToken.NewPlace'],
    ['e5', '3b7c4a52-6a5e-4f0e-8f6d-5a7b8c9d0e14'],
    ['e6', '8d1f7f0a-53d8-44f0-9f7d-2e4a7a0c5b04'],
  ])
})

test('TypeScript finds the types of the module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ruleglot-types-'))
  for (const name of ['detections.mjs', 'detections.d.mts']) copyFileSync(join(here, name), join(folder, name))
  const use = `import { matches, rules } from './detections.mjs'
const ids: readonly string[] = rules.map(({ id }) => id).concat(matches({}))
// @ts-expect-error ids are texts
const numbers: readonly number[] = ids
export default numbers
`
  writeFileSync(join(folder, 'use.mts'), use)
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  const { stdout } = run(
    compiler,
    '--ignoreConfig',
    '--strict',
    '--module',
    'nodenext',
    '--noEmit',
    join(folder, 'use.mts'),
  )
  rmSync(folder, { recursive: true })
  expect(stdout).toBe('')
})
