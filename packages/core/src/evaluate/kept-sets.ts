/**
 * Sets of numbered things that are moved along together, each kept once with the moves that were made from it: a set
 * that comes again, by a move that was made before, costs one look-up. Forgets everything when it holds too much.
 */
export interface KeptSet<T> {
  readonly members: ReadonlySet<T>
  readonly moves: Map<number, KeptSet<T>>
}

export interface KeptSets<T> {
  readonly of: (members: ReadonlySet<T>) => KeptSet<T>
  /** The set after the move `key`; `make` is asked when the move is new. */
  readonly after: (set: KeptSet<T>, key: number, make: () => ReadonlySet<T>) => KeptSet<T>
}

export function keptSets<T extends { readonly id: number }>(): KeptSets<T> {
  const byHash = new Map<number, KeptSet<T>[]>()
  let kept = 0
  const of = (members: ReadonlySet<T>): KeptSet<T> => {
    const hash = hashOf(members)
    const alike = byHash.get(hash)
    const known = alike?.find((other) => sameMembers(other.members, members))
    if (known !== undefined) return known
    const set: KeptSet<T> = { members, moves: new Map() }
    if (alike === undefined) byHash.set(hash, [set])
    else alike.push(set)
    kept += members.size + 1
    return set
  }
  return {
    of,
    after(set, key, make) {
      const known = set.moves.get(key)
      if (known !== undefined) return known
      if (kept > MOST_KEPT) {
        byHash.clear()
        kept = 0
      }
      const made = of(make())
      set.moves.set(key, made)
      kept++
      return made
    },
  }
}

const MOST_KEPT = 200_000

/** The same for the same members in any order. */
function hashOf(members: ReadonlySet<{ readonly id: number }>): number {
  let hash = members.size
  for (const { id } of members) hash = (hash + Math.imul(id + 1, 0x9e3779b1)) | 0
  return hash
}

function sameMembers<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size !== b.size) return false
  for (const member of a) if (!b.has(member)) return false
  return true
}
