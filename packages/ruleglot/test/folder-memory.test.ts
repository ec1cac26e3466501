import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/**
 * Folders are read rule by rule: the command gets a heap that does not hold the trees of the folder. Four megabytes
 * here; RULEGLOT_FULL=1 takes twenty, and more verbs. What a heap of 80 MB does with 20 MB, one of 400 MB does with 100.
 */
const isFull = process.env['RULEGLOT_FULL'] === '1'
const [megabytes, heap] = isFull ? [20, 80] : [4, 48]
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ruleglot-folder-'))
const [long, out] = ['long', 'out'].map((name) => mkdtempSync(join(tmpdir(), `ruleglot-folder-${name}-`))) as [
  string,
  string,
]
afterAll(() => {
  for (const one of [folder, long, out]) rmSync(one, { recursive: true })
})

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

/** Rules of half a megabyte, whose outputs together are more than the heap leaves room for. */
function fillLong(): void {
  const line = '  What the tool does is told at length here, line after line.\n'
  for (let i = 0; i < LONG; i++)
    writeFileSync(
      join(long, `rule_${i}.yml`),
      ruleOf(i).replace('logsource:', `description: |\n${line.repeat(8000)}logsource:`),
    )
}

const LONG = 24

/** A row of the report and a file for each rule, and nothing else. */
function hasOutputs(rows: string, rules: number): boolean {
  const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return names.length === rules + 1 && rows.split('\n').length === rules + 1
}

describe(`a folder of ${megabytes} MB in a heap of ${heap} MB`, () => {
  const files = fill()
  if (!isFull) fillLong()
  const [converted, rules] = isFull ? [folder, files] : [long, LONG]
  test.each([
    [
      'convert',
      [converted, '--to', 'elastic', '--out', out, '--format', 'ndjson'],
      (rows: string) => hasOutputs(rows, rules),
    ],
    ['fields', [folder], (out: string) => out.includes('CommandLine')],
    ['test', [folder], (out: string) => out.includes(`${files} rules`)],
    ...(isFull
      ? ([
          ['check', [folder], () => true],
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
