import type { LineColumn } from './source-text.js'

/** The lines of a text, found once: for many look-ups in one text. LF, CR LF and CR alone end a line. */
export interface LineIndex {
  readonly text: string
  /** Offset of each line's first character. */
  readonly starts: readonly number[]
}

export function lineIndex(text: string): LineIndex {
  const starts = [0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1)
  }
  return { text, starts }
}

/** One-based line and column (UTF-16 units) of an offset; offsets outside the text count as its ends. */
export function positionIn({ text, starts }: LineIndex, offset: number): LineColumn {
  const at = Math.max(0, Math.min(offset, text.length))
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= at) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: at - (starts[low] as number) + 1 }
}

/** Start and end of a one-based line, its line end left out. */
export function lineBounds({ text, starts }: LineIndex, line: number): readonly [start: number, end: number] {
  const start = starts[line - 1] ?? text.length
  let end = starts[line] ?? text.length
  if (line < starts.length) {
    end--
    if (text.charCodeAt(end) === 10 && end > start && text.charCodeAt(end - 1) === 13) end--
  }
  return [start, end]
}
