import { type Condition, or, type SearchNode } from '@ruleglot/core'

/** The parts of one `Or`: searches of one scope as one, a value that is a or one that is b being one that is a or b. */
export function joinSearches(parts: readonly Condition[]): readonly Condition[] {
  const groups = new Map<string, SearchNode[]>()
  const joined: (Condition | SearchNode[])[] = []
  for (const part of parts) {
    const key = part.kind === 'Search' ? JSON.stringify(part.scope) : ''
    const group = groups.get(key)
    if (part.kind !== 'Search') joined.push(part)
    else if (group !== undefined) group.push(part)
    else {
      const made = [part]
      groups.set(key, made)
      joined.push(made)
    }
  }
  return joined.map((part) => (Array.isArray(part) ? oneSearch(part) : part))
}

function oneSearch(searches: readonly SearchNode[]): Condition {
  const [first, ...others] = searches as readonly [SearchNode, ...SearchNode[]]
  return others.length === 0 ? first : { ...first, condition: or(searches.map(({ condition }) => condition)) }
}
