import { diagnosticsToJson } from '@ruleglot/core'
import type { Outcome } from './outcome.js'
import { sarifFold } from './sarif.js'
import { type Summary, summaryMarkdown } from './summary.js'

export type OutcomeFormat = 'pretty' | 'json' | 'ndjson' | 'markdown' | 'sarif'

/** What a conversion gives on standard output. Outcomes are printed as they come, where the format allows it. */
export interface OutcomePrinter {
  readonly add: (outcome: Outcome) => void
  readonly end: (summary: Summary) => void
}

export function outcomePrinter(format: OutcomeFormat, write: (text: string) => void): OutcomePrinter {
  return PRINTERS[format](write)
}

/** Where the artefacts go to files. */
export const NO_PRINTER: OutcomePrinter = { add: () => {}, end: () => {} }

const PRINTERS: Readonly<Record<OutcomeFormat, (write: (text: string) => void) => OutcomePrinter>> = {
  pretty: (write) => {
    let isFirst = true
    return {
      add: (outcome) => {
        for (const text of artefactsOf(outcome)) {
          write(`${isFirst ? '' : '\n'}${text.endsWith('\n') ? text : `${text}\n`}`)
          isFirst = false
        }
      },
      end: () => {},
    }
  },
  json: (write) => {
    let isFirst = true
    return {
      add: (outcome) => {
        // In a list of its own it stands as far to the right as in the list of all.
        const row = JSON.stringify([rowOf(outcome)], null, 2).slice('[\n'.length, -'\n]'.length)
        write(`${isFirst ? '[\n' : ',\n'}${row}`)
        isFirst = false
      },
      end: () => write(isFirst ? '[]\n' : '\n]\n'),
    }
  },
  ndjson: (write) => ({ add: (outcome) => write(`${JSON.stringify(rowOf(outcome))}\n`), end: () => {} }),
  markdown: (write) => ({ add: () => {}, end: (summary) => write(summaryMarkdown(summary)) }),
  sarif: (write) => {
    const findings = sarifFold()
    return { add: findings.add, end: () => write(findings.result()) }
  },
}

function artefactsOf({ translation }: Outcome): readonly string[] {
  if (translation === undefined) return []
  // Types beside code would make what comes out of a pipe neither.
  const files = Object.entries(translation.files).filter(([name]) => !name.endsWith('.d.mts'))
  return files.length > 0 ? files.map(([, text]) => text) : [translation.text]
}

function rowOf({ source, from, to, rule, translation, diagnostics }: Outcome) {
  return {
    source: source.name,
    id: rule?.id ?? null,
    from: from ?? null,
    to: to ?? null,
    ok: translation !== undefined,
    verdict: translation?.ruleVerdict ?? null,
    witness: translation?.witness ?? null,
    assumptions: translation?.assumptions ?? [],
    files: translation?.files ?? {},
    diagnostics: diagnosticsToJson(diagnostics, source.files),
  }
}
