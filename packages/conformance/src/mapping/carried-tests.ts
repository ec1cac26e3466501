import {
  amongThose,
  assumptionHolds,
  dotted,
  ecsSchema,
  evaluate,
  fieldsRead,
  type JsonValue,
  type MappingContext,
  not,
  or,
  type Pack,
  packAlways,
  packCondition,
  packIndex,
  pullBack,
  type Rule,
  sampleEvents,
  segmentKey,
  splitKeySpellings,
  type Translation,
  toPlatformEvent,
  type Verdict,
  wholeCondition,
} from '@ruleglot/core'
import { parseKqlQuery } from '@ruleglot/parsers/kql'
import { type LanguageId, parseRules } from 'ruleglot'
import { elasticsearchQuery } from '../kql/elasticsearch-query.js'
import { type EsType, esTypeOf } from '../kql/es-field.js'
import { runElasticsearchQuery } from '../kql/run-elasticsearch-query.js'
import { keepsFacts, spellingsIn } from './keeps-facts.js'

export interface CarriedTests {
  readonly events: number
  /** Events that refute the verdict, with both answers. */
  readonly refuted: readonly { readonly event: JsonValue; readonly source: boolean; readonly output: boolean }[]
  /** The same events in the target's shape, for a second run of the output, with what the source says. */
  readonly atTarget: readonly { readonly event: JsonValue; readonly source: boolean }[]
}

/**
 * Events of the vendor, put into the source's and the target's shape by the pack, decided by the rule as it was read and
 * by the output as its own platform reads it. Any verdict is tested, by code that the verdict does not come from.
 */
export function runCarriedTests(
  rule: Rule,
  translation: Translation,
  pack: Pack,
  from: string,
  to: LanguageId,
  limit = 40,
): CarriedTests {
  const index = packIndex(pack)
  const context = (platform: string, logTypes: readonly string[] = []): MappingContext => ({
    index,
    platform,
    logTypes,
    unmapped: 'refuse',
    diagnostics: [],
  })
  const source = wholeCondition(rule)
  const output = outputTest(translation, to)
  if (output === undefined) return { events: 0, refuted: [], atTarget: [] }
  const fromHere = context(from, rule.logSource.logTypes)
  const target = context(to, translation.target.logSource.logTypes)
  const ownTerms = pullBack(source, fromHere).condition
  const inOwn = [ownTerms, pullBack(output.condition, target).condition]
  // Also what no condition reads: an event without it is none of the log source.
  const always = [
    ...(pack.always ?? []).map(({ when, holds }) => or([not(packCondition(when)), packCondition(holds)])),
    ...packAlways(inOwn, pack),
  ]
  const events = sampleEvents(
    inOwn.map((condition) => amongThose(always, condition)),
    { limit },
  )
  const refuted: { event: JsonValue; source: boolean; output: boolean }[] = []
  const shown: { event: JsonValue; source: boolean }[] = []
  const written = spellingsIn(ownTerms)
  let run = 0
  for (const event of events) {
    if (!keepsFacts(event, index, written) || always.some((fact) => evaluate(fact, event) === false)) continue
    const atSource = withRouting(inKeysOf(rule, toPlatformEvent(event, fromHere)), pack, from, rule)
    const atTarget = toPlatformEvent(event, target)
    if (!translation.assumptions.every((assumption) => assumptionHolds(assumption, event) !== false)) continue
    const wanted = evaluate(source, atSource)
    const got = output.test(atTarget)
    if (wanted === 'unknown' || got === 'unknown') continue
    run++
    shown.push({ event: atTarget, source: wanted })
    if (breaksVerdict(translation.verdict, wanted, got)) refuted.push({ event, source: wanted, output: got })
  }
  return { events: run, refuted, atTarget: shown }
}

/** Exact: alike. Wider: fires on all that the source fires on. Narrower: silent on all that the source is silent on. */
export function breaksVerdict(verdict: Verdict, source: boolean, output: boolean): boolean {
  if (verdict === 'exact') return source !== output
  if (verdict === 'wider') return source && !output
  return verdict === 'narrower' && !source && output
}

/** The event with what every event of the source has on the platform, where nothing else fills it. */
function withRouting(event: JsonValue, pack: Pack, platform: string, { logSource }: Rule): JsonValue {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event
  const index = packIndex(pack)
  const own = (pack.platforms[platform]?.routing ?? []).filter(
    ({ field, logTypes }) =>
      !field.includes('.') &&
      !Object.hasOwn(event, field) &&
      index.sources(platform, field, false).every(({ path }) => path === field) &&
      (logTypes === undefined || logTypes.some((type) => logSource.logTypes?.includes(type))),
  )
  return { ...event, ...Object.fromEntries(own.map(({ field, value }) => [field, value])) }
}

/** The event with the keys that a rule reads in any letter case spelled as the rule spells them. */
function inKeysOf({ assumptions = [] }: Rule, event: JsonValue): JsonValue {
  const spellings = splitKeySpellings(assumptions)
    .filter(({ kind }) => kind === 'keyCase')
    .map(({ path }) => path.map(segmentKey))
  return spellings.reduce(respelled, event)
}

function respelled(event: JsonValue, keys: readonly string[]): JsonValue {
  const [key, ...rest] = keys
  if (key === undefined || typeof event !== 'object' || event === null) return event
  if (Array.isArray(event)) return event.map((item) => respelled(item, keys))
  const entries = Object.entries(event)
  const found = entries.find(([own]) => own === key) ?? entries.find(([own]) => own.toLowerCase() === key.toLowerCase())
  if (found === undefined) return event
  return Object.fromEntries(entries.map((one) => (one === found ? [key, respelled(found[1], rest)] : one)))
}

interface OutputTest {
  readonly condition: ReturnType<typeof wholeCondition>
  readonly test: (event: JsonValue) => boolean | 'unknown'
}

/** The output as its platform reads it; a KQL query without filters as the query that Kibana sends. */
function outputTest({ files }: Translation, to: LanguageId): OutputTest | undefined {
  const read = parseRules(to, files)
  const [rule] = read.ok ? read.value : []
  if (rule === undefined) return undefined
  const condition = wholeCondition(rule)
  const own = rule.vendor['rule'] as
    | { readonly query?: string; readonly filters?: unknown; readonly language?: string }
    | undefined
  if (to !== 'elastic' || own?.query === undefined || own.filters !== undefined || own.language !== 'kuery') {
    return { condition, test: (event) => evaluate(condition, event) }
  }
  const tree = parseKqlQuery(own.query)
  if (!tree.ok) return { condition, test: (event) => evaluate(condition, event) }
  const types = Object.fromEntries(
    fieldsRead(condition).flatMap((path): [string, EsType][] => {
      const type = esTypeOf(path, ecsSchema)
      return type === undefined ? [] : [[dotted(path), type]]
    }),
  )
  const query = elasticsearchQuery(tree.value, types)
  return { condition, test: (event) => runElasticsearchQuery(query, event, types) }
}
