import { isPath } from '../ir/fields-read.js'
import type { Condition, Scalar } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import type { Rule } from '../rule/rule.js'
import { isOutsideIndex } from './outside-index.js'
import type { Pack, RoutingTest } from './pack.js'

/** What has to be known of a pack to see whether a rule is about its log source. */
export type PackRouting = Pick<Pack, 'id' | 'platforms'>

/**
 * The packs that a rule may be about, by what it says of its log source: log types, Sigma's log source, Elastic's
 * dataset, the tests that stand for the source. The likeliest first; several are left where the rule does not say more.
 */
export function detectPacks(rule: Rule, platform: string, packs: readonly PackRouting[]): readonly string[] {
  const tests = equalitiesOf(rule.condition)
  const found = packs.flatMap(({ id, platforms }) => {
    const side = platforms[platform]
    if (side === undefined) return []
    const score = scoreOf(rule, platform, side, tests)
    return score === 0 ? [] : [{ id, score }]
  })
  const best = Math.max(0, ...found.map(({ score }) => score))
  return found.filter(({ score }) => score === best).map(({ id }) => id)
}

type Side = Pack['platforms'][string]
type Equalities = ReadonlyMap<string, ReadonlySet<Scalar>>

/** 0: not about it. More: better. */
function scoreOf({ logSource }: Rule, platform: string, side: Side, tests: Equalities): number {
  const routing = (side.routing ?? []).filter(({ logTypes }) => shares(logTypes, logSource.logTypes))
  const contradicted = routing.some((test) => tests.has(test.field) && !agrees(routing, test.field, tests))
  if (contradicted) return 0
  const stated = routing.filter((test) => test.write !== false && tests.has(test.field)).length
  const all = routing.filter((test) => test.write !== false)
  const own = routing.filter((test) => test.write === false && test.field !== SYSTEM && tests.has(test.field))
  if (side.logsources !== undefined || side.logsource !== undefined) {
    const sources = [...(side.logsource === undefined ? [] : [side.logsource]), ...(side.logsources ?? [])]
    return sources.some((source) => isSameSource(source, logSource)) ? 10 : 0
  }
  if (side.logTypes !== undefined) {
    if (!side.logTypes.some((type) => logSource.logTypes?.includes(type))) return 0
    return 10 + 4 * stated - (all.length - stated)
  }
  if (all.length > 0 && stated === all.length) return 10 + stated
  // That an event is one of the web, or an event at all, is true of many sources.
  if (own.some(({ field }) => !GENERAL.includes(field))) return 9
  if (isOutsideIndex(logSource, platform, { platforms: { [platform]: side } })) return 0
  const integration = side.integration?.some((name) => logSource.integration?.includes(name)) === true
  const index = side.index?.some((name) => !OF_MANY.test(name) && logSource.index?.includes(name)) === true
  if (own.length > 0 && (integration || index)) return 9
  return integration && index ? 2 : integration ? 1 : 0
}

/** What a shipper keeps of all logs says nothing of one. */
const OF_MANY = /^[a-z]*beat-\*$/

/** Says for which system a rule is, and every log of that system has it. */
const SYSTEM = 'host.os.type'

const GENERAL = ['event.kind', 'event.category', 'event.type']

function shares(own: readonly string[] | undefined, others: readonly string[] | undefined): boolean {
  return own === undefined || others === undefined || own.some((type) => others.includes(type))
}

/** Some value that the rule asks for is one that the source has. */
function agrees(routing: readonly RoutingTest[], field: string, tests: Equalities): boolean {
  const asked = tests.get(field)
  const known = routing
    .filter((test) => test.field === field)
    .flatMap(({ value, values }) => [value, ...(values ?? [])])
  return known.some((value) => asked?.has(value) === true)
}

type SigmaSource = NonNullable<Side['logsource']>

function isSameSource(source: SigmaSource, rule: Rule['logSource']): boolean {
  return source.product === rule.product && source.service === rule.service && source.category === rule.category
}

/** The values that the rule's outermost conjunction asks of each field. */
function equalitiesOf(condition: Condition): Equalities {
  const found = new Map<string, Set<Scalar>>()
  const open: Condition[] = [condition]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'And') for (const child of node.children) open.push(child)
    else
      for (const [field, values] of valuesAsked(node)) {
        const own = found.get(field) ?? new Set<Scalar>()
        found.set(field, own)
        for (const value of values) own.add(value)
      }
  }
  return found
}

function valuesAsked(node: Condition): readonly (readonly [string, readonly Scalar[]])[] {
  if (node.kind === 'Compare' && node.op === 'eq' && isPath(node.field) && typeof node.value !== 'object') {
    return [[dotted(node.field), [node.value]]]
  }
  if (node.kind === 'In' && isPath(node.field)) return [[dotted(node.field), node.values]]
  if (node.kind !== 'Or') return []
  const parts = node.children.map((child) => (child.kind === 'Or' ? [] : valuesAsked(child)))
  const [first] = parts
  const field = first?.[0]?.[0]
  if (field === undefined || !parts.every((part) => part.length === 1 && part[0]?.[0] === field)) return []
  return [[field, parts.flatMap((part) => part[0]?.[1] ?? [])]]
}
