import { createHash } from 'node:crypto'
import { posix, sep } from 'node:path'
import type { Source } from '../read-sources.js'
import { type LockedRule, lockKey } from './lock-file.js'
import type { Identity } from './outcome.js'

/** Who holds a name: a rule of the lock, or the path of a rule that was written in this run. */
type Holder = LockedRule | string

/** The rule that is written now, by both of its names. */
export interface Writer {
  readonly identity: Identity
  readonly before: LockedRule | undefined
}

/**
 * File names and ids of outputs, so that no rule is written over another and no two rules of a target have one id. Rules
 * of the lock hold theirs, also before their turn comes.
 */
export interface OutputNames {
  /** The path of the rule that has one of the files. */
  readonly holderOfFiles: (files: readonly string[], writer: Writer) => string | undefined
  readonly holderOfId: (id: string, writer: Writer) => string | undefined
  /** Another id instead of one that is taken, each time another. */
  readonly otherId: (id: string, writer: Writer, attempt: number) => string
  readonly take: (files: readonly string[], id: string | undefined, writer: Writer) => void
}

export function outputNames(rules: readonly LockedRule[]): OutputNames {
  const files = new Map<string, Holder>()
  const ids = new Map<string, Holder>()
  /** Of many rules that would have one id, each goes on where the last one ended. */
  const numbers = new Map<string, number>()
  for (const rule of rules) {
    for (const path of Object.keys(rule.files)) files.set(fileKey(path), rule)
    if (rule.id !== undefined) ids.set(idKey(rule.target, rule.id), rule)
  }
  const other = (holder: Holder | undefined, { identity, before }: Writer): string | undefined => {
    if (holder === undefined || holder === identity.source.path) return undefined
    if (typeof holder === 'string') return holder
    const isOwn =
      before !== undefined && lockKey(before) === lockKey(holder) && before.source.path === holder.source.path
    return isOwn ? undefined : holder.source.path
  }
  return {
    holderOfFiles: (paths, writer) => {
      for (const path of paths) {
        const found = other(files.get(fileKey(path)), writer)
        if (found !== undefined) return found
      }
      return undefined
    },
    holderOfId: (id, writer) => other(ids.get(idKey(writer.identity.target, id)), writer),
    otherId: (id, { identity: { target, source } }, attempt) => {
      if (UUID.test(id)) return otherUuid(id, attempt === 2 ? source.path : `${source.path}#${attempt}`)
      const number = (numbers.get(idKey(target, id)) ?? 1) + 1
      numbers.set(idKey(target, id), number)
      return `${id}.${number}`
    },
    take: (paths, id, { identity }) => {
      const { path } = identity.source
      for (const file of paths) files.set(fileKey(file), path)
      if (id !== undefined) ids.set(idKey(identity.target, id), path)
    },
  }
}

/** File systems take these for one name. */
function fileKey(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

function idKey(target: string, id: string): string {
  return JSON.stringify([target, id])
}

/** Where an output stands below the folder of all: where it stood, although its source moves, or in the source's folder. */
export function outputPath(
  name: string,
  { folder }: Source,
  { identity, before }: Writer,
  severalTargets: boolean,
): string {
  const known = Object.keys(before?.files ?? {}).find((path) => posix.basename(path) === name)
  const own = posix.join(...(severalTargets ? [identity.target] : []), folder.split(sep).join('/'), name)
  return known ?? own
}

/** Targets where an id is one rule's: they refuse a second one, or write over the first. */
export const TARGETS_WITH_IDS: readonly string[] = ['elastic', 'panther', 'sigma']

/** A UUID made from another and a name. */
function otherUuid(id: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
