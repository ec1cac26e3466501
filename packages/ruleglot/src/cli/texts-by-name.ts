import type { Source } from './read-sources.js'

/** Texts by file name, read when they are looked at: a folder is never held as a whole. */
export interface TextsByName {
  readonly files: Readonly<Record<string, string>>
  readonly add: (source: Source) => void
}

export function textsByName(): TextsByName {
  const files: Record<string, string> = Object.create(null)
  return {
    files,
    add: (source) => {
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
