import { type Assumption, type AssumptionKind, dotted } from '@ruleglot/core'
import { type Report, style } from './report.js'

/** More fields than this are counted, not listed: --explain names them rule by rule. */
const MOST_LINES = 40

/** What the outputs of a whole run rely on, once per field: one line each, in the order in which fields appeared. */
export function reportAssumptions(report: Report, assumptions: readonly Assumption[]): void {
  const byField = new Map<string, Set<AssumptionKind>>()
  for (const { path, kind } of assumptions) {
    const field = path.length === 0 ? 'every field' : dotted(path)
    const kinds = byField.get(field)
    if (kinds === undefined) byField.set(field, new Set([kind]))
    else kinds.add(kind)
  }
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

const IN_SHORT: Readonly<Record<AssumptionKind, string>> = {
  scalar: 'one value',
  list: 'a list',
  flatLists: 'no lists in lists',
  noNullElements: 'no null in lists',
  distinctValues: 'no value twice',
  stringWhenPresent: 'text',
  numberWhenPresent: 'a number',
  booleanWhenPresent: 'true or false',
  objectWhenPresent: 'an object',
  notBoolean: 'not true or false',
  notNull: 'not null',
  noEmptyObject: 'no empty object',
  nestedField: 'of type nested',
  nestedKeys: 'nested keys',
  flatKey: 'one dotted key',
  keyCase: 'keys in this letter case',
  asciiCase: 'plain letters',
  noKelvinSign: 'no Kelvin sign',
  safeIntegers: 'integers below 2^53',
  keywordField: 'of type keyword',
  singleLine: 'single lines',
}
