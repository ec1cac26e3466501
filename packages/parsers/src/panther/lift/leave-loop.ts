import { assignedIn, returnsIn } from './assigned-in.js'
import { FALSE, TRUE } from './formula-node.js'
import type { Frame } from './frames.js'
import { covered, type Machine, unknownValues } from './machine.js'
import type { Statement } from './syntax.js'
import type { Value } from './value.js'

export type For = Statement & { readonly type: 'for' }

/** What the loop's own variables hold after it is not followed. */
export function forgetTargets(statement: For, frame: Frame, reason: string): void {
  const value: Value = { type: 'unknown', reason, raises: [], span: statement.span }
  for (const name of assignedIn([{ ...statement, body: [], orElse: [] }]))
    frame.names.own.set(name, [{ when: TRUE, value }])
}

/** Nothing is known of what the loop assigns or returns. */
export function giveUp(m: Machine, statement: For, frame: Frame, reason: string, raises: readonly string[]): void {
  const values = unknownValues(m, frame.live, reason, statement.span, raises)
  if (returnsIn([statement])) {
    frame.returned.push(...values)
    frame.live = FALSE
    return
  }
  frame.live = covered(m, values)
  for (const name of assignedIn([statement])) frame.names.own.set(name, values)
}
