import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/**
 * Folders are read rule by rule: the command gets a heap that does not hold the trees of the folder. Four megabytes
 * here; RULEGLOT_FULL=1 takes a hundred.
 */
const isFull = process.env['RULEGLOT_FULL'] === '1'
const [megabytes, heap] = isFull ? [100, 400] : [4, 48]
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ruleglot-folder-'))
afterAll(() => rmSync(folder, { recursive: true }))

const many = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join('')
const ruleOf = (i: number): string =>
  `title: Tool ${i}\nid: 0b1f5c1e-7a3d-4f0e-9d55-${String(i).padStart(12, '0')}\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n  selection:\n    CommandLine|contains:\n${many(60, (k) => `      - ' --flag-${(i * 7919 + k * 104729) % 1000003} '\n`)}  other:\n    Image|endswith:\n${many(60, (k) => `      - '\\tool${(i * 31 + k) % 1000}.exe'\n`)}  condition: selection and not other\nlevel: low\n`

function fill(): number {
  let [bytes, files] = [0, 0]
  for (; bytes < megabytes * 1e6; files++) {
    const at = join(folder, String(files % 20))
    mkdirSync(at, { recursive: true })
    const text = ruleOf(files)
    writeFileSync(join(at, `rule_${files}.yml`), text)
    bytes += text.length
  }
  return files
}

describe(`a folder of ${megabytes} MB in a heap of ${heap} MB`, () => {
  const files = fill()
  test.each([
    ['fields', [folder], (out: string) => out.includes('CommandLine')],
    ['test', [folder], (out: string) => out.includes(`${files} rules`)],
    ...(isFull
      ? ([
          ['diff', [folder, folder], (out: string) => out.includes(`${files} rules: ${files} unchanged.`)],
          ['mapping', ['missing', folder], () => true],
          ['inspect', [folder], (out: string) => out.split('\nFacts\n').length === files + 1],
        ] as const)
      : []),
  ] as const)(
    '%s',
    (verb, args, isWhole) => {
      const done = spawnSync(process.execPath, [`--max-old-space-size=${heap}`, command, verb, ...args], {
        encoding: 'utf8',
        maxBuffer: 2 ** 29,
      })
      expect({ status: done.status, stderr: done.stderr.slice(0, 500) }).toEqual({
        status: 0,
        stderr: expect.not.stringMatching(/error|heap/i),
      })
      expect(isWhole(done.stdout)).toBe(true)
    },
    isFull ? 1_200_000 : 60_000,
  )
})
