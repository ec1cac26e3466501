import { positionIn } from '../source/line-index.js'
import type { Diagnostic, Severity } from './diagnostic.js'
import { type DiagnosticSources, sourceLocator } from './locate.js'
import { visibleText } from './visible-text.js'

/**
 * Diagnostics as Markdown for a pull request: a table for each file, errors first. Nothing in a message or a name of a
 * file can start markup of its own. Empty for none.
 */
export function diagnosticsToMarkdown(diagnostics: readonly Diagnostic[], sources: DiagnosticSources = {}): string {
  const locate = sourceLocator(sources)
  const files = new Map<string, string[]>()
  const ranked = [...diagnostics].sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity))
  for (const { span, severity, code, message, hint } of ranked) {
    const { file, index } = span === undefined ? { file: undefined, index: undefined } : locate(span)
    const rows = files.get(file ?? '') ?? []
    const line = span === undefined || index === undefined ? '' : String(positionIn(index, span.start).line)
    const text = hint === undefined ? message : `${message} ${hint}`
    rows.push(`| ${line} | ${severity} | ${markdownText(text)} | \`${code}\` |`)
    files.set(file ?? '', rows)
  }
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, rows]) =>
      [
        ...(file === '' ? [] : [`#### ${markdownText(file)}`, '']),
        '| line | | what | code |',
        '|---|---|---|---|',
        ...rows,
        '',
      ].join('\n'),
    )
    .join('\n')
}

const RANKS: readonly Severity[] = ['error', 'warning', 'info']

/** Text that stands for itself inside a table cell. */
export function markdownText(text: string): string {
  return visibleText(text.replace(/\s+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/([\\`*_[\]|#~@])/g, '\\$1')
}

/** Code inside a line or a table cell, whatever backticks it holds. */
export function markdownCode(text: string): string {
  const visible = visibleText(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `\`${visible}\`` : `${fence} ${visible} ${fence}`
}
