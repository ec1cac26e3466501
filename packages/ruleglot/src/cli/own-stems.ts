import { extname } from 'node:path'
import type { Source } from './read-sources.js'

/**
 * Sources with names for their outputs that every file system takes and none takes for one another: `rule.yml` and
 * `rule.toml`, or `Rule.yml` and `rule.yml`, are not written over each other, and no name is a device of Windows. The
 * first in name order keeps its name.
 */
export function withOwnStems(sources: readonly Source[]): readonly Source[] {
  const taken = new Set<string>()
  return sources.map((source) => {
    const stem = freeStem(source, taken)
    taken.add(keyOf(source.folder, stem))
    if (stem === source.stem) return source
    const { name, folder, isFound, isPart } = source
    return {
      name,
      folder,
      stem,
      ...(isFound ? { isFound } : {}),
      ...(isPart ? { isPart } : {}),
      get files() {
        return source.files
      },
    }
  })
}

function freeStem({ folder, name, stem }: Source, taken: ReadonlySet<string>): string {
  const isFree = (candidate: string): boolean => !DEVICE.test(candidate) && !taken.has(keyOf(folder, candidate))
  if (isFree(stem)) return stem
  const words = DEVICE.test(stem) ? `${stem}-rule` : `${stem}-${extname(name).slice(1)}`
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? words : `${words}-${i}`
    if (isFree(candidate)) return candidate
  }
}

const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

function keyOf(folder: string, stem: string): string {
  return JSON.stringify([folder, stem].map((part) => part.normalize('NFC').toLowerCase()))
}
