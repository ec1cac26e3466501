import { equals } from '@ruleglot/core'
import { compareRules, type RuleComparison, wholeCondition } from '../index.js'
import type { LoadedRule } from './load-rules.js'

export type ChangeStatus =
  | 'added'
  | 'removed'
  | 'unchanged'
  | 'equivalent'
  | 'wider'
  | 'narrower'
  | 'different'
  | 'unproven'

/** What became of one rule between two versions. */
export interface RuleChange {
  readonly status: ChangeStatus
  readonly before?: LoadedRule
  readonly after?: LoadedRule
  readonly comparison?: RuleComparison
}

/** Matches the rules of two versions by id, then path, then title, and compares each with itself. */
export function ruleChanges(
  before: readonly LoadedRule[],
  after: readonly LoadedRule[],
  onProgress?: (done: number, of: number) => void,
): readonly RuleChange[] {
  const open = new Set(before)
  const partner = new Map<LoadedRule, LoadedRule>()
  for (const keyOf of [idOf, placeOf, titleOf]) {
    const known = new Map<string, LoadedRule>()
    for (const loaded of open) {
      const key = keyOf(loaded)
      if (key !== undefined && !known.has(key)) known.set(key, loaded)
    }
    for (const loaded of after) {
      const key = keyOf(loaded)
      const match = key === undefined || partner.has(loaded) ? undefined : known.get(key)
      if (match === undefined || !open.delete(match)) continue
      partner.set(loaded, match)
    }
  }
  const changes = after.map((loaded, i): RuleChange => {
    onProgress?.(i, after.length)
    const old = partner.get(loaded)
    return old === undefined ? { status: 'added', after: loaded } : changeOf(old, loaded)
  })
  return [...changes, ...[...open].map((loaded): RuleChange => ({ status: 'removed', before: loaded }))]
}

function changeOf(before: LoadedRule, after: LoadedRule): RuleChange {
  if (sameText(before, after)) return { status: 'unchanged', before, after }
  // A rule that only moved inside its file, or whose prose changed, needs no proof.
  const same =
    equals(wholeCondition(before.rule), wholeCondition(after.rule)) &&
    JSON.stringify(before.rule.trigger) === JSON.stringify(after.rule.trigger)
  const comparison = compareRules(before.rule, after.rule)
  const status = same ? 'equivalent' : comparison.verdict
  return { status, before, after, comparison: same ? { ...comparison, verdict: 'equivalent' } : comparison }
}

function sameText(a: LoadedRule, b: LoadedRule): boolean {
  const texts = ({ source }: LoadedRule): string => JSON.stringify(Object.values(source.files))
  return texts(a) === texts(b)
}

const idOf = ({ rule }: LoadedRule): string | undefined => rule.id
const titleOf = ({ rule }: LoadedRule): string | undefined => rule.title
const placeOf = ({ source }: LoadedRule): string => `${source.folder}/${source.stem}`
