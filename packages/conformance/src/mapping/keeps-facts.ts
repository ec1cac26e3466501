import { dotted, type JsonValue, type PackIndex } from '@ruleglot/core'

/**
 * Whether an event is one that the pack speaks of: every field that it knows holds values of its type, spelled as it
 * says, and lists only where it says so. Key by key, so that it owes nothing to the code that uses the facts.
 */
export function keepsFacts(event: JsonValue, index: PackIndex): boolean {
  const open: { readonly path: readonly string[]; readonly value: JsonValue; readonly inList: boolean }[] = [
    { path: [], value: event, inList: false },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value, inList } = next
    const facts = index.facts(dotted(path))
    if (Array.isArray(value)) {
      if (inList || (facts !== undefined && !facts.many)) return false
      if (index.listAbove(`${dotted(path)}.x`) !== undefined && facts === undefined) continue
      for (const item of value) open.push({ path, value: item, inList: true })
      continue
    }
    if (typeof value === 'object' && value !== null) {
      if (facts !== undefined && facts.type !== 'object') return false
      for (const [key, inner] of Object.entries(value)) {
        if (key.includes('.')) return false
        open.push({ path: [...path, key], value: inner, inList: false })
      }
      continue
    }
    if (value === null || facts === undefined) continue
    if (!fits(value, facts) || !isWholePath(value, dotted(path), index)) return false
  }
  return true
}

type Facts = NonNullable<ReturnType<PackIndex['facts']>>

function fits(value: string | number | boolean, facts: Facts): boolean {
  const { type = 'keyword' } = facts
  if (type === 'object') return false
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (typeof value !== 'string') return false
  if (value === '' && facts.neverEmpty === true) return false
  if (facts.closed === true && facts.values !== undefined) return facts.values.includes(value)
  if (facts.case === 'lower') return value === value.toLowerCase()
  if (facts.case === 'upper') return value === value.toUpperCase()
  if (facts.case !== 'fixed') return true
  // One spelling for each value: the known ones, and words that no known value is another spelling of.
  const same = facts.values?.find((known) => known.toLowerCase() === value.toLowerCase())
  if (same !== undefined) return same === value
  return isInTheWayOf(value, facts.values ?? [])
}

/** An unknown value begins as the known ones that it is most like: letter case does not tell values of a source apart. */
function isInTheWayOf(value: string, known: readonly string[]): boolean {
  const isLoud = value === value.toUpperCase() && value !== value.toLowerCase()
  if (isLoud && known.some((other) => other !== other.toUpperCase())) return false
  let longest = 0
  let isAlike = true
  for (const other of known) {
    let length = 0
    while (length < other.length && other[length]?.toLowerCase() === value[length]?.toLowerCase()) length++
    if (length === 0 || length < longest) continue
    const alike = other.slice(0, length) === value.slice(0, length)
    isAlike = length > longest ? alike : isAlike || alike
    longest = length
  }
  return isAlike
}

/** Where a platform keeps the last part of a path, paths are whole: they have a folder. */
function isWholePath(value: string | number | boolean, path: string, index: PackIndex): boolean {
  const names = index.names('elastic', path) ?? []
  return names.every(({ transform }) => {
    if (typeof transform !== 'object' || !('basename' in transform)) return true
    return typeof value === 'string' && value.includes(transform.basename)
  })
}
