import type { MappingContext } from '../mapping/mapping-context.js'
import type { Pack } from '../mapping/pack.js'
import { packIndex } from '../mapping/pack-index.js'
import { unknownFields } from '../mapping/unknown-fields.js'
import type { Rule } from '../rule/rule.js'
import { wholeCondition } from './emit-verified.js'
import { pullBack } from './judge-mapped.js'

export interface RankedPacks {
  readonly best: Pack
  /** Those that would do as well: the rule is for their events too. */
  readonly others: readonly Pack[]
}

/**
 * Of packs that a rule may be about, the one that knows most of its fields among those whose events can satisfy it: a
 * rule for Windows alone is not about Linux. Undefined for none.
 */
export function rankPacks(rule: Rule, platform: string, packs: readonly Pack[]): RankedPacks | undefined {
  const [only] = packs
  if (only === undefined || packs.length === 1) return only && { best: only, others: [] }
  const condition = wholeCondition(rule)
  const logTypes = rule.logSource.logTypes ?? []
  const ranked = packs
    .map((pack, order) => ({ pack, order, unknown: unknownFields(condition, pack, platform).length }))
    .sort((a, b) => a.unknown - b.unknown || a.order - b.order)
  const firing = ranked.filter(({ pack }) => {
    const context: MappingContext = { index: packIndex(pack), platform, logTypes, unmapped: 'keep', diagnostics: [] }
    return pullBack(condition, context).condition.kind !== 'False'
  })
  const [best = ranked[0] as (typeof ranked)[number], ...rest] = firing
  return { best: best.pack, others: rest.filter(({ unknown }) => unknown === best.unknown).map(({ pack }) => pack) }
}
