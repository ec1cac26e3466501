import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/** What people get wrong first, and what the built command says: what is there, and what to do. */
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-mistakes-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

mkdirSync(join(work, 'empty'))
mkdirSync(join(work, 'mixed'))
writeFileSync(join(work, 'rule.kql'), 'a: x')
writeFileSync(join(work, 'notes.yml'), 'notes: [about, nothing]\n')
writeFileSync(join(work, 'mixed/notes.yml'), 'notes: [about, nothing]\n')
writeFileSync(join(work, 'mixed/rule.kql'), 'a: x')

function run(args: readonly string[]) {
  const done = spawnSync(process.execPath, [command, ...args], { cwd: work, input: '', encoding: 'utf8' })
  return { status: done.status, said: done.stdout + done.stderr }
}

describe('said in words, with an exit code that fits', () => {
  test.each([
    [2, ['inspect', 'gone.toml'], 'gone.toml cannot be read: there is no such file or folder.'],
    [2, ['check', 'gone'], 'Paths start from the folder that the command runs in.'],
    [2, ['eval', 'rule.kql', '--events', 'gone'], 'gone cannot be read: there is no such file or folder.'],
    [3, ['fields', 'rule.kql', '--mapping', 'gone'], 'The mapping gone cannot be read: there is no such file'],
    [2, ['inspect', 'rule.kql', '--corpus', 'gone'], 'gone cannot be read'],
    [2, ['convert', 'empty', '--to', 'sigma'], 'No rules were found in empty.'],
    [2, ['inspect', 'empty'], 'No rules were found.'],
    [2, ['diff', 'empty', 'empty'], /^No rules were found in either version\.\n$/],
    [2, ['test', 'notes.yml'], 'Name it with --from, if it holds a rule: kql, eql,'],
    [0, ['inspect', 'mixed'], '1 rule in 2 files, 1 without a rule passed over.'],
    [
      2,
      ['convert', 'rule.kql', '--to', 'eql', '--unmapped', 'keep', '--out', 'notes.yml'],
      'notes.yml cannot be written',
    ],
    [3, ['convrt'], 'Did you mean convert?'],
    [3, ['convert', 'rule.kql'], 'ruleglot <command> --help'],
  ] as const)('%i: %j', (status, args, text) => {
    const done = run(args)
    expect(done.said).toMatch(text)
    expect(done.said).not.toMatch(/ENOENT|EEXIST|ruleglot bug/)
    expect(done.status).toBe(status)
  })
})
