import type { LogSource } from '@ruleglot/core'

/** Where an event comes from, as far as it is known. Words are compared without regard to case. */
export interface EventSource {
  /** Sigma's words. */
  readonly category?: string
  readonly product?: string
  readonly service?: string
  /** Panther's word. */
  readonly logType?: string
}

/** Whether a rule of this log source is asked about an event of that one: nothing that both name differs. */
export function sourceFits(rule: LogSource, source: EventSource): boolean {
  return (
    fits(rule.category, source.category) &&
    fits(rule.product, source.product) &&
    fits(rule.service, source.service) &&
    (rule.logTypes === undefined ||
      source.logType === undefined ||
      rule.logTypes.some((type) => fits(type, source.logType)))
  )
}

function fits(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || found === undefined || wanted.toLowerCase() === found.toLowerCase()
}

/** Sources that all rules take alike are one: words that no rule names are left out of account. */
export function sourceKey(source: EventSource | undefined, words: ReadonlySet<string>): string {
  if (source === undefined) return ''
  return [source.category, source.product, source.service, source.logType]
    .map((word) => (word === undefined ? '' : words.has(word.toLowerCase()) ? word.toLowerCase() : '?'))
    .join('\n')
}

/** The words that a rule's log source names. */
export function sourceWords({ category, product, service, logTypes = [] }: LogSource): readonly string[] {
  return [category, product, service, ...logTypes].flatMap((word) => (word === undefined ? [] : [word.toLowerCase()]))
}
