import type { Span } from './span.js'

/** A text with a name for messages. Offsets become line and column only when something is shown. */
export interface SourceText {
  readonly name: string
  readonly text: string
}

/** One-based line and column (UTF-16 units) of an offset. CR LF counts as one line end. */
export interface LineColumn {
  readonly line: number
  readonly column: number
}

export function lineColumn(text: string, offset: number): LineColumn {
  const at = Math.max(0, Math.min(offset, text.length))
  let line = 1
  let lineStart = 0
  for (let i = 0; i < at; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++
      lineStart = i + 1
    }
  }
  return { line, column: at - lineStart + 1 }
}

/** The span moved by an offset: for text that was cut out of a larger file. */
export function shiftSpan(span: Span, by: number): Span {
  return { ...span, start: span.start + by, end: span.end + by }
}
