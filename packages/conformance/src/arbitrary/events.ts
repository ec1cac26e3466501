import type { JsonValue } from '@ruleglot/core'
import fc from 'fast-check'
import { KEYS } from './fields.js'
import { scalar } from './literals.js'

/** JSON values, mostly objects, at most four levels deep. */
export function plainEvent(): fc.Arbitrary<JsonValue> {
  return fc.oneof({ weight: 12, arbitrary: eventObject }, eventValue)
}

const { eventValue, eventObject } = fc.letrec<{ eventValue: JsonValue; eventObject: JsonValue }>((tie) => ({
  eventValue: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'event' },
    { weight: 5, arbitrary: scalar as fc.Arbitrary<JsonValue> },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: tie('eventObject') },
    { weight: 3, arbitrary: fc.array(tie('eventValue'), { maxLength: 3, depthIdentifier: 'event' }) },
  ),
  eventObject: fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 6, arbitrary: fc.constantFrom('a', 'b', 'a.b') }, fc.constantFrom(...KEYS)),
        tie('eventValue'),
      ),
      {
        maxLength: 4,
        depthIdentifier: 'event',
      },
    )
    // fromEntries makes own properties of every key, `__proto__` included.
    .map((entries) => Object.fromEntries(entries)),
}))
