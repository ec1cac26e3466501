import type { Path } from '../ir/path.js'
import type { Assumption } from './assumption.js'

export type AboutFields = Pick<Assumption, 'kind' | 'path' | 'fields'>

/** The fields that an assumption speaks of. */
export function fieldsOf({ path, fields }: AboutFields): readonly Path[] {
  return fields ?? [path]
}
