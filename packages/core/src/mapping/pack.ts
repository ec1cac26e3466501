import type { Scalar } from '../ir/node.js'
import type { TargetFacts } from '../language.js'
import type { PackCondition } from './pack-condition.js'
import type { Transform } from './transform.js'

/**
 * What is known about one log source: the raw vendor event is the hub, and each platform's name of a field stands beside
 * the vendor's own. Plain data, so a user writes one as a file (spec/mapping.md).
 */
export interface Pack {
  readonly id: string
  /** The pack whose rows apply where this one has none. */
  readonly extends?: string
  /** Where the facts come from. */
  readonly evidence?: readonly string[]
  readonly platforms: Readonly<Record<string, PackPlatform>>
  readonly fields: readonly PackField[]
  /** Whole objects whose fields keep their names below another prefix. */
  readonly prefixes?: readonly PackPrefix[]
  /** Fields that a platform computes from the event. */
  readonly derived?: readonly DerivedField[]
  /** What the vendor says of every event: where `when` is true, `holds` is. Definitions above may leave other events out. */
  readonly always?: readonly { readonly when: PackCondition; readonly holds: PackCondition }[]
}

/** A platform's side of the pack. The key under which it stands is a language id. */
export interface PackPlatform extends Omit<TargetFacts, 'logsources' | 'lists'> {
  /** Other Sigma log sources that mean this one; with `when`, the one to name in rules for such events alone. */
  readonly logsources?: readonly (NonNullable<TargetFacts['logsource']> & { readonly when?: PackCondition })[]
  /** Tests that only say "this log source" on the platform: dropped on the way out of it, written on the way in. */
  readonly routing?: readonly RoutingTest[]
  /** Names of fields that a row does not give: the vendor's own (`vendor`, default), or none (`absent`). */
  readonly unlisted?: 'vendor' | 'absent'
  /**
   * Empty texts, lists and objects of the vendor's event are not stored there; or some ways that lead there store them
   * and others do not (`unsure`).
   */
  readonly dropsEmpty?: boolean | 'unsure'
  /** The log types are different views of the source: a rule is written for one, which the user names. */
  readonly chooseLogType?: boolean
}

export interface RoutingTest {
  readonly field: string
  readonly value: Scalar
  /** Further values that every event of the source may have there. */
  readonly values?: readonly Scalar[]
  /** All values are written, as alternatives; else `value` alone. */
  readonly oneOf?: boolean
  /** False: known and dropped, but not written. */
  readonly write?: boolean
  /** Only in rules for these log types. */
  readonly logTypes?: readonly string[]
  /** What the value stands for, as a comment. */
  readonly about?: string
}

/** What a raw field holds. `text` is prose: letter case is free and Elasticsearch may cut it into words. */
export type PackFieldType = 'keyword' | 'text' | 'number' | 'boolean' | 'ip' | 'date' | 'object'

export interface PackField {
  /** The vendor's name, cut at dots (`\\.` is one inside a key); `[]` behind a key: it holds a list (`target[].type`). */
  readonly path: string
  readonly type?: PackFieldType
  /**
   * How values are spelled: one way each (`fixed`), all in `lower` or `upper` case but for those among `values` that are
   * not, or `free` (default).
   */
  readonly case?: 'fixed' | 'lower' | 'upper' | 'free'
  /** Known values in the vendor's spelling. */
  readonly values?: readonly string[]
  /** There are no other values. */
  readonly closed?: boolean
  /** `ascii`: values are names that the vendor gives, of ASCII characters on one line, however they are spelled. */
  readonly letters?: 'ascii'
  /** The empty string does not occur. */
  readonly neverEmpty?: boolean
  /**
   * The text in which each value of the field stands as it is: where a platform lacks the field, a test of it is one of
   * that text, which may fire more often. `unless`: events of which that is not sure.
   */
  readonly within?: { readonly text: string; readonly unless?: PackCondition }
  /** Language id to the names on that platform, the preferred one first; null where it does not have the field. */
  readonly names?: Readonly<Record<string, PackName | readonly PackName[] | null>>
  /** What a person calls it, in the titles of alerts that are counted by it. */
  readonly label?: string
  readonly confidence?: 'high' | 'medium'
  readonly note?: string
}

/** A name, or a name with what happens to the value on the way there. */
export type PackName = string | NamedValue

export interface NamedValue {
  readonly name: string
  readonly transform?: Transform
  /** The row is a list of pairs, and the platform takes the value beside this key out of it. Never written. */
  readonly pair?: { readonly key: string; readonly keyIs: string; readonly value: string }
  /** Raw events on which the platform's field is filled from this one. */
  readonly when?: PackCondition
  /** Only in events of these log types. */
  readonly logTypes?: readonly string[]
  /** Understood when read, never written. */
  readonly readOnly?: boolean
  /** The platform's field says less, and rules written with it stay close: names the loss in words. */
  readonly loses?: string
}

export interface PackPrefix {
  /** Vendor's object; empty for the whole event. */
  readonly path: string
  /** Language id to the object's name there, null where it does not have it. */
  readonly names: Readonly<Record<string, string | null>>
  /** The vendor writes each key below one way, one object for each: no key with a dot, none in another letter case. */
  readonly keys?: 'fixed'
  /** Of all fields below, where it is one. */
  readonly type?: PackFieldType
  readonly case?: PackField['case']
  /** Keys change on the way: `userAgent` becomes `user_agent`. */
  readonly style?: 'snake'
  readonly transform?: Transform
  /** Raw events on which the platform's fields are filled from these. */
  readonly when?: PackCondition
  /** Platforms where `transform` and `when` apply; all with another name when absent. */
  readonly on?: readonly string[]
  /** The vendor's object is a list of pairs, the platform's an object: `[{Name: a, Value: 1}]` is `{a: 1}`. */
  readonly keyed?: { readonly key: string; readonly value: string }
}

/** A platform's field that has one of a few values, by conditions over the vendor's event. */
export interface DerivedField {
  readonly platform: string
  readonly field: string
  /** Tried in order; the first whose `when` holds decides. */
  readonly cases: readonly DerivedCase[]
  /** Also used for writing: a condition that is a value's definition becomes a test of the field. */
  readonly write?: boolean
}

export interface DerivedCase {
  readonly when?: PackCondition
  /** Value to condition; the first that holds. */
  readonly is: Readonly<Record<string, PackCondition>>
  /** The value when none holds; no value without it. */
  readonly otherwise?: string
}
