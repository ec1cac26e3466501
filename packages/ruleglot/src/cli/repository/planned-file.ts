import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { hashOf } from './lock-file.js'

/** A file of the output, and what becomes of the one that is there. */
export interface PlannedFile {
  readonly path: string
  readonly content: string
  /** `edited`: somebody changed it after it was written, or it was never ours; the new one goes beside it. */
  readonly action: 'same' | 'create' | 'update' | 'edited'
}

/** `written` is the hash of what was last written there, if anything was. */
export function planFile(path: string, content: string, written: string | undefined): PlannedFile {
  const before = contentOf(path)
  if (before === undefined) return { path, content, action: 'create' }
  if (before === content) return { path, content, action: 'same' }
  return { path, content, action: written === hashOf(before) ? 'update' : 'edited' }
}

export function writePlanned({ path, content, action }: PlannedFile): void {
  if (action === 'same') return
  const target = action === 'edited' ? `${path}.new` : path
  if (contentOf(target) !== content) writeWhole(target, content)
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
