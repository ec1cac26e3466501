import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { VERSION } from '../src/cli/version.js'

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

test('the version is that of the package, and nothing is loaded for it', () => {
  expect(VERSION).toBe(manifest.version)
  for (const option of ['--version', '-V']) {
    expect(spawnSync(process.execPath, [command, option], { encoding: 'utf8' }).stdout).toBe(`${VERSION}\n`)
  }
  expect(statSync(command).size).toBeLessThan(2000)
})

test.skipIf(process.platform === 'win32')('a reader that has enough is no failure', () => {
  const line = `"${process.execPath}" "${command}" --help | true`
  expect(spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stderr).toBe('')
})
