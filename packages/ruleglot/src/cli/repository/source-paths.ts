import { basename, posix, sep } from 'node:path'
import type { Source } from '../read-sources.js'

/** As a lock names a source: from the folder that was converted, with forward slashes. */
export type SourcePath = (source: Source) => string

/** Of two folders that were given, a second source of the same path is named as it was given. */
export function sourcePaths(sources: readonly Source[]): SourcePath {
  const taken = new Set<string>()
  const paths = new Map<string, string>()
  for (const source of sources) {
    const own = pathBelow(source)
    paths.set(source.name, taken.has(own) ? source.name.split(sep).join('/') : own)
    taken.add(own)
  }
  return (source) => paths.get(source.name) ?? pathBelow(source)
}

function pathBelow({ folder, name }: Source): string {
  return posix.join(folder.split(sep).join('/'), basename(name))
}
