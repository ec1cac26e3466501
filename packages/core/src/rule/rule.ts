import type { Assumption } from '../assumptions/assumption.js'
import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import type { Span } from '../source/span.js'
import type { AlertTitle } from './alert-title.js'
import type { RuleOrigin } from './origin.js'

/**
 * A detection rule in no particular language. Plain JSON like the condition inside it. What a field means in each
 * language is one table, spec/metadata.md. Absent means the source does not say.
 */
export interface Rule {
  readonly ir: 1
  /** The language it was read from. */
  readonly language: string
  /** The id in that language: Elastic `rule_id`, Panther `RuleID`, Sigma `id`. */
  readonly id?: string
  /** Sigma `name`: what correlations refer to. */
  readonly name?: string
  readonly title?: string
  /** What each alert is called, where that depends on the event: Panther title() and AlertTitle. */
  readonly alertTitle?: AlertTitle
  readonly description?: string
  readonly severity?: RuleSeverity
  /** Elastic `risk_score`, kept when it is not the one that goes with the severity. */
  readonly riskScore?: number
  readonly severityOverrides: readonly SeverityOverride[]
  readonly status?: RuleStatus
  /** Whether the rule runs; absent where the language has no such thing. */
  readonly enabled?: boolean
  /** True for a rule whose matches are recorded but raise no alert (Panther `CreateAlert: false`, Elastic building block). */
  readonly signal?: boolean
  readonly authors: readonly string[]
  readonly license?: string
  /** YYYY-MM-DD. */
  readonly created?: string
  /** YYYY-MM-DD. */
  readonly modified?: string
  readonly references: readonly string[]
  readonly falsePositives: readonly string[]
  /** What to do when it fires: Panther `Runbook`, Elastic `note`. Markdown, without a "Triage and analysis" heading. */
  readonly runbook?: string
  /** What has to be set up for it: Elastic `setup`. */
  readonly setup?: string
  readonly tags: readonly string[]
  readonly attack: readonly AttackReference[]
  readonly logSource: LogSource
  /** Fields to show with an alert: Panther SummaryAttributes and alert_context, Elastic investigation_fields, Sigma fields. */
  readonly outputFields: readonly OutputField[]
  readonly grouping?: Grouping
  readonly trigger: Trigger
  readonly condition: Condition
  /** The rule fires when the condition and every `when` here hold (a rule that raises does not alert). */
  readonly defined: readonly Guard[]
  /** What reading the condition relied on: it is exact for events that keep these. */
  readonly assumptions?: readonly Assumption[]
  readonly tests: readonly RuleTest[]
  /** Lists of values that the source has a name for. They decide nothing: a writer may call its own lists so. */
  readonly namedLists?: readonly NamedList[]
  /** The source document as read, every key: what no field above holds is still here. */
  readonly vendor: JsonObject
  /** What the parser gave, as fingerprints: a writer of the same language leaves alone what nobody has changed. */
  readonly origin?: RuleOrigin
  readonly span?: Span
}

/** Small letters with underscores: Sigma's `selection_download_flags` is `download_flags`. */
export interface NamedList {
  readonly name: string
  readonly values: readonly string[]
}

export type RuleSeverity = 'informational' | 'low' | 'medium' | 'high' | 'critical'
export type RuleStatus = 'stable' | 'test' | 'experimental' | 'deprecated' | 'unsupported'

export interface SeverityOverride {
  readonly condition: Condition
  readonly severity: RuleSeverity
}

/** One pair of ATT&CK tactic and technique; either may be missing. `technique` may be a sub-technique (T1110.001). */
export interface AttackReference {
  readonly tactic?: { readonly id: string; readonly name?: string }
  readonly technique?: { readonly id: string; readonly name?: string }
}

/** Where the events come from, in each platform's own terms, as far as the source says. Routing, not condition. */
export interface LogSource {
  /** Panther. */
  readonly logTypes?: readonly string[]
  /** Elastic index patterns. */
  readonly index?: readonly string[]
  /** Elastic integrations named in the metadata. */
  readonly integration?: readonly string[]
  /** Sigma. */
  readonly category?: string
  readonly product?: string
  readonly service?: string
  /** Sigma `definition`. */
  readonly definition?: string
}

export interface OutputField {
  /** The name it is shown under, when it is not the field's own. */
  readonly name?: string
  readonly path: Path
}

/** Matches that are one alert: Panther dedup() + DedupPeriodMinutes, Elastic alert_suppression. */
export interface Grouping {
  readonly by: readonly Path[]
  /** The text that matches have in common, where it takes the first of several fields: `by` has all of them. */
  readonly text?: AlertTitle
  /** Minutes. */
  readonly window?: number
  /** Events without the fields: one group (suppress) or each its own alert (alert). */
  readonly missing?: 'suppress' | 'alert'
}

/** When a rule alerts, given the events its condition matches. */
export type Trigger =
  | { readonly kind: 'each' }
  | {
      readonly kind: 'threshold'
      /** At least so many matches... */
      readonly count: number
      /** ...with equal values of these fields... */
      readonly groupBy: readonly Path[]
      /** ...within so many seconds; absent where the source does not say. */
      readonly window?: number
      /** Counts distinct values of this field instead of matches, or on top of them. */
      readonly distinct?: { readonly field: Path; readonly count: number }
    }
  | {
      readonly kind: 'newTerms'
      /** Alerts on a combination of values not seen before... */
      readonly fields: readonly Path[]
      /** ...in so many seconds of history. */
      readonly history: number
    }
  | {
      /** Anything else, kept as it stood. */
      readonly kind: 'other'
      readonly language: string
      readonly name: string
      readonly source: JsonValue
      /** A condition over the other side's documents, such as Elastic's `threat_query`. */
      readonly condition?: Condition
    }

export interface Guard {
  readonly when: Condition
  readonly span?: Span
}

/** An event and whether the rule matches it. */
export interface RuleTest {
  readonly name: string
  readonly event: JsonValue
  readonly expected: boolean
  /** Panther mocks and other things that a pure condition cannot honour. */
  readonly vendor?: JsonObject
}
