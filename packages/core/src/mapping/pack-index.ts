import type { NamedValue, Pack, PackField, PackName, PackPrefix } from './pack.js'

/** A pack as tables: names to what fills them, and vendor paths to their names. */
export interface PackIndex {
  readonly pack: Pack
  /** What fills a platform's field; empty where the pack does not know it. Letter case of keys aside with `ignoreCase`. */
  readonly sources: (platform: string, name: string, ignoreCase: boolean) => readonly FieldSource[]
  /** The names of a vendor field on a platform, the preferred one first; undefined where the pack does not know the field. */
  readonly names: (platform: string, path: string) => readonly FieldTarget[] | undefined
  readonly facts: (path: string) => PathFacts | undefined
  /** The list of objects that a field stands in, if it does: `target` for `target.type`. */
  readonly listAbove: (path: string) => string | undefined
  /** The innermost list that a field is, or stands in. */
  readonly listAt: (path: string) => string | undefined
  /** The keys of a vendor field, as they are cut in events. */
  readonly keysOf: (path: string) => readonly string[]
  /** The vendor writes the keys of the field one way, whatever it holds. */
  readonly hasFixedKeys: (path: string) => boolean
}

/** A vendor field from which a platform's field is filled. */
export interface FieldSource extends Omit<NamedValue, 'name'> {
  readonly path: string
  /** The platform's name as the pack spells it. */
  readonly name: string
}

/** A name of a vendor field. */
export interface FieldTarget extends NamedValue {}

/** What is known about a vendor field. */
export interface PathFacts extends Omit<PackField, 'path' | 'names'> {
  /** It holds a list, or stands in one. */
  readonly many: boolean
}

const built = new WeakMap<Pack, PackIndex>()

export function packIndex(pack: Pack): PackIndex {
  let index = built.get(pack)
  if (index === undefined) {
    index = build(pack)
    built.set(pack, index)
  }
  return index
}

/** A row's path without its `[]`, dots inside keys like any other. */
export function plainPath(path: string): string {
  return path.replaceAll('[]', '').replaceAll('\\.', '.')
}

/** A row's path cut where it says so. */
function keysOfRow(path: string): readonly string[] {
  return path
    .replaceAll('[]', '')
    .split(/(?<!\\)\./)
    .map((key) => key.replaceAll('\\.', '.'))
}

function build(pack: Pack): PackIndex {
  const rows = new Map<string, PackField>()
  const lists = new Set<string>()
  const folded = new Map<string, string>()
  const cuts = new Map<string, readonly string[]>()
  for (const row of [...pack.fields, ...(pack.prefixes ?? [])]) {
    if (row.path.includes('\\.')) cuts.set(plainPath(row.path), keysOfRow(row.path))
  }
  for (const field of pack.fields) {
    const path = plainPath(field.path)
    if (!rows.has(path)) rows.set(path, field)
    for (const match of field.path.matchAll(/\[\]/g)) lists.add(plainPath(field.path.slice(0, match.index)))
  }
  // What stands above a row is an object, and so is what a prefix names.
  const objects = new Set(
    (pack.prefixes ?? [])
      .filter(({ keyed, transform }) => keyed === undefined && transform !== 'opaque')
      .map(({ path }) => path),
  )
  for (const path of rows.keys()) {
    for (let at = path.indexOf('.'); at > 0; at = path.indexOf('.', at + 1)) objects.add(path.slice(0, at))
  }
  const byName = new Map<string, FieldSource[]>()
  const add = (platform: string, source: FieldSource): void => {
    const key = `${platform}\n${source.name}`
    const list = byName.get(key)
    if (list === undefined) byName.set(key, [source])
    else list.push(source)
    const lower = `${platform}\n${source.name.toLowerCase()}`
    if (!folded.has(lower)) folded.set(lower, source.name)
  }
  const platforms = [...new Set([...Object.keys(pack.platforms), ...VENDOR_PLATFORMS])]
  for (const [path, field] of rows) {
    for (const platform of platforms) {
      for (const { name, ...rest } of namesOf(pack, field, path, platform)) add(platform, { ...rest, path, name })
    }
  }
  const prefixes = [...(pack.prefixes ?? [])].sort((a, b) => b.path.length - a.path.length)
  return {
    pack,
    sources: (platform, name, ignoreCase) => {
      const own = byName.get(`${platform}\n${name}`)
      if (own !== undefined) return own
      const spelled = ignoreCase ? folded.get(`${platform}\n${name.toLowerCase()}`) : undefined
      if (spelled !== undefined) return byName.get(`${platform}\n${spelled}`) ?? []
      const below = prefixes.flatMap((prefix) => sourceBelow(pack, prefix, platform, name) ?? [])
      return below.slice(0, 1)
    },
    names: (platform, path) => {
      const row = rows.get(path)
      if (row !== undefined) return namesOf(pack, row, path, platform)
      const prefix = prefixes.find((one) => isBelow(path, one.path) && one.keyed === undefined)
      if (prefix === undefined) return undefined
      const name = nameBelow(pack, prefix, platform, path)
      return name === undefined ? [] : [name]
    },
    facts: (path) => {
      const row = rows.get(path)
      const many = isMany(path, lists)
      if (row !== undefined) {
        const { path: _, names: __, ...facts } = row
        return { ...facts, many }
      }
      if (objects.has(path) && path !== '') return { type: 'object', many }
      // A list of pairs, of which a platform makes fields.
      if (prefixes.some((one) => one.path === path && one.keyed !== undefined)) return { type: 'object', many: true }
      const prefix = prefixes.find((one) => isBelow(path, one.path) && one.keyed === undefined)
      if (prefix?.type === undefined) return undefined
      return { type: prefix.type, ...(prefix.case === undefined ? {} : { case: prefix.case }), many }
    },
    listAbove: (path) => listAbove(path, lists),
    listAt: (path) => (lists.has(path) ? path : listAbove(path, lists)),
    keysOf: (path) => {
      for (let at = path.length; at > 0; at = path.lastIndexOf('.', at - 1)) {
        const cut = cuts.get(path.slice(0, at))
        if (cut !== undefined) return at === path.length ? cut : [...cut, ...path.slice(at + 1).split('.')]
      }
      return path === '' ? [] : path.split('.')
    },
    hasFixedKeys: (path) => {
      if (rows.has(path)) return true
      const prefix = prefixes.find((one) => isBelow(path, one.path) && one.keyed === undefined)
      return prefix?.keys === 'fixed'
    },
  }
}

function listAbove(path: string, lists: ReadonlySet<string>): string | undefined {
  for (let at = path.lastIndexOf('.'); at > 0; at = path.lastIndexOf('.', at - 1)) {
    if (lists.has(path.slice(0, at))) return path.slice(0, at)
  }
  return undefined
}

/** Platforms that name fields as the vendor does, also in packs that say nothing of them. */
const VENDOR_PLATFORMS = ['vendor']

function namesOf(pack: Pack, field: PackField, path: string, platform: string): readonly NamedValue[] {
  const names = field.names?.[platform]
  if (names === undefined) return pack.platforms[platform]?.unlisted === 'absent' ? [] : [{ name: path }]
  if (names === null) return []
  const list = Array.isArray(names) ? (names as readonly PackName[]) : [names as PackName]
  return list.map((name) => (typeof name === 'string' ? { name } : name))
}

function isMany(path: string, lists: ReadonlySet<string>): boolean {
  return lists.has(path) || listAbove(path, lists) !== undefined
}

function isBelow(path: string, prefix: string): boolean {
  return prefix === '' ? path !== '' : path.startsWith(`${prefix}.`) && path.length > prefix.length + 1
}

function prefixName(pack: Pack, prefix: PackPrefix, platform: string): string | undefined {
  const name = prefix.names[platform]
  if (name !== undefined) return name ?? undefined
  return pack.platforms[platform]?.unlisted === 'absent' || prefix.keyed !== undefined ? undefined : prefix.path
}

function changesOn(
  { names, on, transform, when }: PackPrefix,
  platform: string,
): Pick<NamedValue, 'transform' | 'when'> {
  const applies = on === undefined ? names[platform] !== undefined : on.includes(platform)
  if (!applies) return {}
  return { ...(transform === undefined ? {} : { transform }), ...(when === undefined ? {} : { when }) }
}

function nameBelow(pack: Pack, prefix: PackPrefix, platform: string, path: string): NamedValue | undefined {
  const name = prefixName(pack, prefix, platform)
  if (name === undefined) return undefined
  const rest = prefix.path === '' ? path : path.slice(prefix.path.length + 1)
  const own = prefix.names[platform] !== undefined && prefix.style === 'snake' ? snake(rest) : rest
  return { name: name === '' ? own : `${name}.${own}`, ...changesOn(prefix, platform) }
}

function sourceBelow(pack: Pack, prefix: PackPrefix, platform: string, name: string): FieldSource | undefined {
  const above = prefixName(pack, prefix, platform)
  if (above === undefined || !isBelow(name, above)) return undefined
  const rest = above === '' ? name : name.slice(above.length + 1)
  if (prefix.keyed !== undefined) {
    return { path: prefix.path, name, pair: { ...prefix.keyed, keyIs: rest } }
  }
  const own = prefix.names[platform] !== undefined && prefix.style === 'snake' ? camel(rest) : rest
  return { path: prefix.path === '' ? own : `${prefix.path}.${own}`, name, ...changesOn(prefix, platform) }
}

/** The integrations' rule: a capital starts a word. */
function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
