import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

/** `convert --out` writes all or nothing: what stops it before its end leaves the folder as it was. */
const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'ruleglot-interrupted-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const RULES = 200
const rules = join(work, 'rules')
mkdirSync(rules)
for (let i = 0; i < RULES; i++) {
  const id = `0b1f5c1e-7a3d-4f0e-9d55-${String(i).padStart(12, '0')}`
  const source = 'logsource:\n  product: windows\n  category: process_creation'
  const text = `title: Tool ${i}\nid: ${id}\n${source}\ndetection:\n  selection:\n    CommandLine|contains: flag-${i}\n  condition: selection\nlevel: low\n`
  writeFileSync(join(rules, `r${i}.yml`), text)
}

async function partial(out: string): Promise<void> {
  for (let i = 0; i < 2000; i++) {
    const folder = join(out, '.ruleglot.partial')
    if (existsSync(folder) && readdirSync(folder).length > 3) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('no output waits')
}

describe('convert --out that does not come to its end', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s', async (signal) => {
    const out = join(work, signal, 'out')
    const child = spawn(process.execPath, [command, 'convert', rules, '--to', 'elastic', '--out', out, '--quiet'])
    await partial(out)
    child.kill(signal)
    const [, by] = await once(child, 'exit')
    expect(by).toBe(signal)
    expect(existsSync(join(work, signal))).toBe(false)
  })

  test('a folder that cannot be written', () => {
    const out = join(work, 'file')
    writeFileSync(out, '')
    const done = spawnSync(process.execPath, [command, 'convert', rules, '--to', 'elastic', '--out', out], {
      encoding: 'utf8',
    })
    expect(done.status).toBe(2)
    expect(done.stderr).toMatch(/file.* cannot be written or read/)
  })
})
