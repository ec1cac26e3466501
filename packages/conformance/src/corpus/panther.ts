import { assumptionHolds, evaluate, splitKeySpellings, wholeCondition } from '@ruleglot/core'
import { type PantherRule, pantherAnalysis, readPantherAnalysis } from '../panther-analysis.js'
import { inParts } from './in-parts.js'
import { type PantherData, pantherReport } from './panther-report.js'
import { type ProofRule, readProofRules } from './proof-rules.js'
import { liftedTripOf, type PythonTrip, tripOf } from './python-trips.js'
import { runLifted } from './run-lifted.js'
import type { Section } from './section.js'

/** panther-analysis: what of its Python is read, what its tests say of that, and Python written from it. */
export const pantherSample: Section = (progress) => measure(4, progress)

/** All rules; some minutes, so only when RULEGLOT_FULL=1 asks for it. */
export const pantherWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1' ? measure(1, progress) : undefined

async function measure(step: number, progress: (text: string) => void): ReturnType<Section> {
  const root = pantherAnalysis()
  if (root === undefined) {
    progress('RULEGLOT_PANTHER_ANALYSIS names no checkout of panther-analysis: the committed report stays as it is')
    return undefined
  }
  const others = await otherTrips(step, progress)
  if (others === undefined) return undefined
  const { total, rules } = readPantherAnalysis(root, { takes: (index) => index % step === 0 })
  progress(`${rules.length} of ${total} rules read`)
  const tests = rules.flatMap(runTests)
  progress(`${tests.length} tests run`)
  const sources = [liftedTrips(rules), ...others]
  const runs = runLifted(rules)
  progress(`${runs.events} events run`)
  const data: PantherData = {
    source: 'panther-labs/panther-analysis daa10c88',
    step,
    total,
    rules: rules.length,
    classes: classesOf(rules),
    unread: topReasons(rules),
    assumptions: assumptionsOf(rules),
    tests: counted(tests.map(({ outcome }) => outcome)),
    functions: functionsOf(rules),
    written: sources.map(tripRow),
    runs: { modules: runs.modules, events: runs.events, excused: runs.excused },
  }
  return {
    data,
    markdown: pantherReport(data, step === 1 ? 'panther-whole' : 'panther'),
    refuted: [
      ...tests.filter(({ outcome }) => outcome === 'failed').map(({ name }) => `test: ${name}`),
      ...sources
        .flatMap(({ trips }) => trips)
        .filter(({ verdict }) => WRONG.has(verdict))
        .map(({ name, verdict }) => `${name}: ${verdict}`),
      ...runs.wrong,
    ],
  }
}

const WRONG: ReadonlySet<string> = new Set(['wider', 'narrower', 'different'])

/** The hardest thing that rule() itself does. */
function classOf({ python }: PantherRule): string {
  const body = /^def rule\([\s\S]*?(?=^\S|(?![\s\S]))/m.exec(python)?.[0] ?? ''
  return CLASSES.find(([, pattern]) => pattern.test(body))?.[0] ?? 'one expression'
}

const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['keeps state or asks the clock', /\bglobal\b|utcnow|\.now\(|string_set|dictionary\(|caching/],
  ['computes values', /\btry:|json\.|\bre\.|ip_(?:address|network)|\.split\(|\blen\(|\b(?:int|float)\(|datetime/],
  ['goes through lists', /\bfor\b|deep_walk/],
  ['data model', /\.udm\(/],
  ['calls functions', /(?<![.\w])(?!(?:rule|bool|str|any|all|isinstance|return|and|or|not|in|if)\b)[a-z_]\w*\(/],
  ['assigns', /^\s+\w+ = /m],
  ['early returns', /^\s+if\b/m],
]

function classesOf(rules: readonly PantherRule[]): PantherData['classes'] {
  const names = ['one expression', ...CLASSES.map(([name]) => name).reverse()]
  return names.map((name) => {
    const own = rules.filter((rule) => classOf(rule) === name)
    const atAll = own.filter(({ rule }) => rule.condition.kind !== 'Opaque').length
    return { name, rules: own.length, whole: own.filter(({ whole }) => whole).length, atAll }
  })
}

function topReasons(rules: readonly PantherRule[]): PantherData['unread'] {
  const reasons = rules.flatMap(({ said }) => {
    const own = said.filter(({ code }) => code === 'panther/unread-python')
    return [...new Set(own.map(({ message }) => message.replace(/^.*? not read: /, '').replace(/\.$/, '')))]
  })
  return top(counted(reasons), 10)
}

function assumptionsOf(rules: readonly PantherRule[]): PantherData['assumptions'] {
  const lifted = rules.filter(({ whole }) => whole)
  const all = lifted.map(({ rule }) => rule.assumptions ?? [])
  // What only severity() relies on says so.
  const ofRule = all.map((named) => named.filter(({ why }) => !why.startsWith('severity():')))
  const counts = ofRule.map(({ length }) => length)
  const fields = ofRule.map((named) => new Set(splitKeySpellings(named).map(({ path }) => JSON.stringify(path))).size)
  const kinds = lifted.flatMap(({ rule }) => [...new Set(rule.assumptions?.map(({ kind }) => kind))])
  const medianWithSeverity = median(all.map(({ length }) => length))
  return {
    median: median(counts),
    medianFields: median(fields),
    medianWithSeverity,
    ownTests: ownTestsOf(lifted),
    rulesByKind: counted(kinds),
  }
}

/** Tests without mocks of rules read whole, and how many of them keep every assumption. */
function ownTestsOf(rules: readonly PantherRule[]): PantherData['assumptions']['ownTests'] {
  const kept = rules.flatMap(({ rule }) =>
    rule.tests
      .filter(({ vendor }) => vendor?.['Mocks'] === undefined)
      .map(({ event }) => (rule.assumptions ?? []).every((assumption) => assumptionHolds(assumption, event))),
  )
  return { tests: kept.length, keeping: kept.filter(Boolean).length }
}

/** Tests without mocks. An event that breaks an assumption of the reading is not decided by it. */
function runTests({ rule, file }: PantherRule): readonly { readonly name: string; readonly outcome: string }[] {
  const condition = wholeCondition(rule)
  return rule.tests.map(({ name, event, expected, vendor }) => {
    const done = { name: `${file}: ${name}` }
    if (vendor?.['Mocks'] !== undefined) return { ...done, outcome: 'mocked' }
    const verdict = evaluate(condition, event)
    if (verdict === 'unknown') return { ...done, outcome: 'undecided' }
    if (verdict === expected) return { ...done, outcome: 'as expected' }
    const excused = rule.assumptions?.some((assumption) => !assumptionHolds(assumption, event)) ?? false
    return { ...done, outcome: excused ? 'excused by an assumption' : 'failed' }
  })
}

const FUNCTIONS = ['title', 'dedup', 'unique', 'severity', 'alert_context'] as const

function functionsOf(rules: readonly PantherRule[]): PantherData['functions'] {
  return FUNCTIONS.map((name) => {
    const having = rules.filter(({ python }) => new RegExp(`^def ${name}\\(`, 'm').test(python))
    const reasons = having.flatMap(({ said, rule }) => {
      const found = said.find(({ code, data }) => code === 'panther/unread-function' && data?.['function'] === name)
      const reason = found?.data?.['reason']
      if (typeof reason !== 'string') return []
      if (!/values are computed/.test(reason)) return [reason]
      return [rule.outputFields.length > 0 ? 'some of its values are computed' : 'all of its values are computed']
    })
    const all = counted(reasons)
    const partly = all['some of its values are computed'] ?? 0
    return { name, rules: having.length, read: having.length - reasons.length, partly, unread: top(all, 5) }
  })
}

interface Source {
  readonly name: string
  readonly trips: readonly PythonTrip[]
}

/** Python written from what was read, read again and compared. */
function liftedTrips(rules: readonly PantherRule[]): Source {
  const trips = rules
    .filter(({ whole }) => whole)
    .map(({ rule, file }) => liftedTripOf(file, wholeCondition(rule), rule.assumptions ?? []))
  return { name: "Panther's own, lifted", trips }
}

/** The same of other rules, every so manyth; of all of them in parts, undefined until they are complete. */
async function otherTrips(step: number, progress: (text: string) => void): Promise<readonly Source[] | undefined> {
  const others = readProofRules()
  if (others === undefined) return []
  const trip = ({ name, condition }: ProofRule): PythonTrip => tripOf(name, condition)
  const some = (all: readonly ProofRule[]): readonly ProofRule[] => all.filter((_, i) => i % (8 * step) === 0)
  const all = step > 1 ? undefined : await inParts('python-trips', [...others.elastic, ...others.sigma], trip, progress)
  if (step === 1 && all === undefined) return undefined
  const { length } = others.elastic
  return [
    { name: 'Elastic, KQL', trips: all?.slice(0, length) ?? some(others.elastic).map(trip) },
    { name: 'SigmaHQ', trips: all?.slice(length) ?? some(others.sigma).map(trip) },
  ]
}

function tripRow({ name, trips }: Source): PantherData['written'][number] {
  const more = trips.flatMap((one) => one.more ?? [])
  return {
    source: name,
    rules: trips.length,
    verdicts: counted(trips.map(({ verdict }) => verdict)),
    written: more.length,
    median: median(more),
    within: more.filter((lines) => lines <= 4).length,
    others: trips.flatMap(({ name, verdict, why }) =>
      verdict === 'exact' ? [] : [{ rule: name, verdict, why: why ?? '' }],
    ),
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}

function top(counts: Readonly<Record<string, number>>, most: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).slice(0, most))
}
