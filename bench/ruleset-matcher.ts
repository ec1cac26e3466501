import { cpuUsage } from 'node:process'
import { evaluator, type JsonValue } from '@ruleglot/core'
import { compileMatcher, type Matcher, type MatcherOptions, type MatcherRule } from '@ruleglot/matcher'
import { alternatingRounds } from './alternating-rounds.js'
import { processEvents } from './process-events.js'
import { sigmaRules } from './sigma-rules.js'

/**
 * Many rules over a stream of events, beside JSON.parse of the same lines: what no program that reads events goes below.
 * Targets: 3 times that on the mixed stream, 1.5 times without hits, 60 MB, building in 100 passes of JSON.parse.
 */
export function benchRulesetMatcher(): void {
  const all = sigmaRules()
  if (all === undefined) {
    console.log('  skipped: no shared folder')
    return
  }
  const process = all.filter(({ path }) => path.startsWith('rules/windows/process_creation/')).map(({ rule }) => rule)
  const events = processEvents(
    5000,
    process.map(({ condition }) => condition),
    7,
  )
  measure(`${process.length} rules of windows/process_creation`, process, events, {})
  const source = { product: 'windows', category: 'process_creation' }
  measure(
    `${all.length} rules of all sources, routed by log source`,
    all.map(({ rule }) => rule),
    events,
    {
      logSource: () => source,
    },
  )
}

function measure(
  title: string,
  rules: readonly MatcherRule[],
  events: readonly JsonValue[],
  options: MatcherOptions,
): void {
  const before = memory()
  const start = cpuUsage()
  const matcher = compileMatcher(rules, options)
  matcher.match(events[0])
  const { user, system } = cpuUsage(start)
  const buildMs = (user + system) / 1000
  const hits = events.map((event) => matcher.match(event))
  const kept = memory() - before
  const lines = events.map((event) => JSON.stringify(event))
  const quiet = lines.filter((_, i) => hits[i]?.length === 0)
  const hitEvents = hits.filter(({ length }) => length > 0).length
  const { asked } = matcher.stats()
  console.log(`  ${title}: ${events.length} events of ${Math.round(lines.join('').length / lines.length)} characters`)
  console.log(
    `    ${hits.flat().length} hits in ${hitEvents} events; ${(asked / events.length).toFixed(1)} rules asked per event, ${matcher.stats().always} always`,
  )
  checkSome(rules, events, hits, options.logSource !== undefined)
  const mixed = compare(lines, matcher)
  console.log(
    `    mixed stream     match ${mixed.ratio.toFixed(2)} x JSON.parse   target 3: ${verdict(mixed.ratio <= 3)}   ${mixed.perSecond} events/s with parsing`,
  )
  const none = compare(quiet, matcher)
  console.log(
    `    no hits          match ${none.ratio.toFixed(2)} x JSON.parse   target 1.5: ${verdict(none.ratio <= 1.5)}   ${none.perSecond} events/s with parsing`,
  )
  console.log(
    `    built in         ${buildMs.toFixed(0)} ms = ${(buildMs / mixed.parseMs).toFixed(1)} x one JSON.parse pass   target 100: ${verdict(buildMs / mixed.parseMs <= 100)}`,
  )
  console.log(
    `    memory           ${(kept / 1e6).toFixed(1)} MB   target 60: ${verdict(kept <= 60e6)}   (automata ${(matcher.stats().tables / 1e6).toFixed(1)} MB)`,
  )
}

const verdict = (met: boolean): string => (met ? 'met' : 'MISSED')

function compare(lines: readonly string[], matcher: Matcher): { ratio: number; parseMs: number; perSecond: string } {
  const parsed = lines.map((line) => JSON.parse(line) as JsonValue)
  const times = alternatingRounds({
    parse: () => lines.forEach((line) => void JSON.parse(line)),
    match: () => parsed.forEach((event) => void matcher.match(event)),
    both: () => lines.forEach((line) => void matcher.match(JSON.parse(line))),
  })
  const perSecond = Math.round((lines.length / times.both) * 1000).toLocaleString('en')
  return { ratio: times.match / times.parse, parseMs: times.parse, perSecond }
}

/** Every rule on every 100th event; with RULEGLOT_FULL=1 on every one, which takes minutes. */
function checkSome(
  rules: readonly MatcherRule[],
  events: readonly JsonValue[],
  hits: readonly (readonly string[])[],
  routed: boolean,
): void {
  const step = process.env['RULEGLOT_FULL'] === '1' ? 1 : 100
  // Rules of other sources are not asked.
  const asked = rules.filter(({ logSource = {} }) => !routed || isOfProcesses(logSource))
  const runs = asked.map(({ id, condition }) => ({ id, run: evaluator(condition) }))
  let differ = 0
  for (let i = 0; i < events.length; i += step) {
    const found = new Set(hits[i])
    for (const { id, run } of runs) if ((run(events[i]) === true) !== found.has(id)) differ++
  }
  console.log(
    `    every rule on every ${step === 1 ? '' : `${step}th `}event: ${differ === 0 ? 'as evaluate says' : `${differ} DIFFER`}`,
  )
}

function isOfProcesses({ category, product }: NonNullable<MatcherRule['logSource']>): boolean {
  return (category ?? 'process_creation') === 'process_creation' && (product ?? 'windows') === 'windows'
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + Math.max(external, arrayBuffers)
}
