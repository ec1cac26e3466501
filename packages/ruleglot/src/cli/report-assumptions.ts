import { type Assumption, type AssumptionKind, dotted, splitKeySpellings } from '@ruleglot/core'
import { IN_SHORT } from './assumptions-in-short.js'
import { type Report, style } from './report.js'

/** More fields than this are counted, not listed: --explain names them rule by rule. */
const MOST_LINES = 40

/** What the outputs of a whole run rely on, once per field: one line each, in the order in which fields appeared. */
export interface AssumptionFold {
  readonly add: (assumptions: readonly Assumption[]) => void
  readonly tell: (report: Report) => void
}

export function assumptionFold(): AssumptionFold {
  const byField = new Map<string, Set<AssumptionKind>>()
  return {
    add: (assumptions) => {
      for (const { path, kind } of splitKeySpellings(assumptions)) {
        const field = path.length === 0 ? 'every field' : dotted(path)
        const kinds = byField.get(field)
        if (kinds === undefined) byField.set(field, new Set([kind]))
        else kinds.add(kind)
      }
    },
    tell: (report) => tellFields(report, byField),
  }
}

function tellFields(report: Report, byField: ReadonlyMap<string, ReadonlySet<AssumptionKind>>): void {
  if (byField.size === 0) return
  const fields = [...byField].slice(0, MOST_LINES)
  const width = Math.min(48, Math.max(...fields.map(([field]) => field.length)))
  report.write('Assumed of events, where no schema settles it (--explain says why):\n')
  for (const [field, kinds] of fields) {
    report.write(
      `  ${field.padEnd(width)}  ${style(report, 'dim', [...kinds].map((kind) => IN_SHORT[kind]).join(', '))}\n`,
    )
  }
  if (byField.size > fields.length) report.write(`  and ${byField.size - fields.length} more fields\n`)
}
