import type { Assumption } from '../assumptions/assumption.js'
import type { Settled } from '../assumptions/settled.js'
import type { Diagnostic, JsonValue } from '../diagnostics/diagnostic.js'

/**
 * How an output relates to its source. exact: the same events. wider: fires on more. narrower: misses some.
 * different: both. unproven: nobody knows yet; never rounded up.
 */
export type Verdict = 'exact' | 'wider' | 'narrower' | 'different' | 'unproven'

/** Events that show a difference: `onlyA` fires the source alone, `onlyB` the output alone. */
export interface Witness {
  readonly onlyA?: JsonValue
  readonly onlyB?: JsonValue
}

/** What happened to the counting around the condition. */
export type TriggerVerdict = 'exact' | 'approximate' | 'lost'

/** A rule is judged in four parts; only the condition is proven. */
export interface RuleVerdict {
  readonly condition: Verdict
  readonly trigger: TriggerVerdict
  readonly severity: 'exact' | 'approximate'
  readonly routing: 'exact' | 'approximate' | 'none'
}

/** A condition or rule written in a target language. */
export interface Emission {
  /** The artefact; for several files, the one that carries the condition. */
  readonly text: string
  readonly verdict: Verdict
  /** Open ones only: what a schema or pack knows is not listed. */
  readonly assumptions: readonly Assumption[]
  readonly diagnostics: readonly Diagnostic[]
  /** Dotted names of the fields that the source reads, in order of appearance. */
  readonly fields: readonly string[]
  /** What would be open but for the facts of a mapping pack. */
  readonly settled?: readonly Settled[]
  readonly witness?: Witness
  /** Why a verdict is `unproven`: the leaf or the budget that stopped the proof. */
  readonly unproven?: string
}

export interface RuleEmission extends Emission {
  /** File name to content, relative to the output folder. */
  readonly files: Readonly<Record<string, string>>
  /** What the target gives up on purpose, where that is all in which the output differs: `letter case`. */
  readonly cause?: string
  readonly ruleVerdict: RuleVerdict
}
