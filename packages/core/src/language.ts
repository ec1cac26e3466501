import type { Assumption } from './assumptions/assumption.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import type { Result } from './diagnostics/result.js'
import type { FieldSchema, FieldType } from './fields/field-schema.js'
import type { Condition } from './ir/node.js'
import type { Rule } from './rule/rule.js'
import type { TriggerVerdict, Verdict, Witness } from './verdict/verdict.js'

/**
 * A language is plain data with up to four functions; a parser package provides the reading ones, an emitter package
 * the writing ones, the facade joins them by id. Nothing in core knows which languages there are.
 */
export interface LanguageParser {
  readonly id: string
  /** Whose field names it uses, when that is not the id itself: a key of a mapping pack, or `vendor`. */
  readonly platform?: string
  readonly parseCondition?: (text: string, options: ParseOptions) => Result<ParsedCondition>
  /** One text or several files (path to content), any number of rules. */
  readonly parseRules?: (files: Readonly<Record<string, string>>, options: ParseRulesOptions) => Result<readonly Rule[]>
  /**
   * What a careful author would change in rules that can be read: everything beyond the diagnostics of `parseRules` for
   * the same files. Nothing here changes what a rule means.
   */
  readonly lint?: (files: Readonly<Record<string, string>>, options: ParseRulesOptions) => readonly Diagnostic[]
  /** Whether a text looks like this language: 0 no, 1 certainly. For guessing `--from`. */
  readonly detect?: (text: string, name: string | undefined) => number
}

export interface LanguageEmitter {
  readonly id: string
  /** Whose field names it uses, when that is not the id itself: a key of a mapping pack, or `vendor`. */
  readonly platform?: string
  /** Of files that hold a bare condition, without the dot; the id when absent. */
  readonly extension?: string
  /** A test of a list is a test of the list itself there, not of its elements: where a pack knows of one, scopes are written. */
  readonly listsWhole?: boolean
  readonly emitCondition?: (condition: Condition, options: EmitOptions) => Result<EmittedCondition>
  readonly emitRule?: (rule: Rule, options: EmitOptions) => Result<EmittedRule>
}

export interface ParseOptions {
  /** Types of fields by dotted name; go before the schema. */
  readonly fieldTypes?: Readonly<Record<string, FieldType>>
  readonly schema?: FieldSchema
  /** Name of the text in spans and messages. */
  readonly file?: string
  /** Panther: `assume` (default) names what the reading relies on; `explicit` puts tests of shapes into the tree instead. */
  readonly guards?: 'assume' | 'explicit'
  /** Panther: dotted names of fields whose keys are read in any letter case, as get() does, where else it is assumed away. */
  readonly anyCase?: readonly string[]
  /** Sigma: the values that placeholders (`field|expand: '%admins%'`) stand for, by name without the percent signs. */
  readonly placeholders?: Readonly<Record<string, readonly (string | number)[]>>
}

export interface ParseRulesOptions extends ParseOptions {
  readonly entry?: string
}

/**
 * What reading a condition gives. `assumptions` are what the reading itself relies on (Python's `event.get("a") == 1`
 * read as any-element equality relies on `scalar` and more): the condition is exact for events that keep them.
 */
export interface ParsedCondition {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
}

export interface EmitOptions {
  readonly schema?: FieldSchema
  /** `assume` (default) names what the output relies on; `explicit` writes tests instead and relies on nothing. */
  readonly guards?: 'assume' | 'explicit'
  /** Sigma: `fold` (default) writes plain values and lets letter case widen; `exact` writes `|cased`. */
  readonly case?: 'fold' | 'exact'
  /** The id that the rule already has on the target, kept from an earlier conversion. Absent: made from the source's id. */
  readonly id?: string
  /** Panther: a Python module (default), or a Simple Detection: YAML alone. A rule that was one stays one. */
  readonly style?: 'python' | 'simple'
  /** Elastic: the language of the query; `auto` (default) is the one that says the condition, KQL where both do. */
  readonly queryLanguage?: 'kuery' | 'eql' | 'auto'
  /** Panther: a rule without tests gets some, made from its literals. Off by default. */
  readonly generateTests?: boolean
  /** Sigma: words and id for the base rule that a correlation counts over. */
  readonly base?: { readonly title?: string; readonly description?: string; readonly id?: string }
  /** JavaScript. */
  readonly as?: 'expression' | 'function' | 'module'
  readonly events?: 'nested' | 'flat' | 'any'
  readonly arrays?: 'any' | 'scalar'
  /** Rule emitters: file name without extension. */
  readonly fileStem?: string
  /** Rule emitters: `safe` (default) writes rules disabled whose condition is wider or whose trigger is lost. */
  readonly enable?: 'safe' | 'all'
  /** Rule emitters: the verdict to write into the header, once it is known. */
  readonly verdict?: { readonly condition: Verdict; readonly cause?: string; readonly witness?: Witness }
  /** Facts of a mapping pack that a rule emitter may use. */
  readonly target?: TargetFacts
}

/** What a log source's pack knows about writing rules for one platform. */
export interface TargetFacts {
  /** Words for comments: "Okta System Log". */
  readonly eventName?: string
  readonly logTypes?: readonly string[]
  readonly logsource?: { readonly category?: string; readonly product?: string; readonly service?: string }
  /** Other Sigma log sources that mean this one. */
  readonly logsources?: readonly { readonly category?: string; readonly product?: string; readonly service?: string }[]
  readonly index?: readonly string[]
  readonly integration?: readonly string[]
  /** Panther: the field that alerts are grouped by in title(), with the word for an unknown one. */
  readonly actor?: {
    readonly path: readonly string[]
    readonly label: string
    /** Of the variable; the label when absent. */
    readonly name?: string
  }
  /** Panther SummaryAttributes that go with every rule of the source. */
  readonly summary?: readonly (readonly string[])[]
  /** Tests that choose the log source; those with a comment are written before the condition, where the target can. */
  readonly routing?: readonly { readonly field: string; readonly about?: string }[]
  /** Tags that go with every rule of the source. */
  readonly tags?: readonly string[]
  /**
   * By dotted name, the fields that hold a list of objects whenever they are there, with what each object holds one value
   * of: names from the object on. Lists in the objects of another list stand here beside it.
   */
  readonly lists?: Readonly<Record<string, readonly string[]>>
  /** Dotted names of fields whose values are spelled one way, so that letter case is no question. */
  readonly caseFixed?: readonly string[]
}

export interface EmittedCondition {
  readonly text: string
  /** What the text relies on to mean the condition. */
  readonly assumptions: readonly Assumption[]
  /**
   * The condition after one thing that the target gives up on purpose, with the word for it. An output that means this
   * differs from its source in that alone.
   */
  readonly relaxed?: { readonly condition: Condition; readonly cause?: string }
  readonly diagnostics: readonly Diagnostic[]
}

export interface EmittedRule extends EmittedCondition {
  readonly files: Readonly<Record<string, string>>
  readonly trigger: TriggerVerdict
  /** Why the trigger is approximate or lost, in one sentence. */
  readonly triggerCause?: string
  readonly severity: 'exact' | 'approximate'
  readonly routing: 'exact' | 'approximate' | 'none'
}
