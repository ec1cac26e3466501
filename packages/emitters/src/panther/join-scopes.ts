import { and, type Condition, type NodeOf, or, some } from '@ruleglot/core'

/**
 * The parts of one `Or` with those that ask for an item of the same list joined where they differ in their last test alone:
 * an item with A and B, or one with A and C, is one with A and (B or C). The same where both stand behind equal tests.
 */
export function joinScopes(parts: readonly Condition[]): readonly Condition[] {
  const groups = new Map<string, Split[]>()
  for (const [i, part] of parts.entries()) {
    const split = splitOf(part)
    const key = split === undefined ? `alone ${i}` : keyOf(split)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [split ?? { part }])
    else group.push(split ?? { part })
  }
  return [...groups.values()].map((group) => {
    const [first, ...more] = group
    return more.length === 0 || first?.scope === undefined ? (first as Split).part : joined(first, group)
  })
}

/** Undefined scope: a part that is joined with no other. */
interface Split {
  readonly part: Condition
  /** What stands before the question for an item. */
  readonly before?: readonly Condition[]
  readonly scope?: NodeOf<'Some'>
  readonly shared?: readonly Condition[]
  readonly last?: Condition
}

function splitOf(part: Condition): Split | undefined {
  const whole = part.kind === 'And' ? part.children : [part]
  const scope = whole.at(-1)
  if (scope?.kind !== 'Some') return undefined
  const asked = scope.condition.kind === 'And' ? scope.condition.children : [scope.condition]
  const last = asked.at(-1)
  if (last === undefined || !('field' in last)) return undefined
  return { part, before: whole.slice(0, -1), scope, shared: asked.slice(0, -1), last }
}

function keyOf({ before, scope, shared, last }: Split): string {
  const field = last !== undefined && 'field' in last ? last.field : undefined
  return JSON.stringify([before, scope?.path, shared, field], (key, value) => (key === 'span' ? undefined : value))
}

function joined({ before = [], scope, shared = [] }: Split, group: readonly Split[]): Condition {
  const lasts = group.flatMap(({ last }) => (last === undefined ? [] : [last]))
  const item = some(scope?.path ?? [], and([...shared, or(lasts)]), scope?.span)
  return before.length === 0 ? item : and([...before, item])
}
