import {
  type Condition,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticDetails,
  diagnostic,
  type Span,
  visit,
} from '@ruleglot/core'
import type { Placeholders } from './placeholders.js'

/** One text on its way to rules. Mutable on purpose: diagnostics gather, the budget is used up. */
export interface Reading {
  readonly text: string
  readonly file: string | undefined
  readonly placeholders: Placeholders
  readonly diagnostics: Diagnostic[]
  /** Placeholders got their values: what was read is not what is written. */
  expanded: boolean
  /** Tests that conditions may still be made of: names stand for all of their tests wherever they are used. */
  tests: number
  /** Names that patterns may still be compared with. */
  comparisons: number
  /** Values that may still be read; aliases and encodings can make much of little. */
  budget: number
}

export const MOST_VALUES = 200_000
const MOST_TESTS = 2_000_000
const MOST_COMPARISONS = 2_000_000

export function newReading(text: string, file: string | undefined, placeholders: Placeholders = {}): Reading {
  return {
    text,
    file,
    placeholders,
    diagnostics: [],
    expanded: false,
    tests: MOST_TESTS,
    comparisons: MOST_COMPARISONS,
    budget: MOST_VALUES,
  }
}

export function report(
  reading: Reading,
  code: DiagnosticCode,
  span: Span | undefined,
  message: string,
  details: Omit<DiagnosticDetails, 'span'> = {},
): undefined {
  reading.diagnostics.push(diagnostic(code, message, { ...(span === undefined ? {} : { span }), ...details }))
  return undefined
}

/** Takes from the budget; false, and reported once, when it is used up. */
export function spend(reading: Reading, span: Span): boolean {
  reading.budget--
  if (reading.budget === -1) {
    report(reading, 'limit/nodes', span, `The rule has more than ${MOST_VALUES} values.`, { hint: 'Split the rule.' })
  }
  return reading.budget >= 0
}

/** How many nodes a condition is. */
export function sizeOf(condition: Condition): number {
  let count = 0
  visit(condition, () => {
    count++
  })
  return count
}

/** Takes the tests behind a name from what a condition may hold; false, and reported once, when there are too many. */
export function spendTests(reading: Reading, tests: number, comparisons: number, span: Span): boolean {
  const before = reading.tests >= 0 && reading.comparisons >= 0
  reading.tests -= tests
  reading.comparisons -= comparisons
  const isLeft = reading.tests >= 0 && reading.comparisons >= 0
  if (before && !isLeft) {
    report(reading, 'limit/nodes', span, 'The condition names too many search identifiers, or too large ones.', {
      hint: 'Split the rule.',
    })
  }
  return isLeft
}

/** Whether nothing can come of what was read. A placeholder without values is an error that leaves a rule: nobody can say what it matches. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error' && one.code !== 'sigma/placeholder')
}
