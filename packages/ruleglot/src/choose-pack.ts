import {
  type Diagnostic,
  detectPacks,
  diagnostic,
  extendPack,
  failure,
  type MappingContext,
  type Pack,
  type PackRouting,
  packIndex,
  pullBack,
  type Result,
  type Rule,
  success,
  unknownFields,
  wholeCondition,
} from '@ruleglot/core'

/** The packs that `mapping: 'auto'` chooses from. Routing is looked at first; a pack is asked for when it is chosen. */
export interface PackSource {
  readonly routing: readonly PackRouting[]
  readonly packNamed: (id: string) => Pack | undefined
}

export function packSource(packs: readonly Pack[] | PackSource): PackSource {
  if (!Array.isArray(packs)) return packs as PackSource
  const list = packs as readonly Pack[]
  return { routing: list, packNamed: (id) => list.find((pack) => pack.id === id) }
}

/**
 * The pack of a rule's log source. Where the routing leaves several, the one that knows most of the fields, among those
 * whose events can satisfy the rule. Undefined
 * when no pack is about it; a failure when the rule reads several sources and no log type of it is chosen, or a pack
 * extends one that is not there.
 */
export function choosePack(
  rule: Rule,
  platform: string,
  mapping: 'auto' | 'none' | Pack,
  packs: PackSource,
  chosenLogTypes: readonly string[] = [],
): Result<Pack | undefined> {
  if (mapping === 'none') return success(undefined)
  if (mapping !== 'auto') return extended(mapping, packs)
  const condition = wholeCondition(rule)
  const own = rule.logSource.logTypes ?? []
  const wanted = own.some((type) => chosenLogTypes.includes(type))
    ? own.filter((type) => chosenLogTypes.includes(type))
    : own
  const about = { ...rule, logSource: { ...rule.logSource, ...(own.length > 0 ? { logTypes: wanted } : {}) } }
  const found = detectPacks(about, platform, packs.routing).flatMap((id) => packs.packNamed(id) ?? [])
  const candidates = found.filter(({ platforms }) => {
    const types = platforms[platform]?.logTypes
    return types === undefined || wanted.every((type) => types.includes(type))
  })
  if (candidates.length === 0 && found.length > 0) return failure([severalSources(wanted)])
  if (candidates.length <= 1) {
    const [only] = candidates
    return only === undefined ? success(undefined) : extended(only, packs)
  }
  const ranked = candidates
    .map((pack, order) => ({ pack, order, unknown: unknownFields(condition, pack, platform).length }))
    .sort((a, b) => a.unknown - b.unknown || a.order - b.order)
  const firing = ranked.filter(({ pack }) => canFire(rule, platform, pack))
  const [best = ranked[0] as (typeof ranked)[number], ...others] = firing
  const chosen = extended(best.pack, packs)
  const left = others.filter(({ unknown }) => unknown === best.unknown).map(({ pack }) => pack.id)
  return chosen.ok && left.length > 0 ? success(chosen.value, [oneOfSeveral(best.pack.id, left)]) : chosen
}

/** Whether some event of the log source may satisfy the rule: one for Windows alone is not about Linux. */
function canFire(rule: Rule, platform: string, pack: Pack): boolean {
  const index = packIndex(pack)
  const logTypes = rule.logSource.logTypes ?? []
  const context: MappingContext = { index, platform, logTypes, unmapped: 'keep', diagnostics: [] }
  return pullBack(wholeCondition(rule), context).condition.kind !== 'False'
}

function oneOfSeveral(id: string, others: readonly string[]): Diagnostic {
  const message = `The rule is also for events of ${others.join(', ')}: what is written here is for ${id} alone.`
  return diagnostic('mapping/one-of-several', message, {
    hint: `Convert it for each of them: --mapping ${others[0]}.`,
    effect: 'narrows',
    data: { packs: others },
  })
}

function severalSources(logTypes: readonly string[]): Diagnostic {
  return diagnostic('mapping/several-sources', `The rule is for several log sources: ${logTypes.join(', ')}.`, {
    hint: `Convert it for one at a time: --log-type ${logTypes[0]}. Without a mapping: mapping "none".`,
    data: { logTypes },
  })
}

/** A pack with the rows of those that it extends below its own. */
export function extended(pack: Pack, packs: PackSource): Result<Pack> {
  let whole = pack
  const seen = new Set([pack.id])
  for (let id = pack.extends; id !== undefined; ) {
    const base = packs.packNamed(id)
    if (base === undefined || (seen.has(id) && id !== pack.id)) {
      const known = packs.routing.map((one) => one.id).join(', ')
      const message = base === undefined ? `There is no mapping ${id} to extend.` : `The mapping ${id} extends itself.`
      return failure([diagnostic('mapping/bad-pack', message, { hint: `Mappings that can be extended: ${known}.` })])
    }
    whole = extendPack(whole, base)
    seen.add(id)
    id = base.extends === id ? undefined : base.extends
  }
  return success(whole)
}
