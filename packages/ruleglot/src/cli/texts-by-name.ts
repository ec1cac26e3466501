import type { Source } from './read-sources.js'

/** Texts by file name, read when they are looked at: a folder is never held as a whole. */
export interface TextsByName {
  readonly files: Readonly<Record<string, string>>
  readonly add: (source: Source) => void
}

export function textsByName(): TextsByName {
  const files: Record<string, string> = Object.create(null)
  // Sources of one collection share their files.
  const added = new WeakSet<Source['files']>()
  return {
    files,
    add: (source) => {
      if (added.has(source.files)) return
      added.add(source.files)
      for (const name of Object.keys(source.files)) {
        Object.defineProperty(files, name, {
          get: () => source.files[name] ?? '',
          enumerable: true,
          configurable: true,
        })
      }
    },
  }
}
