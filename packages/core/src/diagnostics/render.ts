import { positionIn } from '../source/line-index.js'
import type { Span } from '../source/span.js'
import type { Diagnostic, Effect, Severity } from './diagnostic.js'
import { type DiagnosticSources, type Located, sourceLocator } from './locate.js'
import { type FrameLine, sourceFrame } from './source-frame.js'
import { visibleText } from './visible-text.js'

export interface RenderOptions {
  /** ANSI colours. */
  readonly color?: boolean
  /** Columns for a line of source, 100 by default; longer lines are cut around the span. */
  readonly width?: number
}

/**
 * Diagnostics for people, each with the source it is about, separated by an empty line; without a final newline.
 * Source text, messages and file names are made visible: nothing in them can move the cursor or hide text.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: DiagnosticSources,
  options: RenderOptions = {},
): string {
  const locate = sourceLocator(sources)
  const paint = options.color === true ? ansi : plain
  const width = Math.max(MIN_WIDTH, options.width ?? 100)
  return diagnostics.map((entry) => renderOne(entry, locate, paint, width).join('\n')).join('\n\n')
}

const MIN_WIDTH = 40

type Paint = (style: Style, text: string) => string
type Style = Severity | 'bold' | 'gutter'

function renderOne(entry: Diagnostic, locate: (span: Span) => Located, paint: Paint, width: number): readonly string[] {
  const { severity, code, message, span, related = [], hint, effect } = entry
  const place = (at: Span, style: Style) => renderPlace(at, locate(at), style, paint, width)
  return [
    `${paint(severity, `${severity}[${code}]`)}${paint('bold', ': ')}${indented(message, '  ')}`,
    ...(span === undefined ? [] : place(span, severity)),
    ...related.flatMap(({ span: at, message: note }) => [noteLine('note', note, paint), ...place(at, 'gutter')]),
    ...(effect === undefined || EFFECTS[effect] === undefined ? [] : [noteLine('effect', EFFECTS[effect], paint)]),
    ...(hint === undefined ? [] : [noteLine('help', hint, paint)]),
  ]
}

/** What going on in spite of the diagnostic does. */
const EFFECTS: { readonly [E in Effect]: string | undefined } = {
  none: undefined,
  widens: 'without this part the rule fires on more events',
  narrows: 'without this part the rule misses events',
  unknown: 'without this part the rule may fire on more events or miss some',
}

function renderPlace(
  span: Span,
  { file, index }: Located,
  style: Style,
  paint: Paint,
  width: number,
): readonly string[] {
  if (index === undefined) return file === undefined ? [] : [`  ${visibleText(file)}`]
  const { line, column } = positionIn(index, span.start)
  const frame = sourceFrame(index, span, width)
  const gutter = Math.max(...frame.map((row) => String(row.line).length))
  return [
    `  ${file === undefined ? '' : `${visibleText(file)}:`}${line}:${column}`,
    ...frame.flatMap((row, i) => frameRows(row, frame[i - 1], gutter, style, paint)),
  ]
}

function frameRows(
  row: FrameLine,
  previous: FrameLine | undefined,
  gutter: number,
  style: Style,
  paint: Paint,
): readonly string[] {
  const bar = (label: string) => paint('gutter', `  ${label.padStart(gutter + 1)} |`)
  const text = row.text === '' ? '' : ` ${row.text}`
  const gap =
    previous !== undefined && row.line > previous.line + 1 ? [paint('gutter', `  ${'...'.padStart(gutter + 1)}`)] : []
  return [...gap, `${bar(String(row.line))}${text}`, `${bar('')} ${paint(style, row.marks)}`]
}

function noteLine(label: string, text: string, paint: Paint): string {
  return `   ${paint('gutter', '=')} ${paint('bold', `${label}:`)} ${indented(text, '     ')}`
}

/** Line breaks in messages stay, each further line indented. */
function indented(text: string, indent: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(visibleText)
    .join(`\n${indent}`)
}

const plain: Paint = (_style, text) => text
const ansi: Paint = (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`
const CODES: { readonly [S in Style]: string } = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  bold: '1',
  gutter: '34',
}
