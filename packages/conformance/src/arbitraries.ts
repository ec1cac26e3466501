import type { Condition, JsonValue, Path } from '@ruleglot/core'
import fc from 'fast-check'
import { aimedEvent } from './arbitrary/aimed-events.js'
import { plainEvent } from './arbitrary/events.js'
import { path } from './arbitrary/fields.js'

/**
 * Random conditions and events that collide: few keys, in dotted and nested spelling, and one pool of literals for
 * both, chosen for what goes wrong (types that look alike, -0, surrogates, letters that fold oddly, addresses, instants,
 * words). Give `arbitraryEvent` the condition, and its events are aimed at it: most leaves are then true of many.
 */
export { arbitraryCondition, type ConditionChoices } from './arbitrary/conditions.js'

/** A JSON value, mostly an object; with a condition, mostly one that holds the condition's literals at its paths. */
export function arbitraryEvent(condition?: Condition): fc.Arbitrary<JsonValue> {
  if (condition === undefined) return plainEvent()
  return fc.oneof({ weight: 4, arbitrary: aimedEvent(condition) }, { weight: 1, arbitrary: plainEvent() })
}

/** A path over the keys of the events. */
export function arbitraryPath(): fc.Arbitrary<Path> {
  return path
}
