import { type Condition, type Diagnostic, dotted, type EmitOptions, isPath, literalOf, type Rule } from '@ruleglot/core'
import type { QueryLanguage, QueryWriter } from './query-writer.js'

export interface LanguageChoice {
  readonly language: QueryLanguage
  /** Why, in one sentence; undefined where nobody would ask. */
  readonly why?: string
}

/**
 * The language of a rule's query: the one that was asked for, the one it has, and else the one that says the condition.
 * Rules over the events of endpoints are EQL, as Elastic's own are; otherwise KQL, unless only EQL has the words. Rules
 * that count run KQL alone. `whole` is the parts together.
 */
export function chooseLanguage(
  rule: Rule,
  parts: readonly Condition[],
  whole: Condition,
  options: EmitOptions,
  write: QueryWriter,
): LanguageChoice {
  const { queryLanguage = 'auto' } = options
  if (queryLanguage !== 'auto') return { language: queryLanguage }
  if (rule.trigger.kind !== 'each') return { language: 'kuery' }
  const own = ownLanguage(rule)
  if (own !== undefined) return { language: own }
  const inEql = write('eql', whole).ok
  const category = parts.map(endpointCategory).find((text) => text !== undefined)
  if (inEql && category !== undefined) {
    return { language: 'eql', why: `Written as EQL, like Elastic's own rules over ${category} events.` }
  }
  const reason = parts
    .map((part) => firstProblem(write('kuery', part).diagnostics))
    .find((message) => message !== undefined)
  if (!inEql || reason === undefined) return { language: 'kuery' }
  return { language: 'eql', why: `Written as EQL: ${reason}` }
}

function firstProblem(diagnostics: readonly Diagnostic[]): string | undefined {
  return diagnostics.find(({ severity }) => severity === 'error')?.message
}

/** A rule that was Elastic's keeps its language. */
function ownLanguage({ language, vendor }: Rule): QueryLanguage | undefined {
  if (language !== 'elastic') return undefined
  const table = vendor['rule'] ?? vendor
  const own = typeof table === 'object' && table !== null && !Array.isArray(table) ? table : {}
  const named = 'language' in own ? own.language : undefined
  return named === 'eql' || named === 'kuery' ? named : undefined
}

const ENDPOINT: ReadonlySet<string> = new Set(['process', 'file', 'registry', 'network', 'library', 'driver'])

function endpointCategory(part: Condition): string | undefined {
  if (!('field' in part) || !isPath(part.field) || dotted(part.field) !== 'event.category') return undefined
  const value = part.kind === 'Compare' && part.op === 'eq' ? part.value : undefined
  const text = part.kind === 'Match' ? literalOf(part.pattern) : value
  return typeof text === 'string' && ENDPOINT.has(text) ? text : undefined
}
