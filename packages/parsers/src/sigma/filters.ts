import { and, type Condition, type LogSource, type Rule } from '@ruleglot/core'
import { entryOf, valueAt, type YamlMapping, type YamlScalar } from '../yaml/yaml-node.js'
import { lowerDetection } from './lower.js'
import { readLogSource } from './metadata.js'
import { requireKeys } from './read-rule.js'
import { hasErrors, type Reading, report, sizeOf, spendTests } from './reading.js'

/** A filter document: what it adds to the condition of which rules. */
export interface Filter {
  readonly title: string
  /** Ids and names; every rule of the log source when undefined. */
  readonly rules: readonly YamlScalar[] | undefined
  readonly logSource: LogSource
  readonly condition: Condition
  readonly size: number
  readonly document: YamlMapping
  readonly reading: Reading
}

/** Reads a filter. Undefined after problems, which are reported. */
export function readFilter(document: YamlMapping, reading: Reading): Filter | undefined {
  const before = reading.diagnostics.length
  requireKeys(document, ['title', 'logsource'], reading)
  const entry = entryOf(document, 'filter')
  if (entry?.value.type !== 'mapping') {
    return report(reading, 'sigma/filter', entry?.value.span ?? document.span, 'The filter is empty.', {
      hint: 'It needs rules, a selection and a condition.',
    })
  }
  const rules = namedRules(entry.value, reading)
  const condition = lowerDetection(entry.value, reading, ['rules'])
  if (condition === undefined || hasErrors(reading.diagnostics.slice(before))) return undefined
  if (!excludes(condition)) {
    const span = entryOf(entry.value, 'condition')?.value.span
    report(
      reading,
      'sigma/filter-selects',
      span,
      'The rules will match only where the condition of this filter holds.',
      {
        hint: 'Engines join it to the rule as it stands. Write "not selection" to exclude what is selected.',
        effect: 'narrows',
      },
    )
  }
  const title = valueAt(document, 'title')
  return {
    title: title?.type === 'scalar' ? title.text.trim() : '',
    rules: rules === 'any' ? undefined : rules,
    logSource: readLogSource(document, reading),
    condition,
    size: sizeOf(condition),
    document,
    reading,
  }
}

/** `any`, an id or name, or a list of them; an empty list is any. */
function namedRules(node: YamlMapping, reading: Reading): readonly YamlScalar[] | 'any' {
  const entry = entryOf(node, 'rules')
  const { value } = entry ?? {}
  if (value?.type === 'scalar') return value.text.toLowerCase() === 'any' ? 'any' : [value]
  if (value?.type === 'sequence' && value.items.every((item) => item.type === 'scalar')) {
    return value.items.length === 0 ? 'any' : (value.items as readonly YamlScalar[])
  }
  report(reading, 'sigma/filter', value?.span ?? node.span, 'The filter does not say which rules it is for.', {
    hint: 'Write "rules: any", or the ids or names of rules.',
  })
  return 'any'
}

/** Whether the filter takes events away for what they are: some `not` decides it. */
function excludes(condition: Condition): boolean {
  if (condition.kind === 'Not') return true
  return (condition.kind === 'And' || condition.kind === 'Or') && condition.children.some(excludes)
}

/** The rule with the filters that are for it, and which those were. */
export function withFilters(
  rule: Rule,
  filters: readonly Filter[],
): { readonly rule: Rule; readonly used: readonly Filter[] } {
  const used = filters.filter((filter) => {
    if (!isFor(filter, rule)) return false
    // A filter stands in every rule that it is for.
    return spendTests(filter.reading, filter.size, filter.rules?.length ?? 1, filter.document.span)
  })
  if (used.length === 0) return { rule, used }
  return { rule: { ...rule, condition: and([rule.condition, ...used.map(({ condition }) => condition)]) }, used }
}

function isFor({ rules, logSource }: Filter, rule: Rule): boolean {
  const named = rules === undefined || rules.some(({ text }) => text === rule.id || text === rule.name)
  return named && covers(logSource, rule.logSource)
}

/** A filter for a product is one for all of its services; what the filter names, the rule must have. */
function covers(filter: LogSource, rule: LogSource): boolean {
  return (['category', 'product', 'service'] as const).every(
    (key) => filter[key] === undefined || filter[key] === rule[key],
  )
}

/** Says which filters, and which of the rules they name, came to nothing. */
export function reportUnused(
  filters: readonly Filter[],
  used: ReadonlyMap<Filter, readonly Rule[]>,
  all: readonly Rule[],
): void {
  for (const filter of filters) {
    const found = used.get(filter) ?? []
    if (filter.rules === undefined) {
      if (found.length > 0) continue
      report(filter.reading, 'sigma/filter-not-applied', filter.document.span, NO_RULE, { hint: GIVE, effect: 'none' })
      continue
    }
    for (const { text, span } of filter.rules) {
      const isNamed = (rule: Rule): boolean => text === rule.id || text === rule.name
      if (found.some(isNamed)) continue
      const message = all.some(isNamed)
        ? `The filter is for another log source than the rule "${text}", which stays as it is.`
        : `There is no rule with the id or name "${text}" beside the filter.`
      report(filter.reading, 'sigma/filter-not-applied', span, message, { hint: GIVE, effect: 'none' })
    }
  }
}

const NO_RULE = 'No rule of the log source of this filter is beside it.'
const GIVE = 'Give the filter together with the files of its rules.'
