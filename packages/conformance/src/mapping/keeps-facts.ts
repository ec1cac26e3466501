import {
  type Condition,
  childrenOf,
  dotted,
  evaluate,
  isPath,
  type JsonValue,
  type PackIndex,
  type Path,
  packCondition,
} from '@ruleglot/core'

/**
 * Whether an event is one that the pack speaks of: every field that it knows holds values of its type, spelled as it
 * says, lists only where it says so, keys cut and spelled as it writes them. Each test is a sentence of spec/mapping.md
 * ("What a pack says of events"); key by key, so that it owes nothing to the code that uses the facts. `written`: values
 * as the rule spells them, which is taken to be the vendor's way where the pack does not know them.
 */
export function keepsFacts(event: JsonValue, index: PackIndex, written: Spellings = new Map()): boolean {
  const isPossible = (index.pack.always ?? []).every(
    ({ when, holds }) =>
      evaluate(packCondition(when), event) === false || evaluate(packCondition(holds), event) === true,
  )
  if (!isPossible) return false
  const names = namesOf(index)
  const keys = keysOfPairs(index)
  const pairs = new Set((index.pack.prefixes ?? []).flatMap(({ path, keyed }) => (keyed === undefined ? [] : [path])))
  const open: { readonly path: readonly string[]; readonly value: JsonValue; readonly inList: boolean }[] = [
    { path: [], value: event, inList: false },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value, inList } = next
    const name = dotted(path)
    const facts = index.facts(name)
    if (Array.isArray(value)) {
      // Lists hold no lists and no null, and stand where the pack has them.
      if (inList || value.includes(null) || (facts !== undefined && !facts.many)) return false
      if (!arePairs(value, keys.get(name))) return false
      for (const item of value) open.push({ path, value: item, inList: true })
      continue
    }
    // Where the pack has a list there is one, also of one element.
    if (!inList && value !== null && index.listAt(name) === name && path.length > 0) return false
    if (!inList && value !== null && pairs.has(name)) return false
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
    if (!fits(value, facts, written.get(name) ?? []) || !isWholePath(value, name, index)) return false
  }
  return true
}

/** By the list, the field of its pairs that is the key. */
function keysOfPairs({ pack }: PackIndex): ReadonlyMap<string, string> {
  const keyed = (pack.prefixes ?? []).flatMap(({ path, keyed }) => (keyed === undefined ? [] : [[path, keyed.key]]))
  const named = pack.fields.flatMap(({ path, names }) =>
    Object.values(names ?? {})
      .flat()
      .flatMap((name) =>
        typeof name === 'object' && name?.pair !== undefined ? [[path.replaceAll('[]', ''), name.pair.key]] : [],
      ),
  )
  return new Map([...keyed, ...named] as [string, string][])
}

/** The key of a pair is one text, and stands in one of them. */
function arePairs(list: readonly JsonValue[], key: string | undefined): boolean {
  if (key === undefined) return true
  const found = list.flatMap((pair) => {
    if (typeof pair !== 'object' || pair === null || Array.isArray(pair)) return []
    const own = (pair as Readonly<Record<string, JsonValue>>)[key]
    return own === undefined ? [] : [own]
  })
  return found.every((own) => typeof own === 'string') && new Set(found).size === found.length
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

/** Values by the dotted name of their field. */
export type Spellings = ReadonlyMap<string, readonly string[]>

/** The values that a condition over the vendor's event compares with, as it spells them. */
export function spellingsIn(condition: Condition): Spellings {
  const found = new Map<string, string[]>()
  const open: { readonly node: Condition; readonly scope: Path }[] = [{ node: condition, scope: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, scope } = next
    const inner =
      node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? [...scope, ...node.path] : scope
    for (const child of childrenOf(node)) open.push({ node: child, scope: inner })
    if (!('field' in node) || !isPath(node.field)) continue
    const name = dotted([...scope, ...node.field])
    const texts = valuesOf(node).filter((value) => typeof value === 'string')
    if (texts.length > 0) found.set(name, [...(found.get(name) ?? []), ...texts])
  }
  return found
}

function valuesOf(node: Condition): readonly unknown[] {
  if (node.kind === 'Compare' && node.op === 'eq') return [node.value]
  if (node.kind === 'In') return node.values
  return node.kind === 'Match' && node.pattern.length === 1 ? [node.pattern[0]] : []
}

type Facts = NonNullable<ReturnType<PackIndex['facts']>>

function fits(value: string | number | boolean, facts: Facts, written: readonly string[]): boolean {
  const { type = 'keyword' } = facts
  if (type === 'object') return false
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (typeof value !== 'string') return false
  if (value === '' && facts.neverEmpty === true) return false
  if (type === 'date' && value !== value.toUpperCase()) return false
  const values = facts.values ?? []
  if (facts.closed === true && facts.values !== undefined) return values.includes(value)
  if (facts.letters === 'ascii' && !/^[\x20-\x7e]*$/.test(value)) return false
  if (((facts.case ?? 'free') !== 'free' || type === 'ip' || type === 'date') && !isPlain(value)) return false
  if ((facts.case ?? 'free') === 'free') return true
  if (values.includes(value)) return true
  // Each value is spelled one way: not as a known one in other letters.
  const isOther = (known: string): boolean => known !== value && known.toLowerCase() === value.toLowerCase()
  if (values.some(isOther)) return false
  if (facts.case === 'fixed' && written.some(isOther) && !written.includes(value)) return false
  if (facts.case === 'lower') return value === value.toLowerCase()
  if (facts.case === 'upper') return value === value.toUpperCase()
  return true
}

/** One line, and no letter beyond ASCII that has two cases. */
function isPlain(value: string): boolean {
  return !/[\n\v\f\r\u0085\u2028\u2029]/.test(value) && !/(?!\p{ASCII})[\p{Lu}\p{Lt}\u03c2]/u.test(value)
}

/** Where a platform keeps the last part of a path, paths are whole: they have a folder. */
function isWholePath(value: string | number | boolean, path: string, index: PackIndex): boolean {
  const names = index.names('elastic', path) ?? []
  return names.every(({ transform }) => {
    if (typeof transform !== 'object' || !('basename' in transform)) return true
    return typeof value === 'string' && value.includes(transform.basename)
  })
}
