import { type LineIndex, lineIndex } from '../source/line-index.js'
import type { Span } from '../source/span.js'

/** Texts by file name, or the one text that all spans are about. */
export type DiagnosticSources = Readonly<Record<string, string>> | string

export interface Located {
  /** Undefined where the sources are one text without a name. */
  readonly file: string | undefined
  /** Undefined where the text is not at hand. */
  readonly index: LineIndex | undefined
}

/** Finds the text a span is about; each text is cut into lines once. A span without a file means the only text. */
export function sourceLocator(sources: DiagnosticSources): (span: Span) => Located {
  const indexes = new Map<string, LineIndex>()
  const indexed = (name: string, text: string): LineIndex => {
    let index = indexes.get(name)
    if (index === undefined) {
      index = lineIndex(text)
      indexes.set(name, index)
    }
    return index
  }
  if (typeof sources === 'string') return ({ file }) => ({ file, index: indexed('', sources) })
  const names = Object.keys(sources)
  const only = names.length === 1 ? names[0] : undefined
  return (span) => {
    const file = span.file ?? only
    if (file === undefined || !Object.hasOwn(sources, file)) return { file, index: undefined }
    return { file, index: indexed(file, sources[file] as string) }
  }
}
