import type { Assumption } from './assumption.js'
import { partsOf } from './parts-of.js'

/**
 * `nestedKeys` and `keyCase` of a rule's fields are one statement: events spell keys as the rule does. A log is written
 * so or it is not, and nobody wants to answer twice for each field. `keysAsWritten` says that once, of the event, and
 * neither more nor less than the parts it is made of.
 */
export function joinKeySpellings(assumptions: readonly Assumption[]): readonly Assumption[] {
  const [first, ...others] = assumptions.filter(isOfKeys)
  if (first === undefined || others.length === 0) return assumptions
  const parts = new Map([first, ...others].flatMap(partsOf).map((part) => [JSON.stringify(part), part]))
  const joined: Assumption = { ...first, kind: 'keysAsWritten', path: [], parts: [...parts.values()] }
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
    const { parts: _, ...said } = assumption
    return partsOf(assumption).map((part) => ({ ...said, ...part }))
  })
}

function isOfKeys({ kind, path }: Assumption): boolean {
  if (kind === 'keysAsWritten') return true
  return (kind === 'nestedKeys' || kind === 'keyCase') && path.every((segment) => typeof segment === 'string')
}
