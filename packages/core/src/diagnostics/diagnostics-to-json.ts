import { positionIn } from '../source/line-index.js'
import type { Span } from '../source/span.js'
import type { Diagnostic, JsonObject } from './diagnostic.js'
import { type DiagnosticSources, type Located, sourceLocator } from './locate.js'

/**
 * Diagnostics for programs: plain JSON, with offsets (UTF-16 units) and one-based lines and columns where the text is
 * at hand. Keys that say nothing are left out.
 */
export function diagnosticsToJson(
  diagnostics: readonly Diagnostic[],
  sources: DiagnosticSources = {},
): readonly JsonObject[] {
  const locate = sourceLocator(sources)
  return diagnostics.map(({ code, severity, message, span, related, hint, effect, data }) => ({
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(effect === undefined ? {} : { effect }),
    ...(span === undefined ? {} : { location: locationOf(span, locate(span)) }),
    ...(related === undefined
      ? {}
      : {
          related: related.map((note) => ({
            message: note.message,
            location: locationOf(note.span, locate(note.span)),
          })),
        }),
    ...(data === undefined ? {} : { data }),
  }))
}

function locationOf(span: Span, { file, index }: Located): JsonObject {
  const point = (offset: number): JsonObject =>
    index === undefined ? { offset } : { offset, ...positionIn(index, offset) }
  return { ...(file === undefined ? {} : { file }), start: point(span.start), end: point(span.end) }
}
