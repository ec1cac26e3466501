import { cpuUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { evaluator, type JsonValue } from '@ruleglot/core'
import { compileMatcher, type EventSource, type Matcher, type MatcherRule } from '@ruleglot/matcher'
import { sourceFits } from '../packages/matcher/src/log-source.js'
import { alternatingRounds } from './alternating-rounds.js'
import { inProcesses, type Spread, spreadOf } from './in-processes.js'
import { processEvents } from './process-events.js'
import { sigmaRules } from './sigma-rules.js'

/**
 * Many rules over a stream of events, beside JSON.parse of the same lines: what no program that reads events goes below.
 * Events are matched as they come: some lines are read, then matched, and both are timed. Beside it the same with all
 * events read before, long gone from the processor's cache when they are matched. Medians of five processes.
 * Targets: 3 times JSON.parse on the mixed stream, 1.5 times without hits, 60 MB, building in 100 passes of JSON.parse.
 */
export function benchRulesetMatcher(): void {
  const own = process.env['RULEGLOT_BENCH_PART']
  if (own !== undefined) {
    console.log(JSON.stringify(measurePart(Number(own))))
    return
  }
  if (sigmaRules() === undefined) {
    console.log('  skipped: no shared folder')
    return
  }
  for (let part = 0; part < 3; part++) print(inProcesses<Measured>('ruleset-matcher', part, TURNS))
}

const TURNS = 5

interface Measured {
  /** What is matched, found and asked: the same in every process. */
  readonly about: readonly string[]
  readonly mixed: Compared
  readonly quiet: Compared
  readonly withoutRepeats: number
  readonly buildMs: number
  readonly passes: number
  readonly memory: number
  readonly tables: number
}

function print(all: readonly Measured[]): void {
  for (const line of all[0]?.about ?? []) console.log(line)
  const of = (value: (one: Measured) => number): Spread => spreadOf(all.map(value))
  const stream = (name: string, one: (from: Measured) => Compared, target: number): void => {
    const { median } = of((from) => one(from).ratio)
    const perSecond = Math.round(of((from) => one(from).perSecond).median).toLocaleString('en')
    const before = of((from) => one(from).readBefore).median.toFixed(2)
    console.log(
      `    ${name.padEnd(17)}match ${told(of((from) => one(from).ratio))} x JSON.parse   target ${target}: ${verdict(median <= target)}   ${perSecond} events/s with parsing   (all read before: ${before})`,
    )
  }
  stream('mixed stream', ({ mixed }) => mixed, 3)
  stream('no hits', ({ quiet }) => quiet, 1.5)
  const unique = of(({ withoutRepeats }) => withoutRepeats)
  console.log(`    no value repeats match ${told(unique)} x JSON.parse   (of the stream without hits)`)
  const [built, passes, kept] = [of(({ buildMs }) => buildMs), of((one) => one.passes), of(({ memory }) => memory)]
  console.log(
    `    built in         ${built.median.toFixed(0)} ms = ${told(passes)} x one JSON.parse pass   target 100: ${verdict(passes.median <= 100)}`,
  )
  const tables = of((one) => one.tables).median
  console.log(
    `    memory           ${told(kept)} MB   target 60: ${verdict(kept.median <= 60)}   (automata ${tables.toFixed(1)} MB)`,
  )
}

function told({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`
}

function measurePart(part: number): Measured {
  const all = sigmaRules() ?? []
  const creation = all.filter(({ path }) => path.startsWith('rules/windows/process_creation/')).map(({ rule }) => rule)
  const rules = all.map(({ rule }) => rule)
  const events = processEvents(
    5000,
    creation.map(({ condition }) => condition),
    7,
  )
  if (part === 0) return measure(`${creation.length} rules of windows/process_creation`, creation, events, undefined)
  if (part === 1) {
    return measure(
      `${rules.length} rules of all sources, routed by the events' whole log source`,
      rules,
      events,
      SYSMON,
    )
  }
  const source = { product: 'windows', category: 'process_creation' }
  return measure(`${rules.length} rules of all sources, routed by product and category alone`, rules, events, source)
}

/** The events are Sysmon's. Without the service, the rules of every other service of Windows are asked as well. */
const SYSMON: EventSource = { product: 'windows', category: 'process_creation', service: 'sysmon' }

function measure(
  title: string,
  rules: readonly MatcherRule[],
  events: readonly JsonValue[],
  source: EventSource | undefined,
): Measured {
  const before = memory()
  const start = cpuUsage()
  const matcher = compileMatcher(rules, source === undefined ? {} : { logSource: () => source })
  matcher.match(events[0])
  const buildMs = spent(start)
  const hits = events.map((event) => matcher.match(event))
  const kept = memory() - before
  const lines = events.map((event) => JSON.stringify(event))
  const quiet = lines.filter((_, i) => hits[i]?.length === 0)
  const hitEvents = hits.filter(({ length }) => length > 0).length
  const { asked, always } = matcher.stats()
  const fitting = rules.filter(({ logSource = {} }) => source === undefined || sourceFits(logSource, source))
  const about = [
    `  ${title}: ${events.length} events of ${Math.round(lines.join('').length / lines.length)} characters`,
    `    ${fitting.length} rules are of the source; ${hits.flat().length} hits in ${hitEvents} events; ${(asked / events.length).toFixed(1)} rules asked per event, ${always} always`,
    ...(process.env['RULEGLOT_BENCH_TURN'] === '0' ? [checkSome(fitting, events, hits)] : []),
  ]
  const mixed = compare(lines, matcher)
  return {
    about,
    mixed,
    quiet: compare(quiet, matcher),
    withoutRepeats: compare(quiet.map(withoutRepeats), matcher).ratio,
    buildMs,
    passes: buildMs / mixed.parseMs,
    memory: kept / 1e6,
    tables: matcher.stats().tables / 1e6,
  }
}

/** Values that are remembered help where values repeat: here none does. */
function withoutRepeats(line: string, number: number): string {
  const event = JSON.parse(line) as Record<string, JsonValue>
  const unique = (value: JsonValue): JsonValue =>
    typeof value === 'string' ? `${value} ${number.toString(36)}` : value
  return JSON.stringify(Object.fromEntries(Object.entries(event).map(([key, value]) => [key, unique(value)])))
}

const verdict = (met: boolean): string => (met ? 'met' : 'MISSED')

interface Compared {
  readonly ratio: number
  /** With all events read before. */
  readonly readBefore: number
  readonly parseMs: number
  readonly perSecond: number
}

function compare(lines: readonly string[], matcher: Matcher): Compared {
  const stream = asTheyCome(lines, matcher)
  const parsed = lines.map((line) => JSON.parse(line) as JsonValue)
  const times = alternatingRounds({
    parse: () => lines.forEach((line) => void JSON.parse(line)),
    match: () => parsed.forEach((event) => void matcher.match(event)),
  })
  return {
    ratio: stream.matchMs / stream.parseMs,
    readBefore: times.match / times.parse,
    parseMs: stream.parseMs,
    perSecond: (lines.length / (stream.parseMs + stream.matchMs)) * 1000,
  }
}

/** A hundred lines are read, then matched, and the next hundred: of each hundred the median over rounds. */
function asTheyCome(
  lines: readonly string[],
  matcher: Matcher,
): { readonly parseMs: number; readonly matchMs: number } {
  const [parses, matches]: [number[][], number[][]] = [[], []]
  for (let round = -3; round < ROUNDS; round++) {
    for (let from = 0; from < lines.length; from += TOGETHER) {
      const some = lines.slice(from, from + TOGETHER)
      const start = cpuUsage()
      const events = some.map((line) => JSON.parse(line) as JsonValue)
      const parse = spent(start)
      const between = cpuUsage()
      for (const event of events) matcher.match(event)
      const match = spent(between)
      if (round < 0) continue
      const place = from / TOGETHER
      parses[place] = [...(parses[place] ?? []), parse]
      matches[place] = [...(matches[place] ?? []), match]
    }
  }
  return { parseMs: sumOfMedians(parses), matchMs: sumOfMedians(matches) }
}

function sumOfMedians(all: readonly (readonly number[])[]): number {
  return all.reduce((sum, times) => sum + ([...times].sort((a, b) => a - b)[times.length >> 1] as number), 0)
}

const ROUNDS = 21
const TOGETHER = 100

function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = cpuUsage(since)
  return (user + system) / 1000
}

/** Every rule on every 100th event; with RULEGLOT_FULL=1 on every one, which takes minutes. */
function checkSome(
  rules: readonly MatcherRule[],
  events: readonly JsonValue[],
  hits: readonly (readonly string[])[],
): string {
  const step = process.env['RULEGLOT_FULL'] === '1' ? 1 : 100
  const runs = rules.map(({ id, condition }) => ({ id, run: evaluator(condition) }))
  let differ = 0
  for (let i = 0; i < events.length; i += step) {
    const found = new Set(hits[i])
    for (const { id, run } of runs) if ((run(events[i]) === true) !== found.has(id)) differ++
  }
  return `    every rule on every ${step === 1 ? '' : `${step}th `}event: ${differ === 0 ? 'as evaluate says' : `${differ} DIFFER`}`
}

/** What is held, after what is not was thrown away. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
