import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import { isObject, mapValue, place, valueAt } from './event-fields.js'
import { isForLogTypes, type MappingContext } from './mapping-context.js'
import { type FieldSource, plainPath } from './pack-index.js'
import { valueTransform } from './transform.js'

/** Lists of pairs, of which a platform makes fields. */
export function addPairs(
  event: JsonObject,
  output: Record<string, unknown>,
  { index, platform }: MappingContext,
): void {
  for (const { keyed, path, names } of index.pack.prefixes ?? []) {
    const above = names[platform]
    const pairs = keyed === undefined ? undefined : valueAt(event, path)
    if (keyed === undefined || typeof above !== 'string' || !Array.isArray(pairs)) continue
    for (const pair of pairs) {
      if (!isObject(pair)) continue
      const [key, value] = [pair[keyed.key], pair[keyed.value]]
      if (typeof key === 'string' && value !== undefined) place(output, `${above}.${key}`, value, true)
    }
  }
}

/** Single pairs of a list that a platform keeps as fields. */
export function addNamedPairs(
  event: JsonObject,
  output: Record<string, unknown>,
  filled: ReadonlySet<string>,
  context: MappingContext,
): void {
  const { index, platform } = context
  for (const row of index.pack.fields) {
    const path = plainPath(row.path)
    for (const { name, transform, pair, logTypes } of index.names(platform, path) ?? []) {
      if (pair === undefined || filled.has(name) || !isForLogTypes(logTypes, context)) continue
      for (const value of pairValues(event, path, pair)) {
        const mapped = mapValue(value, (scalar) => valueTransform(transform).apply(scalar))
        if (mapped !== undefined) place(output, name, mapped, true)
      }
    }
  }
}

export function pairValues(
  event: JsonObject,
  path: string,
  { key, keyIs, value }: NonNullable<FieldSource['pair']>,
): readonly JsonValue[] {
  const pairs = valueAt(event, path)
  if (!Array.isArray(pairs)) return []
  return pairs.flatMap((one) => {
    const found = isObject(one) && one[key] === keyIs ? one[value] : undefined
    return found === undefined || found === null ? [] : [found]
  })
}
