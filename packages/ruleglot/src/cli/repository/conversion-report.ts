import type { Diagnostic } from '@ruleglot/core'
import type { Source } from '../read-sources.js'
import { type Report, reportDiagnostics, reportRefusal, reportTranslation } from '../report.js'
import { assumptionFold } from '../report-assumptions.js'
import type { Outcome } from './outcome.js'
import { type Summary, summaryText } from './summary.js'

/** What a person is told of a conversion, source by source as they are done. */
export interface ConversionReport {
  readonly add: (source: Source, outcomes: readonly Outcome[]) => void
  readonly end: (summary: Summary) => void
}

export interface ConversionReportOptions {
  readonly quiet?: boolean
  readonly explain?: boolean
  readonly plan?: boolean
}

/** More sources than this are summed up; --explain still shows each. */
const MOST_LISTED = 30

export function conversionReport(report: Report, sources: number, options: ConversionReportOptions): ConversionReport {
  const { quiet = false, explain = false, plan = false } = options
  const isListed = sources <= MOST_LISTED || explain
  const assumed = assumptionFold()
  const errors = errorReport(report)
  return {
    add: (source, outcomes) => {
      if (isListed) reportSource(report, source, outcomes, options)
      else if (quiet) errors.add(source, outcomes)
      if (isListed && !explain) for (const { translation } of outcomes) assumed.add(translation?.assumptions ?? [])
    },
    end: (summary) => {
      errors.end()
      if (quiet) return
      if (!isListed || plan) report.write(summaryText(summary))
      if (!isListed) report.write('Each rule: --explain, or --format json.\n')
      if (isListed && !explain) assumed.tell(report)
    },
  }
}

/** Of many sources: what has a place is shown there; what has none is said once, with how many sources it is about. */
function errorReport(report: Report): Pick<ConversionReport, 'add'> & { readonly end: () => void } {
  const unplaced = new Map<
    string,
    { readonly problem: Diagnostic; readonly first: string; last: string; count: number }
  >()
  return {
    add: ({ name, files }, outcomes) => {
      for (const { diagnostics } of outcomes) {
        const problems = diagnostics.filter(({ severity }) => severity === 'error')
        for (const problem of problems.filter(({ span }) => span === undefined)) {
          const key = JSON.stringify([problem.code, problem.message])
          const known = unplaced.get(key) ?? { problem, first: name, last: '', count: 0 }
          unplaced.set(key, known)
          if (known.last !== name) known.count++
          known.last = name
        }
        const placed = problems.filter(({ span }) => span !== undefined)
        if (placed.length > 0) reportDiagnostics(report, unique(placed), files)
      }
    },
    end: () => {
      for (const { problem, first, count } of unplaced.values()) {
        reportDiagnostics(report, [problem], {})
        report.write(`   = in ${first}${count === 1 ? '' : ` and ${count - 1} more`}\n`)
      }
    },
  }
}

function reportSource(
  report: Report,
  source: Source,
  own: readonly Outcome[],
  { quiet = false, explain = false }: ConversionReportOptions,
): void {
  const problems = own.flatMap((outcome) => outcome.diagnostics)
  const shown = quiet ? problems.filter((problem) => problem.severity === 'error') : problems
  const isPassedOver = own.some(({ passedOver }) => passedOver === true)
  const visible = explain || isPassedOver ? shown : shown.filter((problem) => problem.severity !== 'info')
  if (!quiet) report.write(`${source.name}\n`)
  for (const { to, translation } of own) {
    if (to === undefined || quiet) continue
    if (translation === undefined) reportRefusal(report, to)
    else reportTranslation(report, to, translation, explain)
  }
  reportDiagnostics(report, unique(visible), source.files)
}

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((problem) => {
    const key = JSON.stringify(problem)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
