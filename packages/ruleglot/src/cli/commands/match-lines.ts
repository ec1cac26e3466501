import { describeLeaf } from '@ruleglot/core'
import type { Matcher } from '@ruleglot/matcher'

/** What one batch of lines gave: the ids of matching rules by line, and the lines that are no event. */
export interface BatchResult {
  readonly matches: readonly {
    readonly line: number
    readonly ids: readonly string[]
    readonly why?: readonly string[]
  }[]
  readonly broken: readonly { readonly line: number; readonly reason: string }[]
  readonly events: number
}

/** Lines are counted from 0 within the batch; empty ones are no events. */
export function matchLines(matcher: Matcher, lines: readonly string[], explain: boolean): BatchResult {
  const matches: { line: number; ids: readonly string[]; why?: readonly string[] }[] = []
  const broken: { line: number; reason: string }[] = []
  let events = 0
  for (const [line, text] of lines.entries()) {
    if (text.trim() === '') continue
    let event: unknown
    try {
      event = JSON.parse(text)
    } catch (error) {
      broken.push({ line, reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` })
      continue
    }
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      const found = Array.isArray(event) ? `a list of ${event.length}` : JSON.stringify(event).slice(0, LONGEST_SHOWN)
      broken.push({ line, reason: `not an event: ${found}` })
      continue
    }
    events++
    const ids = matcher.match(event)
    if (ids.length > 0) matches.push({ line, ids, ...(explain ? { why: reasons(matcher, event, ids) } : {}) })
  }
  return { matches, broken, events }
}

const LONGEST_SHOWN = 40

function reasons(matcher: Matcher, event: unknown, ids: readonly string[]): readonly string[] {
  return ids.map((id) => {
    const leaves = matcher.explain(event, id)?.leaves ?? []
    return leaves
      .filter(({ holds }) => holds === true)
      .map(({ leaf, values }) => `${describeLeaf(leaf)}${values.length === 0 ? '' : ` (${JSON.stringify(values)})`}`)
      .join('; ')
  })
}
