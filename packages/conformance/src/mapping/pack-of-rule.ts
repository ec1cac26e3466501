import { detectPacks, type Pack, type Rule, rankPacks } from '@ruleglot/core'
import { packNamed, packRouting } from '@ruleglot/mappings/all'

/** The pack that `mapping: 'auto'` takes for a rule; `several` when the rule is for more than one log source. */
export function packOfRule(rule: Rule, platform: string): Pack | 'several' | undefined {
  const own = rule.logSource.logTypes ?? []
  const found = detectPacks(rule, platform, packRouting).flatMap((id) => packNamed(id) ?? [])
  const candidates = found.filter(({ platforms }) =>
    own.every((type) => platforms[platform]?.logTypes?.includes(type) !== false),
  )
  return rankPacks(rule, platform, candidates)?.best ?? (found.length > 0 ? 'several' : undefined)
}
