import { type LockedRule, lockKey } from './lock-file.js'
import type { Identity } from './outcome.js'

/** Which row of the lock is a source rule's, whatever its file is called by now. */
export interface LockRows {
  readonly of: (identity: Identity) => LockedRule | undefined
}

/**
 * A row is of the rule with its id at its path; else of the first rule with its id that was found elsewhere, if none with
 * that id is at the row's path any more: a rule that was renamed. A copy of a rule, with the same id in another file, is
 * no renamed rule, and never gets the row of the first.
 */
export function lockRows(rules: readonly LockedRule[], isThere: (row: LockedRule) => boolean): LockRows {
  const byKey = new Map<string, LockedRule[]>()
  for (const row of rules) {
    const rows = byKey.get(lockKey(row)) ?? []
    byKey.set(lockKey(row), rows)
    rows.push(row)
  }
  const renamed = new Map<LockedRule, string>()
  return {
    of: (identity) => {
      const { path } = identity.source
      const rows = byKey.get(lockKey(identity)) ?? []
      const own = rows.find((row) => row.source.path === path)
      if (own !== undefined) return own
      const moved = rows.find((row) => (renamed.get(row) ?? path) === path && !isThere(row))
      if (moved !== undefined) renamed.set(moved, path)
      return moved
    },
  }
}
