import { dotted, type JsonValue, type PackIndex } from '@ruleglot/core'

/**
 * Whether an event is one that the pack speaks of: every field that it knows holds values of its type, spelled as it
 * says, lists only where it says so, keys cut and spelled as it writes them. Each test is a sentence of spec/mapping.md
 * ("What a pack says of events"); key by key, so that it owes nothing to the code that uses the facts.
 */
export function keepsFacts(event: JsonValue, index: PackIndex): boolean {
  const names = namesOf(index)
  const open: { readonly path: readonly string[]; readonly value: JsonValue; readonly inList: boolean }[] = [
    { path: [], value: event, inList: false },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value, inList } = next
    const name = dotted(path)
    const facts = index.facts(name)
    if (Array.isArray(value)) {
      // Lists hold no lists, and stand where the pack has them.
      if (inList || (facts !== undefined && !facts.many)) return false
      for (const item of value) open.push({ path, value: item, inList: true })
      continue
    }
    // Where the pack has a list there is one, also of one element.
    if (!inList && value !== null && index.listAt(name) === name && path.length > 0) return false
    if (typeof value === 'object' && value !== null) {
      if (facts !== undefined && facts.type !== 'object') return false
      for (const [key, inner] of Object.entries(value)) {
        const below = [...path, key]
        if (!isSpelled(below, names, index)) return false
        open.push({ path: below, value: inner, inList: false })
      }
      continue
    }
    if (value === null || facts === undefined) continue
    if (!fits(value, facts) || !isWholePath(value, name, index)) return false
  }
  return true
}

/** Every vendor name of the pack and the objects above it, by its folded form. */
function namesOf(index: PackIndex): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { path } of [...index.pack.fields, ...(index.pack.prefixes ?? [])]) {
    const keys = index.keysOf(path.replaceAll('[]', '').replaceAll('\\.', '.'))
    for (let length = 1; length <= keys.length; length++) {
      const name = keys.slice(0, length).join('.')
      names.set(name.toLowerCase(), name)
    }
  }
  return names
}

/** Keys of known fields have the letter case of the pack and are cut where it cuts them. */
function isSpelled(path: readonly string[], names: ReadonlyMap<string, string>, index: PackIndex): boolean {
  const name = dotted(path)
  const known = names.get(name.toLowerCase())
  if (known !== undefined && known !== name) return false
  if (index.keysOf(name).slice(0, path.length).join('\n') === path.join('\n')) return true
  return known === undefined && !path.some((key) => key.includes('.'))
}

type Facts = NonNullable<ReturnType<PackIndex['facts']>>

function fits(value: string | number | boolean, facts: Facts): boolean {
  const { type = 'keyword' } = facts
  if (type === 'object') return false
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (typeof value !== 'string') return false
  if (value === '' && facts.neverEmpty === true) return false
  const values = facts.values ?? []
  if (facts.closed === true && facts.values !== undefined) return values.includes(value)
  if ((facts.case ?? 'free') === 'free') return true
  // Each value is spelled one way: not as a known one in other letters.
  if (values.some((known) => known !== value && known.toLowerCase() === value.toLowerCase())) return false
  if (values.includes(value)) return true
  if (facts.case === 'lower') return value === value.toLowerCase()
  if (facts.case === 'upper') return value === value.toUpperCase()
  return true
}

/** Where a platform keeps the last part of a path, paths are whole: they have a folder. */
function isWholePath(value: string | number | boolean, path: string, index: PackIndex): boolean {
  const names = index.names('elastic', path) ?? []
  return names.every(({ transform }) => {
    if (typeof transform !== 'object' || !('basename' in transform)) return true
    return typeof value === 'string' && value.includes(transform.basename)
  })
}
