import {
  detectPacks,
  diagnostic,
  extendPack,
  failure,
  type Pack,
  type PackRouting,
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
 * The pack of a rule's log source. Where the routing leaves several, the one that knows most of the fields. Undefined
 * when no pack is about it; a failure when the rule reads several sources, or a pack extends one that is not there.
 */
export function choosePack(
  rule: Rule,
  platform: string,
  mapping: 'auto' | 'none' | Pack,
  packs: PackSource,
): Result<Pack | undefined> {
  if (mapping === 'none') return success(undefined)
  if (mapping !== 'auto') return extended(mapping, packs)
  const condition = wholeCondition(rule)
  const candidates = detectPacks(rule, platform, packs.routing).flatMap((id) => packs.packNamed(id) ?? [])
  if (candidates.length <= 1) {
    const [only] = candidates
    return only === undefined ? success(undefined) : extended(only, packs)
  }
  const ranked = candidates
    .map((pack, order) => ({ pack, order, unknown: unknownFields(condition, pack, platform).length }))
    .sort((a, b) => a.unknown - b.unknown || a.order - b.order)
  return extended((ranked[0] as (typeof ranked)[number]).pack, packs)
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
