import type { Assumption, Condition, Diagnostic, Guard, JsonValue, Span } from '@ruleglot/core'

/** A rule's Python and what it may import. Nothing of it is ever executed. */
export interface LiftSource {
  readonly body: string
  /** The name of the body in spans. */
  readonly file: string
  /** Modules that the body may import, by the name it imports them under: `panther_aws_helpers`, or one beside the rule. */
  readonly modules: Readonly<Record<string, string>>
  /**
   * Of the log type of each event (`p_log_type`); without one of its own, `event.udm()` reads p_udm and the event itself.
   * Where none are given at all, nothing is known of what it reads.
   */
  readonly dataModels?: readonly DataModel[]
  /** Events that the rule's own tests hold: what they break is not assumed. */
  readonly samples?: readonly JsonValue[]
  /** Log types of the rule. */
  readonly logTypes?: readonly string[]
}

/** What `event.udm(name)` reads for events of its log types: a JSONPath, or a function of a Python module. */
export interface DataModel {
  readonly id: string
  readonly logTypes: readonly string[]
  readonly mappings: Readonly<Record<string, { readonly path: string } | { readonly method: string }>>
  /** The Python of its methods. */
  readonly body?: string
  readonly file?: string
}

export interface LiftOptions {
  /** `assume` (default) names what a plain reading relies on; `explicit` puts tests of shapes into the tree instead. */
  readonly guards?: 'assume' | 'explicit'
  /** Dotted names of fields whose keys are read in any letter case where else that is assumed away. */
  readonly anyCase?: ReadonlySet<string>
}

/** What `rule()` means: it fires when the condition and every `when` of `defined` hold. */
export interface LiftedRule {
  readonly condition: Condition
  readonly defined: readonly Guard[]
  readonly assumptions: readonly Assumption[]
  readonly diagnostics: readonly Diagnostic[]
  /** Parts of rule() that could not be read; each is an Opaque leaf of the condition. */
  readonly opaque: readonly OpaquePart[]
}

export interface OpaquePart {
  readonly span: Span
  readonly reason: string
}
