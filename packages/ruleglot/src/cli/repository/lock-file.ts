import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Diagnostic, diagnostic, type RuleVerdict, type Verdict } from '@ruleglot/core'

/**
 * `ruleglot.lock.json` beside the outputs: what each output was made from and what it is called on its target. Ids and
 * file names stand from the first conversion on, whatever becomes of titles and paths. Sorted, so that the same state
 * has the same bytes.
 */
export interface LockFile {
  readonly version: 1
  readonly rules: readonly LockedRule[]
}

export interface LockedRule {
  readonly source: {
    readonly language: string
    /** Absent in languages whose rules have none: the path stands in. */
    readonly id?: string
    /** From the folder that was converted, with forward slashes. */
    readonly path: string
    /** SHA-256 of the source files. */
    readonly hash: string
  }
  readonly target: string
  /** The rule's id on the target. */
  readonly id?: string
  /** The date the rule carries from its source, YYYY-MM-DD. */
  readonly date?: string
  readonly verdict: Omit<RuleVerdict, 'condition'> & { readonly condition: Verdict }
  /** What the source says and the target has no place for. */
  readonly unplaced: readonly string[]
  /** Output files from the folder of this file, with the SHA-256 of what was written. */
  readonly files: Readonly<Record<string, string>>
}

export const LOCK_NAME = 'ruleglot.lock.json'

export const NO_LOCK: LockFile = { version: 1, rules: [] }

/** The same source rule on the same target, through renames of its file and title. */
export function lockKey(rule: Pick<LockedRule, 'source' | 'target'>): string {
  const { language, id, path } = rule.source
  return JSON.stringify([rule.target, language, id ?? '', id === undefined ? path : ''])
}

/** A lock that cannot be read is an error: going on would give rules new ids. */
export function readLock(path: string): { readonly lock: LockFile; readonly problem?: Diagnostic } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { lock: NO_LOCK }
  }
  const broken = (why: string): { lock: LockFile; problem: Diagnostic } => ({
    lock: NO_LOCK,
    problem: diagnostic('repository/bad-lock', `${path} is not a lock file: ${why}.`, {
      hint: 'Restore it from version control. Without it, rules get new ids.',
    }),
  })
  try {
    const document = JSON.parse(text) as Partial<LockFile> | null
    if (document?.version !== 1) return broken('its version is not 1')
    if (!Array.isArray(document.rules) || !document.rules.every(isLockedRule))
      return broken('a rule in it lacks a key, or has a wrong value')
    const outside = document.rules.flatMap(({ files }) => Object.keys(files)).find((file) => !isBelow(file))
    if (outside !== undefined) return broken(`${JSON.stringify(outside)} is not a path inside the folder`)
    return { lock: document as LockFile }
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error))
  }
}

function isLockedRule(value: unknown): boolean {
  const rule = value as Partial<LockedRule> | null
  return (
    typeof rule === 'object' &&
    rule !== null &&
    typeof rule.target === 'string' &&
    isTextOrAbsent(rule.id) &&
    typeof rule.source?.language === 'string' &&
    typeof rule.source.path === 'string' &&
    isTextOrAbsent(rule.source.id) &&
    typeof rule.files === 'object' &&
    rule.files !== null &&
    Object.values(rule.files).every((hash) => typeof hash === 'string')
  )
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

/** A lock may come from a stranger as rules do: what it names is written to, so it names nothing outside its folder. */
function isBelow(file: string): boolean {
  const name = file.split(/[/\\]/).at(-1)
  return name !== '' && !/^[/\\]|^[a-z]:|\p{Cc}/iu.test(file) && !file.split(/[/\\]/).includes('..')
}

/** A rule as it stands in the file, and what it is sorted by: of a folder rows are held, and nothing that they came from. */
export interface LockRow {
  readonly order: string
  readonly text: string
}

export function lockRow(rule: LockedRule): LockRow {
  return {
    order: JSON.stringify([rule.target, rule.source.path, lockKey(rule)]),
    text: JSON.stringify([[rule]], null, 2).slice('[\n  [\n'.length, -'\n  ]\n]'.length),
  }
}

export function lockText(rows: readonly LockRow[]): string {
  const sorted = [...rows].sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ text }) => text)
  return `{\n  "version": ${NO_LOCK.version},\n  "rules": [\n${sorted.join(',\n')}\n  ]\n}\n`
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
