import type { LogSource } from './rule.js'

/** Keys of a log source that are facts about which events a rule sees, not prose. */
export const ROUTING_KEYS = ['logTypes', 'index', 'integration', 'category', 'product', 'service'] as const

export type RoutingKey = (typeof ROUTING_KEYS)[number]

/** Those that a rule gives; none where it speaks of every event, as a bare query does. */
export function routingKeysOf(logSource: LogSource): readonly RoutingKey[] {
  return ROUTING_KEYS.filter((key) => (logSource[key]?.length ?? 0) > 0)
}
