import { type Condition, or, pathOf, type Result, success } from '@ruleglot/core'
import { type EqlQuery, lowerEvent, parseEqlQuery } from '../eql/index.js'
import type { DocumentPath } from './document.js'
import { type Reading, textAt } from './keys.js'
import { type ReadPart, relocated, respan, spansIn } from './kql-part.js'

/**
 * The EQL in a string of the document; spans are places in the file. Of a sequence or sample it is what any of the
 * wanted steps looks for: the events that take part. How they follow is the rule's trigger.
 */
export function readEql(reading: Reading, path: DocumentPath, text: string): Result<ReadPart> {
  const place = spansIn(reading, path)
  const query = parseEqlQuery(text)
  if (!query.ok) return { ok: false, diagnostics: query.diagnostics.map((problem) => relocated(problem, place)) }
  const wanted = query.value.steps.filter((step) => !step.missing)
  const category = textAt(reading, ['event_category_override'])
  const read = wanted.map(({ event }) =>
    lowerEvent(event, text, reading.options, category === undefined ? undefined : pathOf(category)),
  )
  const conditions = read.map(({ condition }) => respan(condition, place))
  const [only] = conditions
  return success(
    {
      condition: conditions.length === 1 && only !== undefined ? only : or(distinct(conditions)),
      assumptions: read.flatMap(({ assumptions }) =>
        assumptions.map((one) => (one.span === undefined ? one : { ...one, span: place(one.span) })),
      ),
    },
    read.flatMap(({ diagnostics }) => diagnostics.map((problem) => relocated(problem, place))),
  )
}

/** What an EQL query asks for beyond one event, in a word; undefined when that is all. */
export function severalEvents(text: string): EqlQuery['kind'] | 'pipes' | undefined {
  const query = parseEqlQuery(text)
  if (!query.ok) return undefined
  if (query.value.kind !== 'event') return query.value.kind
  return query.value.pipes.length > 0 ? 'pipes' : undefined
}

/** `with runs` and steps that say the same twice. */
function distinct(conditions: readonly Condition[]): readonly Condition[] {
  const seen = new Set<string>()
  return conditions.filter((condition) => {
    const key = JSON.stringify(condition, (name, value: unknown) => (name === 'span' ? undefined : value))
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
