import {
  DIAGNOSTIC_CODES,
  type Diagnostic,
  diagnosticsToJson,
  diagnosticsToMarkdown,
  diagnosticsToSarif,
  renderDiagnostics,
} from '@ruleglot/core'

/** Every diagnostic has a registered code, says something, points into a text that there is, and can be shown. */
export function checkDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
  ok: boolean,
): void {
  if (!ok && !diagnostics.some(({ severity }) => severity === 'error')) throw new Error('refused without an error')
  for (const { code, message, span, related = [] } of diagnostics) {
    if (!Object.hasOwn(DIAGNOSTIC_CODES, code)) throw new Error(`no code ${code}`)
    if (message === '') throw new Error(`${code} says nothing`)
    for (const place of [span, ...related.map((one) => one.span)]) {
      if (place === undefined) continue
      const text = place.file === undefined ? onlyText(files) : files[place.file]
      if (text === undefined) throw new Error(`${code} points into ${place.file}, which there is not`)
      if (!(place.start >= 0 && place.end >= place.start && place.end <= text.length))
        throw new Error(`${code} has the place ${place.start} to ${place.end} of ${text.length}`)
    }
  }
  renderDiagnostics(diagnostics, files)
  diagnosticsToJson(diagnostics, files)
  diagnosticsToSarif(diagnostics, files)
  diagnosticsToMarkdown(diagnostics, files)
}

function onlyText(files: Readonly<Record<string, string>>): string | undefined {
  const [first, ...more] = Object.values(files)
  return more.length === 0 ? first : undefined
}
