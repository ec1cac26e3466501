import { join } from 'node:path'
import { hashOf, LOCK_NAME, type LockedRule, type LockFile, lockKey, lockRow, lockText } from './lock-file.js'
import type { Identity, Outcome } from './outcome.js'
import { outputPath } from './output-names.js'
import { contentOf, type PlannedFile, planFile } from './planned-file.js'
import type { Spool } from './spool.js'
import { unplacedParts } from './unplaced.js'

/** Everything that one conversion does to a folder. Nothing is in its place yet. */
export interface RepositoryPlan {
  readonly files: readonly WaitingFile[]
  /** Undefined when it stands already as it should. */
  readonly lock: { readonly path: string; readonly content: string } | undefined
  /** Rules of the lock whose source is no longer there. */
  readonly orphans: readonly LockedRule[]
  /** Files that a rule had and has no more, such as the Python of one that is a Simple Detection now. */
  readonly left: readonly string[]
}

/** Its text waits in the spool under that number, if it is to be written. */
export type WaitingFile = PlannedFile & { readonly text?: number }

/** Takes outcomes as they come. Of each it keeps the place of its files and its row of the lock; texts go to the spool. */
export interface RepositoryPlanner {
  readonly add: (outcome: Outcome) => void
  readonly result: () => RepositoryPlan
}

export interface PlanOptions {
  /**
   * The whole source folder is converted, so that a rule of the lock without a source is an orphan. Otherwise the lock
   * keeps what this run did not see.
   */
  readonly isWhole: boolean
  readonly severalTargets: boolean
  /** None: nothing is going to be written. */
  readonly spool?: Spool
}

export function planRepository(
  out: string,
  lock: LockFile,
  { isWhole, severalTargets, spool }: PlanOptions,
): RepositoryPlanner {
  const after = new Map(lock.rules.map((rule) => [rowKey(rule), lockRow(rule)]))
  const seen = new Set<LockedRule>()
  const targets = new Set<string>()
  const files: WaitingFile[] = []
  const left: string[] = []
  const isThere = (path: string): boolean => contentOf(join(out, path)) !== undefined
  const add = (outcome: Outcome): void => {
    const { to, identity, before, translation, source, rule } = outcome
    if (to !== undefined) targets.add(to)
    if (before !== undefined) seen.add(before)
    if (identity === undefined || translation === undefined || rule === undefined) return
    const written: Record<string, string> = {}
    for (const [name, content] of Object.entries(translation.files)) {
      const path = outputPath(name, source, { identity, before }, severalTargets)
      written[path] = hashOf(content)
      const file = planFile(join(out, path), content, before?.files[path])
      files.push(file.target === undefined || spool === undefined ? file : { ...file, text: spool.put(content) })
    }
    if (before !== undefined) after.delete(rowKey(before))
    const gone = Object.keys(before?.files ?? {}).filter((path) => !Object.hasOwn(written, path))
    left.push(...gone.filter(isThere).map((path) => join(out, path)))
    after.set(rowKey(identity), lockRow(lockedRule(outcome, identity, written)))
  }
  return {
    add,
    result: () => {
      const unseen = isWhole ? lock.rules.filter((rule) => targets.has(rule.target) && !seen.has(rule)) : []
      const orphans = unseen.filter((rule) => Object.keys(rule.files).some(isThere))
      // Somebody took the files away: there is nothing to look after any more.
      for (const rule of unseen) if (!orphans.includes(rule)) after.delete(rowKey(rule))
      const path = join(out, LOCK_NAME)
      const content = lockText([...after.values()])
      return {
        files,
        orphans,
        left,
        lock: after.size === 0 || contentOf(path) === content ? undefined : { path, content },
      }
    },
  }
}

/** Two rules of one id are two rows. */
function rowKey(rule: Identity): string {
  return JSON.stringify([lockKey(rule), rule.source.path])
}

function lockedRule(
  { translation, rule }: Outcome,
  identity: Identity,
  files: Readonly<Record<string, string>>,
): LockedRule {
  const read = translation?.readBack
  const { condition, trigger, severity, routing } = translation?.ruleVerdict ?? UNPROVEN
  return {
    source: identity.source,
    target: identity.target,
    ...(read?.id === undefined ? {} : { id: read.id }),
    ...(rule?.created === undefined ? {} : { date: rule.created }),
    verdict: { condition, trigger, severity, routing },
    unplaced: rule === undefined ? [] : unplacedParts(rule, read),
    files,
  }
}

const UNPROVEN = { condition: 'unproven', trigger: 'lost', severity: 'approximate', routing: 'none' } as const
