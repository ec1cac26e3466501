import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { loadPack } from 'ruleglot'
import { BOUND, type Growth, growthOf } from './growth.js'
import { boundOf } from './scaling-bounds.js'
import { scalingOperations } from './scaling-operations.js'
import { SETS } from './scaling-sets.js'
import { SHAPES } from './scaling-shapes.js'
import { FOLDERS, GUESSES, TEXTS } from './scaling-texts.js'

/**
 * In a process whose garbage is collected by one thread, and seldom: a heap that outgrows the space for what is new costs
 * three times as much a value from there on, and threads that wait for each other count as processor time.
 */
export function benchScalingApart(): void {
  const flags = [
    '--expose-gc',
    '--single-threaded-gc',
    `--min-semi-space-size=${NURSERY}`,
    `--max-semi-space-size=${NURSERY}`,
  ]
  const args = [...flags, ...process.execArgv, fileURLToPath(import.meta.url)]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`the bench ended with ${status}`)
}

const NURSERY = 256

/**
 * Does anything take more than its size? Every operation on conditions, rules, texts and sets that are twice as large
 * each time, in several shapes, for what is slow in one is not in another. A line says the size of the largest, the time
 * of one run on it, and how the time grew with the last two doublings; at its end stand those that grow faster than the
 * bound, with the limit that ends it where there is one. `npm run bench -- scaling`; words in RULEGLOT_SCALING choose
 * operations, and after a slash shapes, by name: `RULEGLOT_SCALING=normalise,emit kql/wide`.
 */
async function benchScaling(wanted = process.env['RULEGLOT_SCALING'] ?? ''): Promise<void> {
  const start = process.cpuUsage()
  const [operations, shapes] = wanted.split('/').map(words)
  const above: string[] = []
  const jumps: string[] = []
  let measured = 0
  const print = (name: string, shape: string, growth: Growth | undefined): void => {
    if (growth === undefined) return
    measured++
    const line = `${[name, shape].filter((part) => part !== '').join(', ')}: ${cell(growth)}`
    console.log(line)
    if (growth.isAbove) above.push(line)
    else if (growth.isJump) jumps.push(line)
  }
  const pack = await loadPack('okta.system')
  if (pack === undefined) throw new Error('the pack of the bench is not there')
  for (const [name, run] of Object.entries(scalingOperations(pack))) {
    if (!isChosen(name, operations)) continue
    for (const [shape, size] of Object.entries(SHAPES)) {
      if (isChosen(shape, shapes))
        print(
          name,
          shape,
          growthOf(size, (n) => run(size.make(n))),
        )
    }
  }
  for (const [name, texts] of Object.entries({ ...TEXTS, ...FOLDERS, ...GUESSES })) {
    if (!isChosen(name, operations)) continue
    const prepare = (n: number) => {
      const files = texts.make(n)
      return () => texts.read(files)
    }
    print(name, '', growthOf(texts, prepare))
  }
  for (const [name, set] of Object.entries(SETS)) {
    if (isChosen(name, operations)) print(name, '', growthOf(set, set.prepare))
  }
  const { user, system } = process.cpuUsage(start)
  console.log(`\n${measured} lines in ${((user + system) / 60e6).toFixed(1)} minutes of a core`)
  section(`more than ${BOUND} in both of the last doublings`, above)
  section('one doubling that stands out', jumps)
}

/** What stands out, with the bound that ends it; first what has none. */
function section(title: string, lines: readonly string[]): void {
  const rows = lines.map((line) => ({ line, why: boundOf(line) }))
  const findings = rows.filter(({ why }) => why === undefined).length
  console.log(`${title}: ${lines.length}, without a bound: ${findings}`)
  for (const { line, why } of [...rows].sort((a, b) => (a.why ?? '').localeCompare(b.why ?? ''))) {
    console.log(`  ${line}${why === undefined ? '' : ` (${why})`}`)
  }
}

const words = (text: string): readonly string[] => text.split(',').filter((word) => word !== '')
const isChosen = (name: string, wanted: readonly string[] = []): boolean =>
  wanted.length === 0 || wanted.some((word) => name.includes(word))

function cell({ size, took, steps }: Growth): string {
  return `${size} in ${took.toFixed(0)} ms, ${steps.map((step) => step.toFixed(1)).join(' ')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchScaling()
