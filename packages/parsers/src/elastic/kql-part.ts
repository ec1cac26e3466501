import {
  type Assumption,
  type Condition,
  type Diagnostic,
  mapChildren,
  type Result,
  type Span,
  success,
} from '@ruleglot/core'
import { kql } from '../kql/index.js'
import type { DocumentPath } from './document.js'
import { keyPath, type Reading } from './keys.js'

/** A condition and what reading it relied on. */
export interface ReadPart {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
}

/** The KQL in a string of the document; spans are places in the file. */
export function readKql(reading: Reading, path: DocumentPath, text: string): Result<ReadPart> {
  const place = spansIn(reading, path)
  const parsed = parseKql(reading, text)
  const diagnostics = parsed.diagnostics.map((problem) => relocated(problem, place))
  if (!parsed.ok) return { ok: false, diagnostics }
  const { condition, assumptions } = parsed.value
  return success(
    {
      condition: respan(condition, place),
      assumptions: assumptions.map((assumption) =>
        assumption.span === undefined ? assumption : { ...assumption, span: place(assumption.span) },
      ),
    },
    diagnostics,
  )
}

/**
 * One test in KQL's meaning, for filters: Kibana makes the same Elasticsearch query from `field: "value"` as it keeps in
 * a filter on that value. Every span is the filter's.
 */
export function readKqlTest(reading: Reading, field: string, test: string, span: Span): ReadPart | undefined {
  const parsed = parseKql(reading, `${quoteKql(field)} ${test}`)
  // Elasticsearch would refuse the test: it is read as never true, which a filter should not be silently.
  if (!parsed.ok || parsed.diagnostics.some(({ effect }) => effect !== 'none')) return undefined
  const { condition, assumptions } = parsed.value
  return {
    condition: respan(condition, () => span),
    assumptions: assumptions.map((assumption) => ({ ...assumption, span })),
  }
}

/** A string as KQL writes it in quotation marks. */
export function quoteKql(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

type Parsed = ReturnType<NonNullable<typeof kql.parseCondition>>

function parseKql({ options }: Reading, text: string): Parsed {
  const { fieldTypes, schema } = options
  if (kql.parseCondition === undefined) return { ok: false, diagnostics: [] }
  return kql.parseCondition(text, {
    ...(fieldTypes === undefined ? {} : { fieldTypes }),
    ...(schema === undefined ? {} : { schema }),
  })
}

/** Places in a string of the document, as places in the file. */
export function spansIn(reading: Reading, path: DocumentPath): (span: Span) => Span {
  return (span) => reading.document.spanInside(keyPath(reading, path), span)
}

export function respan(condition: Condition, place: (span: Span) => Span): Condition {
  const inside = mapChildren(condition, (child) => respan(child, place))
  return inside.span === undefined ? inside : { ...inside, span: place(inside.span) }
}

export function relocated(problem: Diagnostic, place: (span: Span) => Span): Diagnostic {
  return {
    ...problem,
    ...(problem.span === undefined ? {} : { span: place(problem.span) }),
    ...(problem.related === undefined
      ? {}
      : { related: problem.related.map((other) => ({ ...other, span: place(other.span) })) }),
  }
}
