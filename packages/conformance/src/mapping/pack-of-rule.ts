import {
  type Condition,
  detectPacks,
  type Pack,
  packIndex,
  pullBack,
  type Rule,
  unknownFields,
  wholeCondition,
} from '@ruleglot/core'
import { packNamed, packRouting } from '@ruleglot/mappings/all'

/** The pack that `mapping: 'auto'` takes for a rule; `several` when the rule is for more than one log source. */
export function packOfRule(rule: Rule, platform: string): Pack | 'several' | undefined {
  const own = rule.logSource.logTypes ?? []
  const found = detectPacks(rule, platform, packRouting).flatMap((id) => packNamed(id) ?? [])
  const condition = wholeCondition(rule)
  const ranked = found
    .filter(({ platforms }) => own.every((type) => platforms[platform]?.logTypes?.includes(type) !== false))
    .map((pack) => ({ pack, unknown: unknownFields(condition, pack, platform).length }))
    .sort((a, b) => a.unknown - b.unknown)
  const best = ranked.find(({ pack }) => canFire(condition, platform, pack)) ?? ranked[0]
  return best?.pack ?? (found.length > 0 ? 'several' : undefined)
}

function canFire(condition: Condition, platform: string, pack: Pack): boolean {
  const context = { index: packIndex(pack), platform, logTypes: [], unmapped: 'keep' } as const
  return pullBack(condition, { ...context, diagnostics: [] }).condition.kind !== 'False'
}
