import { and, type Condition, dotted, isPath, type TargetFacts } from '@ruleglot/core'

/** The test of a log type that holds several kinds of events, apart from what is asked of the right ones. */
export interface RoutingGuard {
  readonly test: Condition
  readonly rest: Condition
  /** For the comment. */
  readonly about: string
}

/** The first part of a condition, where it is what the pack's routing asks and the pack says what that means. */
export function routingGuard(condition: Condition, routing: TargetFacts['routing'] = []): RoutingGuard | undefined {
  const [test, ...others] = condition.kind === 'And' ? condition.children : []
  if (test === undefined || (test.kind !== 'Compare' && test.kind !== 'In') || !isPath(test.field)) return undefined
  const name = dotted(test.field)
  const about = routing.find(({ field }) => field === name)?.about
  if (about === undefined || others.length === 0) return undefined
  return { test, rest: others.length === 1 ? (others[0] as Condition) : and(others), about }
}
