import { equals } from '@ruleglot/core'
import { compareRules, type RuleComparison, wholeCondition } from '../index.js'
import type { HeldRule } from './held-rule.js'

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
  readonly before?: HeldRule
  readonly after?: HeldRule
  readonly comparison?: RuleComparison
}

type KeyOf = (loaded: HeldRule) => string | undefined

const idOf: KeyOf = ({ rule }) => rule.id
const titleOf: KeyOf = ({ rule }) => rule.title
const placeOf: KeyOf = ({ source }) => `${source.folder}/${source.stem}`

/** Names of a rule, the surest first: copies have one id, and the rules of one file without ids one path. */
const KEYS: readonly KeyOf[] = [
  joint(idOf, placeOf, titleOf),
  joint(idOf, placeOf),
  idOf,
  joint(placeOf, titleOf),
  placeOf,
  titleOf,
]

function joint(...keys: readonly KeyOf[]): KeyOf {
  return (loaded) => {
    const parts = keys.map((key) => key(loaded))
    return parts.includes(undefined) ? undefined : JSON.stringify(parts)
  }
}

/** Matches the rules of two versions by id, then path, then title, and compares each that changed with itself. */
export function ruleChanges(
  before: readonly HeldRule[],
  after: readonly HeldRule[],
  onProgress?: (done: number, of: number) => void,
): readonly RuleChange[] {
  const open = new Set(before)
  const partner = new Map<HeldRule, HeldRule>()
  for (const keyOf of KEYS) {
    const known = new Map<string, HeldRule>()
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

function changeOf(before: HeldRule, after: HeldRule): RuleChange {
  if (before.hash === after.hash) return { status: 'unchanged', before, after }
  const [old, now] = [before.whole(), after.whole()]
  if (old === undefined || now === undefined) return { status: 'unproven', before, after }
  // A rule that only moved inside its file, or whose prose changed, needs no proof.
  const same =
    equals(wholeCondition(old), wholeCondition(now)) && JSON.stringify(old.trigger) === JSON.stringify(now.trigger)
  const comparison = compareRules(old, now)
  const status = same ? 'equivalent' : comparison.verdict
  return { status, before, after, comparison: same ? { ...comparison, verdict: 'equivalent' } : comparison }
}
