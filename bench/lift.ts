import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { panther } from '@ruleglot/parsers/panther'

/**
 * All rules of panther-analysis read, their Python lifted, as a multiple of CPython importing the same files; the two take
 * turns. RULEGLOT_PANTHER_ANALYSIS names a checkout, PANTHER_PYTHON a Python with panther-core.
 */
export function benchLifting(): void {
  const root = process.env['RULEGLOT_PANTHER_ANALYSIS']
  const python = process.env['PANTHER_PYTHON']
  if (root === undefined || python === undefined || !existsSync(join(root, 'rules'))) {
    console.log('  skipped: RULEGLOT_PANTHER_ANALYSIS and PANTHER_PYTHON are not set')
    return
  }
  const files: Record<string, string> = {}
  for (const folder of ['rules', 'global_helpers', 'data_models']) {
    for (const name of readdirSync(join(root, folder), { recursive: true }) as string[]) {
      if (/\.(py|yml)$/.test(name)) files[join(folder, name)] = readFileSync(join(root, folder, name), 'utf8')
    }
  }
  const documents = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      name.endsWith('.py') ? 'def rule(event):\n    return True\n' : text,
    ]),
  )
  const times = { cpython: [] as number[], yaml: [] as number[], ruleglot: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    times.cpython.push(importTime(python, root))
    times.yaml.push(timeOf(() => panther.parseRules?.(documents, {})))
    times.ruleglot.push(timeOf(() => panther.parseRules?.(files, {})))
  }
  const cpython = median(times.cpython)
  const line = (name: string, ms: number): void =>
    console.log(`  ${name.padEnd(44)}${ms.toFixed(0).padStart(7)} ms${(ms / cpython).toFixed(1).padStart(7)} x`)
  line('CPython imports them', cpython)
  line('ruleglot reads and lifts them, first time', times.ruleglot[0] as number)
  line(`the same, median of ${ROUNDS}`, median(times.ruleglot))
  line('of that the documents alone (YAML)', median(times.yaml))
}

const ROUNDS = 3

function timeOf(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function importTime(python: string, root: string): number {
  const script = fileURLToPath(new URL('../packages/conformance/python/bench_import.py', import.meta.url))
  const done = spawnSync(python, [script, root], { encoding: 'utf8' })
  // Rules may print; the last line is ours.
  return Number(done.stdout.trimEnd().split('\n').pop()?.split(' ')[0]) * 1000
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number
}
