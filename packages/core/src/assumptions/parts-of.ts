import type { Assumption, AssumptionPart } from './assumption.js'

export type Assumed = Pick<Assumption, 'kind' | 'path' | 'parts'>

/** What an assumption says, one kind of one field at a time. */
export function partsOf({ kind, path, parts }: Assumed): readonly AssumptionPart[] {
  if (parts !== undefined) return parts
  if (kind !== 'keysAsWritten') return [{ kind, path }]
  return [
    { kind: 'nestedKeys', path },
    { kind: 'keyCase', path },
  ]
}
