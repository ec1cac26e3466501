import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuUsage } from 'node:process'
import { fileURLToPath } from 'node:url'
import { compileMatcher } from '@ruleglot/matcher'
import { processEvents } from './process-events.js'
import { type SigmaRule, sigmaRules } from './sigma-rules.js'

/**
 * The matcher beside other engines that run Sigma rules: rsigma (Rust, crates.io) and sigma-go (Go), each built from its
 * registry at a pinned version. Same rules, same events, reading JSON included, by processor time of one core. The
 * engines take turns, so that what else the machine does is the same for all; the median of the turns counts. Target:
 * twice rsigma's events a second, in its fastest configuration. Hits are compared rule by rule; bench/sigma-engines.md
 * says why some differ.
 */
export function benchSigmaEngines(): void {
  const all = sigmaRules()
  if (all === undefined) {
    console.log('  skipped: no shared folder')
    return
  }
  const process = all.filter(({ path }) => path.startsWith('rules/windows/process_creation/'))
  const conditions = process.map(({ rule }) => rule.condition)
  const lines = processEvents(5000, conditions, 7).map((event) => JSON.stringify(event))
  const engines = ENGINES.map((engine) => ({ engine, program: built(engine) }))
  compare(`${process.length} rules of windows/process_creation`, process, lines, engines, false)
  compare(`${all.length} rules of all sources, routed by log source`, all, lines, engines, true)
}

interface Engine {
  readonly name: string
  readonly folder: string
  readonly tool: string
  readonly build: (target: string) => readonly string[]
  readonly program: (target: string) => string
  /** Turns, and rounds in each for the median: a slow engine gets fewer. */
  readonly turns: number
  readonly rounds: number
  readonly routes: boolean
  /** A very slow one gets only the first events. */
  readonly events: number
}

const ENGINES: readonly Engine[] = [
  {
    name: 'rsigma 0.23.0',
    folder: 'rsigma',
    tool: 'cargo',
    build: (target) => ['build', '--release', '--locked', '--quiet', '--target-dir', target],
    program: (target) => join(target, 'release', 'rsigma-bench'),
    turns: 7,
    rounds: 3,
    routes: true,
    events: 5000,
  },
  {
    name: 'sigma-go 0.6.6',
    folder: 'sigma-go',
    tool: 'go',
    build: (target) => ['build', '-buildvcs=false', '-o', join(target, 'sigma-go-bench'), '.'],
    program: (target) => join(target, 'sigma-go-bench'),
    turns: 1,
    rounds: 1,
    routes: false,
    events: 50,
  },
]

interface Built {
  readonly engine: Engine
  readonly program: string | undefined
}

function built(engine: Engine): string | undefined {
  const folder = fileURLToPath(new URL(`peers/${engine.folder}`, import.meta.url))
  const target = fileURLToPath(new URL(`../node_modules/.cache/ruleglot-peers/${engine.folder}`, import.meta.url))
  if (spawnSync(engine.tool, ['version']).error !== undefined && spawnSync(engine.tool, ['--version']).error) {
    console.log(`  ${engine.name}: skipped, there is no ${engine.tool}`)
    return undefined
  }
  mkdirSync(target, { recursive: true })
  const made = spawnSync(engine.tool, engine.build(target), { cwd: folder, encoding: 'utf8' })
  const program = engine.program(target)
  if (made.status === 0 && existsSync(program)) return program
  console.log(`  ${engine.name}: skipped, it does not build: ${made.stderr.trim().split('\n').pop()}`)
  return undefined
}

interface Report {
  readonly rules: number
  readonly refused: readonly string[]
  readonly buildMs: number
  readonly configurations: Readonly<Record<string, { readonly perSecond: number; readonly hits: number }>>
}

function compare(
  title: string,
  rules: readonly SigmaRule[],
  lines: readonly string[],
  engines: readonly Built[],
  routed: boolean,
): void {
  console.log(`  ${title}; ${lines.length} events, reading JSON included`)
  const ours = prepareOurs(rules, lines, routed)
  console.log(`    ${row('ruleglot', ours.perSecond(), undefined)}   ${ours.hits.size} hits`)
  for (const { engine, program } of engines) {
    if (program === undefined || (routed && !engine.routes)) continue
    const folder = mkdtempSync(join(tmpdir(), 'ruleglot-bench-'))
    try {
      const [rulesFile, eventsFile, hitsFile] = ['rules', 'events', 'hits'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ]
      writeFileSync(rulesFile, rules.map(({ rule, text }) => JSON.stringify({ id: rule.id, text })).join('\n'))
      writeFileSync(eventsFile, lines.slice(0, engine.events).join('\n'))
      const turns = Array.from({ length: engine.turns }, () => {
        const own = ours.perSecond()
        const run = spawnSync(program, [rulesFile, eventsFile, hitsFile, String(engine.rounds)], { encoding: 'utf8' })
        if (run.status !== 0) throw new Error(`${engine.name} ended with ${run.status}: ${run.stderr}`)
        return { own, report: JSON.parse(run.stdout) as Report }
      })
      const report = (turns[0] as (typeof turns)[number]).report
      const names = Object.keys(report.configurations).filter((name) => !routed || name !== 'plain')
      const of = (turn: (typeof turns)[number], name: string): number =>
        turn.report.configurations[name]?.perSecond ?? 0
      for (const name of names) {
        const ratio = median(turns.map((turn) => of(turn, name) / turn.own))
        console.log(`    ${row(`${engine.name} ${name}`, median(turns.map((turn) => of(turn, name))), ratio)}`)
      }
      const ratios = turns.map((turn) => turn.own / Math.max(...names.map((name) => of(turn, name))))
      const ratio = median(ratios)
      const range = `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)} in ${turns.length} turns`
      const target = engine.folder === 'rsigma' ? `   target 2: ${ratio >= 2 ? 'met' : 'MISSED'}` : ''
      console.log(`      ruleglot ${ratio.toFixed(2)} times the fastest of these (${range})${target}`)
      const theirs = new Set(readFileSync(hitsFile, 'utf8').split('\n').filter(Boolean))
      const hits = [...ours.hits].filter((hit) => Number.parseInt(hit, 10) < engine.events)
      compareHits(rules, report, new Set(hits), theirs)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}

function row(name: string, perSecond: number, ofOurs: number | undefined): string {
  const speed = Math.round(perSecond).toLocaleString('en').padStart(9)
  return `${name.padEnd(26)}${speed} events/s${ofOurs === undefined ? '' : `${ofOurs.toFixed(3).padStart(8)} of ruleglot`}`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** All threads together, the collector's too. */
function processorMs(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}

/** The peers are told the same: bench/peers. All skip a rule only where a word that both name differs. */
const SOURCE = { product: 'windows', category: 'process_creation', service: 'sysmon' }
const WARMING = 3
const ROUNDS = 3

function prepareOurs(
  rules: readonly SigmaRule[],
  lines: readonly string[],
  routed: boolean,
): { readonly perSecond: () => number; readonly hits: ReadonlySet<string> } {
  const matcher = compileMatcher(
    rules.map(({ rule }) => rule),
    routed ? { logSource: () => SOURCE } : {},
  )
  const once = (): number => {
    const start = processorMs()
    for (const line of lines) matcher.match(JSON.parse(line))
    return processorMs() - start
  }
  for (let round = 0; round < WARMING; round++) once()
  const hits = new Set<string>()
  for (const [number, line] of lines.entries()) {
    for (const id of matcher.match(JSON.parse(line))) hits.add(`${number}\t${id}`)
  }
  return { perSecond: () => (lines.length / median(Array.from({ length: ROUNDS }, once))) * 1000, hits }
}

/** By rule: how many events one engine alone says match. */
function compareHits(
  rules: readonly SigmaRule[],
  { rules: loaded, refused }: Report,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
): void {
  const differs = new Map<string, { ours: number; theirs: number }>()
  const count = (key: string, of: 'ours' | 'theirs'): void => {
    const id = key.slice(key.indexOf('\t') + 1)
    const entry = differs.get(id) ?? { ours: 0, theirs: 0 }
    entry[of]++
    differs.set(id, entry)
  }
  for (const key of ours) if (!theirs.has(key)) count(key, 'ours')
  for (const key of theirs) if (!ours.has(key)) count(key, 'theirs')
  const notRead = new Set(refused)
  console.log(`      ${loaded} rules read, ${theirs.size} hits; rules whose hits differ: ${differs.size}`)
  const paths = new Map(rules.map(({ rule, path }) => [rule.id, path]))
  for (const [id, { ours: more, theirs: fewer }] of [...differs].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const why = notRead.has(id) ? 'not read' : `ruleglot alone ${more}, the other alone ${fewer}`
    console.log(`        ${paths.get(id)?.split('/').pop() ?? id}: ${why}`)
  }
}
