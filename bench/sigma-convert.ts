import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Rule } from '@ruleglot/core'
import { panther } from '@ruleglot/emitters/panther'
import { pantherCondition } from '@ruleglot/emitters/panther-condition'
import { sigma as parser } from '@ruleglot/parsers/sigma'
import { readSigmaCorpus } from '../packages/conformance/src/sigma/sigma-corpus.js'

/**
 * SigmaHQ's rules read and converted, in rules per second, beside pySigma with its Splunk backend on the same machine in
 * the same minutes. SIGMA_PYTHON names a Python that has both. The verdict, which pySigma has no like of, is not timed.
 */
export function benchSigmaConversion(): void {
  const files = readSigmaCorpus()
  if (files === undefined) {
    console.log('  skipped: no corpus')
    return
  }
  const texts = files.map(({ text }) => text)
  const read = (): readonly Rule[] =>
    texts.flatMap((text) => {
      const parsed = parser.parseRules?.({ '': text }, {})
      return parsed?.ok ? parsed.value : []
    })
  const convert = (emit: (rule: Rule) => { readonly ok: boolean } | undefined) => (): number =>
    read().filter((rule) => emit(rule)?.ok === true).length
  const work: Readonly<Record<string, () => number>> = {
    'ruleglot, read': () => read().length,
    'ruleglot, read and written as conditions': convert((rule) => pantherCondition.emitCondition?.(rule.condition, {})),
    'ruleglot, read and written as Panther Python': convert((rule) => panther.emitCondition?.(rule.condition, {})),
  }
  const times = new Map<string, readonly [number, number]>()
  // Before and behind the other: what the machine does meanwhile shows.
  const round = (): void => {
    for (const [name, run] of Object.entries(work)) {
      const start = performance.now()
      const done = run()
      const seconds = (performance.now() - start) / 1000
      times.set(name, [done, Math.min(seconds, times.get(name)?.[1] ?? seconds)])
    }
  }
  round()
  const other = pySigma(texts)
  round()
  const base = other?.['convert']
  const rows = [
    ...times,
    ...Object.entries(other ?? {}).map(([name, row]) => [`pySigma, ${NAMES[name]}`, row] as const),
  ]
  console.log(`  ${texts.length} rules`)
  for (const [name, [done, seconds]] of rows) {
    const rate = done / seconds
    const ratio = base === undefined ? '' : `${(rate / (base[0] / base[1])).toFixed(1)} x`
    console.log(
      `  ${name.padEnd(48)} ${String(done).padStart(5)} done ${rate.toFixed(0).padStart(6)} rules/s   ${ratio}`,
    )
  }
  if (other === undefined) console.log('  pySigma skipped: SIGMA_PYTHON names no Python that has it')
}

const NAMES: Readonly<Record<string, string>> = { read: 'read', convert: 'read and converted for Splunk' }

function pySigma(texts: readonly string[]): Readonly<Record<string, readonly [number, number]>> | undefined {
  const script = fileURLToPath(new URL('../packages/conformance/python/bench_sigma.py', import.meta.url))
  const done = spawnSync(process.env['SIGMA_PYTHON'] ?? 'python3', [script], {
    input: texts.map((text) => JSON.stringify({ text })).join('\n'),
    encoding: 'utf8',
  })
  return done.status === 0 ? JSON.parse(done.stdout) : undefined
}
