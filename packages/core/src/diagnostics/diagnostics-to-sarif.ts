import { positionIn } from '../source/line-index.js'
import type { Span } from '../source/span.js'
import { DIAGNOSTIC_CODES } from './codes.js'
import type { Diagnostic, JsonObject, JsonValue, Severity } from './diagnostic.js'
import { type DiagnosticSources, sourceLocator } from './locate.js'

/**
 * Diagnostics as a SARIF 2.1.0 log, as code scanning services read it: one run, one rule for each code that occurs,
 * places with lines and columns where the text is at hand. Plain JSON; without clock, version or machine.
 */
export function diagnosticsToSarif(diagnostics: readonly Diagnostic[], sources: DiagnosticSources = {}): JsonObject {
  const locate = sourceLocator(sources)
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort()
  const location = (span: Span): JsonObject | undefined => {
    const { file, index } = locate(span)
    if (file === undefined) return undefined
    return {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...(index === undefined ? {} : { region: regionOf(span, index) }),
      },
    }
  }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ruleglot',
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: DIAGNOSTIC_CODES[code].title },
              defaultConfiguration: { level: LEVELS[DIAGNOSTIC_CODES[code].severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((entry) => {
          const place = entry.span === undefined ? undefined : location(entry.span)
          const related = (entry.related ?? []).flatMap(({ span, message }): JsonObject[] => {
            const at = location(span)
            return at === undefined ? [] : [{ ...at, message: { text: message } }]
          })
          return {
            ruleId: entry.code,
            ruleIndex: codes.indexOf(entry.code),
            level: LEVELS[entry.severity],
            message: { text: entry.hint === undefined ? entry.message : `${entry.message} ${entry.hint}` },
            ...(place === undefined ? {} : { locations: [place] }),
            ...(related.length === 0 ? {} : { relatedLocations: related.map((at, id) => ({ id, ...at })) }),
          }
        }),
      },
    ],
  }
}

const LEVELS: { readonly [S in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' }

function regionOf(span: Span, index: Parameters<typeof positionIn>[0]): JsonValue {
  const [start, end] = [positionIn(index, span.start), positionIn(index, Math.max(span.start, span.end))]
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** A path as a relative reference: slashes, and nothing in it that a URI reads as its own. A lone surrogate is lost. */
function uriOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(/^\.\//, '')
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/')
}
