import { type LineIndex, lineBounds, positionIn } from '../source/line-index.js'
import type { Span } from '../source/span.js'
import { displayWidth, visibleCharacter } from './visible-text.js'

/** One shown line of source with the marks below it, both already visible text. */
export interface FrameLine {
  readonly line: number
  readonly text: string
  /** Blanks, then carets. */
  readonly marks: string
}

/**
 * The lines to show for a span: its line; for a span over several lines its first and its last. Long lines are cut to
 * a window of `width` columns around the marks. An empty span has one caret.
 */
export function sourceFrame(index: LineIndex, span: Span, width: number): readonly FrameLine[] {
  const start = clamp(span.start, index.text.length)
  const end = Math.max(start, clamp(span.end, index.text.length))
  const first = positionIn(index, start).line
  const last = end > start ? positionIn(index, end - 1).line : first
  const lines = [frameLine(index, first, start, first === last ? end : undefined, width)]
  if (last > first) lines.push(frameLine(index, last, lineBounds(index, last)[0], end, width))
  return lines
}

function clamp(offset: number, length: number): number {
  return Number.isFinite(offset) ? Math.max(0, Math.min(Math.trunc(offset), length)) : 0
}

/** Marks from `from` to `to`, or to the end of the line. */
function frameLine(index: LineIndex, line: number, from: number, to: number | undefined, width: number): FrameLine {
  const [lineStart, lineEnd] = lineBounds(index, line)
  const markEnd = Math.min(to ?? lineEnd, lineEnd)
  // Twice the width on each side is enough to fill the window, and a line of megabytes costs no more than a short one.
  const cutStart = wholeCharacter(index.text, Math.max(lineStart, from - 2 * width))
  const cutEnd = wholeCharacter(index.text, Math.min(lineEnd, from + 2 * width))
  const cells = cellsOf(index.text.slice(cutStart, cutEnd), cutStart)
  const [first, last] = windowOf(cells, from, Math.min(markEnd, cutEnd), width)
  const shown = cells.slice(first, last)
  const left = first > 0 || cutStart > lineStart ? CUT : ''
  const right = last < cells.length || cutEnd < lineEnd ? CUT : ''
  const before = shown.filter((cell) => cell.offset < from)
  const marked = shown.filter((cell) => cell.offset >= from && cell.offset < markEnd)
  return {
    line,
    text: `${left}${shown.map((cell) => cell.text).join('')}${right}`.trimEnd(),
    marks: ' '.repeat(left.length + columns(before)) + '^'.repeat(Math.max(1, columns(marked))),
  }
}

const CUT = '…'

/** A character of the source as shown, with its place and width. */
interface Cell {
  readonly text: string
  readonly offset: number
  readonly width: number
}

function cellsOf(text: string, start: number): readonly Cell[] {
  const cells: Cell[] = []
  let offset = start
  for (const character of text) {
    const visible = visibleCharacter(character)
    cells.push({ text: visible, offset, width: displayWidth(visible) })
    offset += character.length
  }
  return cells
}

/** The cells to show: all when they fit; else the marks, with what is before them taking about a third of the rest. */
function windowOf(cells: readonly Cell[], from: number, to: number, width: number): readonly [number, number] {
  if (columns(cells) <= width) return [0, cells.length]
  const room = width - 2 * CUT.length
  const at = cells.findIndex((cell) => cell.offset >= from)
  const start = at < 0 ? cells.length : at
  const markWidth = columns(cells.filter((cell) => cell.offset >= from && cell.offset < to))
  let before = Math.max(8, Math.floor((room - Math.min(markWidth, room)) / 3))
  let first = start
  while (first > 0 && before >= (cells[first - 1] as Cell).width) before -= (cells[--first] as Cell).width
  let left = room
  let last = first
  while (last < cells.length && left >= (cells[last] as Cell).width) left -= (cells[last++] as Cell).width
  while (first > 0 && left >= (cells[first - 1] as Cell).width) left -= (cells[--first] as Cell).width
  return [first, last]
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0)
}

/** The offset itself, or the next one when it stands inside a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const inside = isLow(text.charCodeAt(offset)) && isHigh(text.charCodeAt(offset - 1))
  return inside ? offset + 1 : offset
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
