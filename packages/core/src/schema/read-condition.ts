import { failure, type Result, success } from '../diagnostics/result.js'
import type { Condition } from '../ir/node.js'
import { checkCondition } from './check-condition.js'

/**
 * A condition from parsed JSON, as packages/core/schema/condition.schema.json describes it. The value itself is
 * returned, not a copy. Any value is safe: what is no condition gives a diagnostic that names the place.
 */
export function readCondition(json: unknown): Result<Condition> {
  const problem = checkCondition(json, [])
  return problem === undefined ? success(json as Condition) : failure([problem])
}
