import { join, posix, sep } from 'node:path'
import { hashOf, LOCK_NAME, type LockedRule, type LockFile, lockKey, lockRow, lockText } from './lock-file.js'
import type { Outcome } from './outcome.js'
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
  const before = new Map(lock.rules.map((rule) => [lockKey(rule), rule]))
  const after = new Map(lock.rules.map((rule) => [lockKey(rule), lockRow(rule)]))
  const seen = new Set<string>()
  const targets = new Set<string>()
  const files: WaitingFile[] = []
  const add = (outcome: Outcome): void => {
    const { to, identity, translation, source, rule } = outcome
    if (to !== undefined) targets.add(to)
    if (identity === undefined) return
    const key = lockKey(identity)
    seen.add(key)
    if (translation === undefined || rule === undefined) return
    const known = before.get(key)
    const folder = posix.join(...(severalTargets ? [identity.target] : []), source.folder.split(sep).join('/'))
    const written: Record<string, string> = {}
    for (const [name, content] of Object.entries(translation.files)) {
      const path = placeOf(name, known) ?? posix.join(folder, name)
      written[path] = hashOf(content)
      const file = planFile(join(out, path), content, known?.files[path])
      files.push(file.target === undefined || spool === undefined ? file : { ...file, text: spool.put(content) })
    }
    after.set(key, lockRow(lockedRule(outcome, identity, written)))
  }
  return {
    add,
    result: () => {
      const orphans = isWhole ? lock.rules.filter((rule) => targets.has(rule.target) && !seen.has(lockKey(rule))) : []
      const path = join(out, LOCK_NAME)
      const content = lockText([...after.values()])
      return { files, orphans, lock: after.size === 0 || contentOf(path) === content ? undefined : { path, content } }
    },
  }
}

/** Where a file of that name stood: an output stays where it is when its source moves. */
function placeOf(name: string, known: LockedRule | undefined): string | undefined {
  return Object.keys(known?.files ?? {}).find((path) => posix.basename(path) === name)
}

function lockedRule(
  { translation, rule }: Outcome,
  identity: Pick<LockedRule, 'source' | 'target'>,
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
