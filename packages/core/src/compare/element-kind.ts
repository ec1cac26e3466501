import { type Formula, type Formulas, KIND, negate } from './formula.js'
import { typeTest } from './scalar-test.js'

/** The element is of one of these kinds. An element is no array, not null and not missing. */
export function elementKind(mask: number, formulas: Formulas): Formula {
  const types = (['string', 'number', 'boolean'] as const).filter((type) => (mask & KIND[type]) !== 0)
  const parts = types.length === 0 ? [] : [formulas.scalar(typeTest(types))]
  const [object, empty] = [(mask & KIND.object) !== 0, (mask & KIND.emptyObject) !== 0]
  if (object && empty) parts.push(formulas.object('object'))
  else if (empty) parts.push(formulas.object('emptyObject'))
  else if (object) parts.push(formulas.and([formulas.object('object'), negate(formulas.object('emptyObject'))]))
  return formulas.or(parts)
}
