import type { Path } from '../ir/path.js'
import type { Assumption } from './assumption.js'
import { fieldsOf } from './fields-of.js'

/**
 * `nestedKeys` and `keyCase` of a rule's fields are one statement: events spell keys as the rule does. A log is written
 * so or it is not, and nobody wants to answer twice for each field. `keysAsWritten` says that, of all of them at once.
 * It says more than the parts it is made of, so what is proven under them is proven under it.
 */
export function joinKeySpellings(assumptions: readonly Assumption[]): readonly Assumption[] {
  const [first, ...others] = assumptions.filter(isOfKeys)
  if (first === undefined || others.length === 0) return assumptions
  const fields = new Map<string, Path>()
  for (const path of [first, ...others].flatMap(fieldsOf)) fields.set(JSON.stringify(path), path)
  const paths = [...fields.values()]
  const about = paths.length === 1 ? { path: paths[0] as Path } : { path: [], fields: paths }
  const joined: Assumption = { ...first, kind: 'keysAsWritten', ...about }
  return assumptions.flatMap((assumption) => {
    if (!isOfKeys(assumption)) return [assumption]
    return assumption === first ? [joined] : []
  })
}

/** What is known field by field (packs, proofs) is asked of the parts. */
export function splitKeySpellings(assumptions: readonly Assumption[]): readonly Assumption[] {
  if (!assumptions.some(({ kind }) => kind === 'keysAsWritten')) return assumptions
  return assumptions.flatMap((assumption) => {
    if (assumption.kind !== 'keysAsWritten') return [assumption]
    const { fields: _, ...one } = assumption
    return fieldsOf(assumption).flatMap((path) => [
      ...(path.length > 1 ? [{ ...one, kind: 'nestedKeys' as const, path }] : []),
      { ...one, kind: 'keyCase' as const, path },
    ])
  })
}

/** A field of one key can be spelled in one way only: `nestedKeys` of it is a question of its own. */
function isPart({ kind, path }: Assumption): boolean {
  const isAsked = kind === 'keyCase' || (kind === 'nestedKeys' && path.length > 1)
  return isAsked && path.every((segment) => typeof segment === 'string')
}

function isOfKeys(assumption: Assumption): boolean {
  return assumption.kind === 'keysAsWritten' || isPart(assumption)
}
