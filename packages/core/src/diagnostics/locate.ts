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

/**
 * Finds the text a span is about. A text is cut into lines once for all spans that come together; of very many texts the
 * ones that were asked for last are held. A span without a file means the only text.
 */
export function sourceLocator(sources: DiagnosticSources): (span: Span) => Located {
  const indexes = new Map<string, LineIndex>()
  let held = 0
  const indexed = (name: string, text: string): LineIndex => {
    const index = lineIndex(text)
    indexes.set(name, index)
    held += text.length
    for (const [oldest, { text: other }] of indexes) {
      if (held <= MOST_HELD || indexes.size <= FEWEST_HELD) break
      indexes.delete(oldest)
      held -= other.length
    }
    return index
  }
  if (typeof sources === 'string') return ({ file }) => ({ file, index: indexes.get('') ?? indexed('', sources) })
  const names = Object.keys(sources)
  const only = names.length === 1 ? names[0] : undefined
  return (span) => {
    const file = span.file ?? only
    if (file === undefined || !Object.hasOwn(sources, file)) return { file, index: undefined }
    return { file, index: indexes.get(file) ?? indexed(file, sources[file] as string) }
  }
}

/** Characters of texts that are held. */
const MOST_HELD = 8_000_000
/** What is found in one text may speak of another each time. */
const FEWEST_HELD = 2
