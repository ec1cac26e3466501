import {
  type Diagnostic,
  detectPacks,
  diagnostic,
  extendPack,
  failure,
  type Pack,
  type PackRouting,
  type Result,
  type Rule,
  rankPacks,
  success,
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
 * The pack of a rule's log source. Where the routing leaves several, the best of them, and a warning that names those that
 * would do as well. Undefined when no pack is about it; a failure when the rule reads several sources and no log type of
 * it is chosen, or a pack extends one that is not there.
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
  const ranked = rankPacks(rule, platform, candidates)
  if (ranked === undefined) return success(undefined)
  const chosen = extended(ranked.best, packs)
  const others = ranked.others.map(({ id }) => id)
  return chosen.ok && others.length > 0 ? success(chosen.value, [oneOfSeveral(ranked.best.id, others)]) : chosen
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
