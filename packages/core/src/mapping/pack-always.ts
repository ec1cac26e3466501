import { and, not, or } from '../ir/build.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import type { Pack } from './pack.js'
import { packCondition } from './pack-condition.js'
import { packIndex } from './pack-index.js'
import { withinFacts } from './within-text.js'

/** What the pack says of each of the vendor's events and that speaks of a field which one of the conditions reads. */
export function packAlways(conditions: readonly Condition[], pack: Pack): readonly Condition[] {
  const read = new Set(conditions.flatMap((condition) => fieldsRead(condition)).map(dotted))
  const always = (pack.always ?? []).flatMap(({ when, holds }) => {
    const [where, then] = [packCondition(when), packCondition(holds)]
    if (!fieldsRead(then).some((path) => read.has(dotted(path)))) return []
    return isTrue(where) ? [then] : [or([not(where), then])]
  })
  return [...always, ...withinFacts(conditions, packIndex(pack))]
}

function isTrue(condition: Condition): boolean {
  return condition.kind === 'True' || (condition.kind === 'And' && condition.children.every(isTrue))
}

/** The condition on the events of which all that holds. */
export function amongThose(facts: readonly Condition[], condition: Condition): Condition {
  return facts.length === 0 ? condition : and([...facts, condition])
}
