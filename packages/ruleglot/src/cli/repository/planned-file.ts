import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { hashOf } from './lock-file.js'

/** A file of the output, and what becomes of the one that is there. */
export interface PlannedFile {
  readonly path: string
  /** `edited`: somebody changed it after it was written, or it was never ours; the new one goes beside it. */
  readonly action: 'same' | 'create' | 'update' | 'edited'
  /** Where the text is to be written; undefined when it stands there. */
  readonly target?: string
}

/** `written` is the hash of what was last written there, if anything was. */
export function planFile(path: string, content: string, written: string | undefined): PlannedFile {
  const before = contentOf(path)
  if (before === undefined) return { path, action: 'create', target: path }
  if (before === content) return { path, action: 'same' }
  if (written === hashOf(before)) return { path, action: 'update', target: path }
  const target = `${path}.new`
  return { path, action: 'edited', ...(contentOf(target) === content ? {} : { target }) }
}

export function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A file is there whole or not at all. */
export function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.partial`
  writeFileSync(partial, content)
  renameSync(partial, path)
}
