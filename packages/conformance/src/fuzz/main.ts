import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { dump } from 'js-yaml'
import { type FuzzTarget, fuzzTargets } from './targets.js'

/**
 * The long run: `tsx packages/conformance/src/fuzz/main.ts MINUTES [SEED] [TARGET...]`, after `npm run build`. Targets
 * take turns in a process of their own; one that spends a minute on one input, or more than a gigabyte, is stopped and
 * the input counts as failed. Prints what ran and each failure once, shrunk, as an entry for `corpus/<target>.yaml`.
 */
const MOST_SECONDS = 60
const LOOK_SECONDS = 2
const MEMORY = 1024
const BATCH = 100

const [first = '10', second = '1', ...names] = process.argv.slice(2)
if (first === '--child') await runBatches(second, names)
else watch(Number(first), Number(second), names)

/** What a child is trying: the file it writes before each input. */
interface Trying {
  readonly target: string
  readonly text: string
  readonly choice: number
  readonly seed: number
}

function watch(minutes: number, seed: number, targets: readonly string[]): void {
  if (!(minutes > 0)) throw new TypeError('the first argument is a number of minutes')
  const folder = mkdtempSync(join(tmpdir(), 'ruleglot-fuzz-'))
  const file = join(folder, 'trying.json')
  const end = Date.now() + minutes * 60_000
  const counts = new Map<string, Count>()
  const start = (from: number): void => {
    const child = fork(fileURLToPath(import.meta.url), ['--child', file, String(from), String(end), ...targets], {
      execArgv: [...process.execArgv, `--max-old-space-size=${MEMORY}`],
    })
    let stopped = false
    child.on('message', (message) => {
      const { target, failed, ...count } = message as Count & { readonly target: string; readonly failed: boolean }
      if (failed) process.exitCode = 1
      counts.set(target, added(counts.get(target), count))
    })
    // Looks are counted, not time: a machine that slept, or a process that was paused, makes no input slow.
    let [looks, last] = [0, 0]
    const timer = setInterval(() => {
      const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
      looks = written === last ? looks + 1 : 0
      last = written
      if (looks * LOOK_SECONDS < MOST_SECONDS) return
      stopped = true
      child.kill('SIGKILL')
    }, LOOK_SECONDS * 1000)
    child.on('exit', (code) => {
      clearInterval(timer)
      if (code === 0) {
        finish()
        return
      }
      const { target, text, choice, seed: at } = JSON.parse(readFileSync(file, 'utf8')) as Trying
      report(target, text, choice, stopped ? `more than ${MOST_SECONDS} seconds` : `the process ended with ${code}`)
      process.exitCode = 1
      if (Date.now() < end) start(at + 1)
      else finish()
    })
  }
  const finish = (): void => {
    rmSync(folder, { recursive: true })
    for (const [id, { runs, milliseconds, slowest, text }] of counts) {
      const mean = (milliseconds / Math.max(1, runs)).toFixed(1)
      console.log(`${id}: ${runs} inputs, ${mean} ms each, slowest ${slowest.toFixed(0)} ms`)
      if (slowest > 3000) console.log(indented(text))
    }
  }
  start(seed)
}

interface Count {
  readonly runs: number
  readonly milliseconds: number
  readonly slowest: number
  /** The slowest. */
  readonly text: string
}

function added(a: Count | undefined, b: Count): Count {
  if (a === undefined) return b
  const slower = a.slowest > b.slowest ? a : b
  return { ...slower, runs: a.runs + b.runs, milliseconds: a.milliseconds + b.milliseconds }
}

async function runBatches(file: string, [from, end, ...names]: readonly string[]): Promise<void> {
  const targets = fuzzTargets().filter(({ id }) => names.length === 0 || names.includes(id))
  const known = new Set<string>()
  for (let seed = Number(from); Date.now() < Number(end); seed++) {
    for (const target of targets) {
      const count = { runs: 0, milliseconds: 0, slowest: 0, text: '' }
      const outcome = fc.check(
        fc.property(target.input, fc.nat(1000), (text, choice) => {
          writeFileSync(file, JSON.stringify({ target: target.id, text, choice, seed } satisfies Trying))
          const started = performance.now()
          target.check(text, choice)
          const took = performance.now() - started
          count.runs++
          count.milliseconds += took
          if (took > count.slowest) Object.assign(count, { slowest: took, text })
        }),
        { seed, numRuns: BATCH, interruptAfterTimeLimit: 30_000 },
      )
      const failed = outcome.counterexample !== null
      await new Promise((resolve) => process.send?.({ target: target.id, failed, ...count }, resolve))
      if (outcome.counterexample === null) continue
      const [text, choice] = outcome.counterexample
      const why = outcome.errorInstance instanceof Error ? (outcome.errorInstance.stack ?? '') : 'failed'
      const key = placeOf(why, target)
      if (known.has(key)) continue
      known.add(key)
      report(target.id, text, choice, why.split('\n').slice(0, 8).join('\n'))
    }
  }
  process.disconnect()
}

/** Failures with one message at one place are one failure. */
function placeOf(why: string, { id }: FuzzTarget): string {
  const message = (why.split('\n')[0] ?? '').slice(0, 40)
  return `${id} ${message} ${/\n\s+at .*/.exec(why)?.[0] ?? ''}`
}

function report(target: string, text: string, choice: number, why: string): void {
  console.log(`\n${target} (choice ${choice}): ${why}`)
  console.log(indented(dump([{ about: 'what went wrong', text }], { lineWidth: -1 })))
}

function indented(text: string): string {
  return text.slice(0, 3000).replace(/^/gm, '  ')
}
