import type { Pack, PackField, PackPlatform } from './pack.js'
import { plainPath } from './pack-index.js'

/**
 * A pack on top of another: its rows go before those of the same path, its names of a platform before the other's, what
 * it says of a platform replaces what the other says there.
 */
export function extendPack(own: Pack, base: Pack): Pack {
  const rows = new Map<string, PackField>(base.fields.map((field) => [plainPath(field.path), field]))
  for (const field of own.fields) {
    const path = plainPath(field.path)
    const before = rows.get(path)
    const names = { ...before?.names, ...field.names }
    rows.set(path, { ...before, ...field, ...(Object.keys(names).length === 0 ? {} : { names }) })
  }
  const platforms: Record<string, PackPlatform> = { ...base.platforms }
  for (const [id, side] of Object.entries(own.platforms)) platforms[id] = { ...platforms[id], ...side }
  const derivedHere = new Set((own.derived ?? []).map(({ platform, field }) => `${platform} ${field}`))
  const derived = [
    ...(own.derived ?? []),
    ...(base.derived ?? []).filter(({ platform, field }) => !derivedHere.has(`${platform} ${field}`)),
  ]
  const { extends: _, ...rest } = own
  return {
    ...base,
    ...rest,
    platforms,
    fields: [...rows.values()],
    prefixes: [...(own.prefixes ?? []), ...(base.prefixes ?? [])],
    derived,
    always: [...(own.always ?? []), ...(base.always ?? [])],
  }
}
