import { DIAGNOSTIC_CODES, type Diagnostic } from '@ruleglot/core'
import type { Outcome } from './outcome.js'

/** Something that keeps rules from being written, and what mending it alone would give. */
export interface Cause {
  readonly target: string
  readonly code: string
  /** What the code stands for, with the field that a mapping lacks. */
  readonly title: string
  /** One rule's message, on one line. */
  readonly example: string
  /** What that message says to do. */
  readonly hint?: string
  /** Rules that it stops. */
  readonly rules: number
  /** Rules that nothing else stops. */
  readonly unlocks: number
}

/** Counts why rules are refused. */
export interface CauseFold {
  readonly add: (outcome: Outcome) => void
  /** The causes that would unlock most first. */
  readonly result: () => readonly Cause[]
}

export function causeFold(): CauseFold {
  const causes = new Map<string, { -readonly [K in keyof Cause]: Cause[K] }>()
  return {
    add: ({ to, translation, diagnostics }) => {
      if (translation !== undefined) return
      const own = new Set<string>()
      for (const problem of diagnostics) {
        if (problem.severity !== 'error') continue
        const title = titleOf(problem)
        const key = JSON.stringify([to, problem.code, title])
        if (own.has(key)) continue
        own.add(key)
        const cause = causes.get(key) ?? {
          target: to ?? 'any target',
          code: problem.code,
          title,
          example: oneLine(problem.message),
          ...(problem.hint === undefined ? {} : { hint: oneLine(problem.hint) }),
          rules: 0,
          unlocks: 0,
        }
        cause.rules++
        causes.set(key, cause)
      }
      const [only] = own
      const cause = own.size === 1 && only !== undefined ? causes.get(only) : undefined
      if (cause !== undefined) cause.unlocks++
    },
    result: () =>
      [...causes.values()].sort((a, b) => b.unlocks - a.unlocks || b.rules - a.rules || (a.title < b.title ? -1 : 1)),
  }
}

/** Rules share a cause when one thing mends them all: the same code, and the same field where it is about one. */
function titleOf({ code, data }: Diagnostic): string {
  const { title } = DIAGNOSTIC_CODES[code]
  const subject = code.startsWith('mapping/') ? data?.['field'] : undefined
  return typeof subject === 'string' ? `${title}: ${subject}` : title
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 160 ? `${line.slice(0, 157)}...` : line
}
