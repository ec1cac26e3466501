import type { JsonValue, RuleSeverity, Scalar } from '@ruleglot/core'

/** What a catalog page shows about one rule, of any language. Plain JSON; a list is empty where the rule says nothing. */
export interface Inspection {
  readonly language: string
  readonly id?: string
  readonly title?: string
  readonly description?: string
  readonly severity?: RuleSeverity
  readonly status?: string
  readonly enabled?: boolean
  readonly authors: readonly string[]
  readonly license?: string
  /** YYYY-MM-DD. */
  readonly created?: string
  readonly modified?: string
  /** Where the events come from, as the platform names it. */
  readonly dataSources: readonly DataSource[]
  readonly tags: readonly string[]
  readonly references: readonly string[]
  readonly falsePositives: readonly string[]
  readonly runbook?: string
  readonly setup?: string
  readonly attack: readonly AttackCoverage[]
  /** In condition syntax; absent when it cannot say the condition. */
  readonly condition?: string
  /** The query as the source has it, where its language has one. */
  readonly query?: string
  /** Parts that could not be read: what is shown of the condition is then not the whole rule. */
  readonly unread: readonly string[]
  readonly indicators: readonly Indicator[]
  readonly exclusions: readonly Indicator[]
  readonly outputFields: readonly { readonly field: string; readonly source: string }[]
  /** In a sentence. */
  readonly trigger: string
  readonly tests: readonly InspectedTest[]
  /** Rules of the corpus that look for the same operation. */
  readonly related: readonly RelatedRule[]
}

export interface DataSource {
  readonly kind: 'log type' | 'integration' | 'index' | 'log source'
  readonly name: string
}

/** One tactic and the techniques listed under it; without a tactic those that stand alone. */
export interface AttackCoverage {
  readonly tactic?: { readonly id: string; readonly name?: string }
  readonly techniques: readonly { readonly id: string; readonly name?: string }[]
}

/** A field, how it is compared, and the values. */
export interface Indicator {
  readonly field: string
  readonly kind: IndicatorKind
  /** Values that are joined by and stand in rows of their own. */
  readonly values: readonly IndicatorValue[]
}

export interface IndicatorValue {
  readonly value: Scalar
  /** How many other rules of the corpus look for it in this field in this way; absent without a corpus. */
  readonly others?: number
}

export type IndicatorKind =
  | 'eq'
  | 'contains'
  | 'starts_with'
  | 'ends_with'
  | 'wildcard'
  | 'regex'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'cidr'
  | 'match'
  | 'exists'
  | 'is'
  | 'count'
  | 'field'

export interface InspectedTest {
  readonly name: string
  readonly event: JsonValue
  readonly expected: boolean
  readonly actual: boolean | 'unknown'
}

export interface RelatedRule {
  readonly language: string
  readonly id?: string
  readonly title?: string
  /** The operations that both look for. */
  readonly operations: readonly string[]
}
