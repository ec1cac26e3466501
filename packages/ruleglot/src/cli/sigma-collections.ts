import { ownCopy } from './own-copy.js'
import type { Source, Sources } from './read-sources.js'

/**
 * Sigma rules that speak of rules in other files, with those files beside them: a correlation with the rules it counts,
 * a rule with the filters that name it (or name all of a log source) and the correlations that take it in. Texts are
 * only looked at for names here; reading them is the parser's.
 */
export function withSigmaCollections(found: Sources): Sources {
  const all = found.sources.map((source) => ({ source, ...namesIn(source) }))
  const speaking = all.filter(({ speaks }) => speaks)
  if (speaking.length === 0) return found
  const byName = new Map<string, Entry[]>()
  for (const entry of all) for (const name of entry.names) listIn(byName, name).push(entry)
  const group = new Map<Entry, Entry>(all.map((entry) => [entry, entry]))
  const rootOf = (entry: Entry): Entry => {
    let at = entry
    for (let next = group.get(at) as Entry; next !== at; next = group.get(at) as Entry) {
      // The way is halved each time that it is gone.
      group.set(at, group.get(next) as Entry)
      at = next
    }
    return at
  }
  for (const entry of speaking) {
    for (const word of entry.words) for (const other of byName.get(word) ?? []) group.set(rootOf(other), rootOf(entry))
  }
  const members = new Map<Entry, Entry[]>()
  for (const entry of all) listIn(members, rootOf(entry)).push(entry)
  const forAll = speaking.filter(({ isForAll }) => isForAll)
  const hasAnyRule = all.some(({ isRule }) => isRule)
  const heldFiles = fileHolder()
  const sources = all.map((entry): Source => {
    const { source } = entry
    const own = members.get(rootOf(entry)) ?? []
    // Filters for all rules stand in those that a correlation without a name counts.
    const hasRules = own.some(({ isRule }) => isRule)
    const others = hasRules ? forAll.filter((other) => rootOf(other) !== rootOf(entry)) : []
    const isPart = entry.isForAll && !entry.isRule && hasAnyRule
    if (own.length + others.length === 1 && !isPart) return source
    const { name, folder, stem, isFound } = source
    return {
      name,
      folder,
      stem,
      ...(isFound ? { isFound } : {}),
      ...(isPart ? { isPart } : {}),
      get files() {
        return heldFiles(own, others)
      },
    }
  })
  return { ...found, sources }
}

/** Files of the collections that were asked for last: the same object for every member, so that it is read once. */
function fileHolder(): (own: readonly Entry[], others: readonly Entry[]) => Source['files'] {
  const held = new Map<readonly Entry[], Source['files']>()
  let size = 0
  return (own, others) => {
    const known = held.get(own)
    if (known !== undefined) return known
    const files: Source['files'] = Object.assign({}, ...[...own, ...others].map(({ source }) => source.files))
    held.set(own, files)
    size += own.length
    for (const [oldest] of held) {
      if (size <= MOST_HELD || oldest === own) break
      held.delete(oldest)
      size -= oldest.length
    }
    return files
  }
}

/** Files of collections in memory at a time; a larger collection is held alone. */
const MOST_HELD = 2000

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

interface Names {
  /** Ids and names of the rules in it. */
  readonly names: readonly string[]
  /** It has a rule, with or without a name. */
  readonly isRule: boolean
  /** It has a correlation or a filter. */
  readonly speaks: boolean
  /** Every word of its correlations and filters: what it may refer to is among them. */
  readonly words: ReadonlySet<string>
  /** A filter of all rules of its log source. */
  readonly isForAll: boolean
}

interface Entry extends Names {
  readonly source: Source
}

const NONE: Names = { names: [], isRule: false, speaks: false, words: new Set(), isForAll: false }

function namesIn({ name, files }: Source): Names {
  const text = files[name] ?? ''
  if (!/\.ya?ml$/.test(name) || !/^(detection|correlation|filter)\s*:/m.test(text)) return NONE
  const names = [...text.matchAll(/^(?:id|name)\s*:\s*["']?([^"'\s#]+)/gm)].map(([, word]) => ownCopy(word as string))
  const parts = text.split(/^---.*$/m).filter((part) => /^(correlation|filter)\s*:/m.test(part))
  const words = new Set(parts.flatMap((part) => part.match(/[^\s"',[\]{}]+/g) ?? []).map((word) => ownCopy(word)))
  const isForAll = parts.some(
    (part) =>
      /^filter\s*:/m.test(part) &&
      (!/^[ \t]+rules[ \t]*:/m.test(part) || /^[ \t]+rules[ \t]*:\s*["']?any\b/m.test(part)),
  )
  return { names, isRule: /^detection\s*:/m.test(text), speaks: parts.length > 0, words, isForAll }
}
