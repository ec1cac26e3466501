import type { Condition } from '../ir/node.js'
import type { TargetFacts } from '../language.js'

/**
 * What is known about one log source: the raw vendor event is the hub, and each platform's name of a field stands beside
 * the vendor's own. Plain data, so a user writes one as a file.
 */
export interface Pack {
  readonly id: string
  readonly platforms: Readonly<Record<string, PackPlatform>>
  readonly fields: readonly PackField[]
  /** Values that one platform derives: `event.outcome: failure` of an AWS console login is a field of its own there. */
  readonly derived?: readonly DerivedValue[]
}

/** A platform's side of the pack. The key under which it stands is a language id. */
export interface PackPlatform extends TargetFacts {
  /** Conjuncts that only say "this log source" on the platform: dropped on the way out of it, routing takes their place. */
  readonly routing?: readonly RoutingTest[]
}

export interface RoutingTest {
  readonly field: string
  readonly value: string
}

export interface PackField {
  /** The vendor's name. Platforms that are not listed under `names` use it too. */
  readonly path: string
  /** Language id to dotted name; null where the platform does not have the field. */
  readonly names?: Readonly<Record<string, string | null>>
  /** Platform to (vendor value to the platform's value), where a platform spells values in its own way. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Values are spelled one way, so letter case is no question. */
  readonly caseFixed?: boolean
}

/** `field: value` on `platform` means `is` on the vendor's event, where the conjunction around it holds `when`. */
export interface DerivedValue {
  readonly platform: string
  readonly field: string
  readonly value: string
  /** Vendor field and value that the surrounding `And` must test by equality. */
  readonly when?: { readonly field: string; readonly value: string }
  readonly is: Condition
}
