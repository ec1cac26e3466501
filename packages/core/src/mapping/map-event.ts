import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import { evaluate } from '../evaluate/evaluate.js'
import { derivedValues } from './derived-field.js'
import { droppedValue, exceptEmpty } from './dropped-empties.js'
import { isObject, leavesOf, mapValue, place, remove, valueAt } from './event-fields.js'
import { isForLogTypes, type MappingContext } from './mapping-context.js'
import { packCondition } from './pack-condition.js'
import { type FieldSource, plainPath } from './pack-index.js'
import { addNamedPairs, addPairs, pairValues } from './pair-fields.js'
import { valueTransform } from './transform.js'

/** The vendor's event as a platform holds it, as far as the pack says: names, values, derived and routing fields. */
export function toPlatformEvent(event: JsonValue, context: MappingContext): JsonValue {
  const { index, platform } = context
  const side = index.pack.platforms[platform]
  if (!isObject(event)) return event
  const renames = (index.pack.fields as readonly { readonly names?: object }[]).some(({ names }) =>
    Object.hasOwn(names ?? {}, platform),
  )
  const isSame = side?.unlisted !== 'absent' && !renames && (side?.routing ?? []).every(({ write }) => write === false)
  if (isSame) return event
  const output: Record<string, unknown> = {}
  const filled = new Set<string>()
  // Where the event itself fills the field, it says which of the values it is.
  const own = (side?.routing ?? []).filter(
    ({ field, logTypes }) =>
      isForLogTypes(logTypes, context) &&
      index.sources(platform, field, false).length === 0 &&
      index.pack.derived?.some((row) => row.platform === platform && row.field === field) !== true,
  )
  // What rules of the platform begin with, an event does too.
  for (const { field, value, write } of own) if (write !== false) place(output, field, value)
  for (const { path, value } of leavesOf(event)) {
    const targets = index.names(platform, path)
    if (targets === undefined) {
      if (side?.unlisted !== 'absent') place(output, path, value)
      continue
    }
    for (const { name, transform, pair, when, logTypes } of targets) {
      if (name.includes('*') || pair !== undefined || !isForLogTypes(logTypes, context)) continue
      if (when !== undefined && evaluate(packCondition(when), event) !== true) continue
      if (!isFirst(path, name, event, context)) continue
      const stored = side?.dropsEmpty === true ? droppedValue(value) : value
      if (stored === undefined) continue
      const mapped = mapValue(stored, (scalar) => valueTransform(transform).apply(scalar))
      if (mapped !== undefined) {
        place(output, name, mapped, filled.has(name))
        filled.add(name)
      }
    }
  }
  addLists(event, output, context)
  addPairs(event, output, context)
  addNamedPairs(event, output, filled, context)
  for (const derived of index.pack.derived ?? []) {
    if (derived.platform !== platform) continue
    const value = derivedValues(derived, index).find(([, condition]) => evaluate(condition, event) === true)
    if (value !== undefined) place(output, derived.field, value[0])
  }
  for (const { field, value } of own) {
    if (valueAt(output as JsonObject, field) === undefined) place(output, field, value)
  }
  return output as JsonObject
}

/**
 * A platform's event in the vendor's shape, from the fields whose values can be had back. Undefined when a field that
 * the event holds has no way back.
 */
export function fromPlatformEvent(event: JsonValue, context: MappingContext): JsonValue | undefined {
  const { index, platform } = context
  if (!isObject(event)) return event
  const side = index.pack.platforms[platform]
  if (side?.unlisted !== 'absent' && !index.pack.fields.some(({ names }) => Object.hasOwn(names ?? {}, platform))) {
    return event
  }
  const output: Record<string, unknown> = {}
  const routing = new Set((side?.routing ?? []).map(({ field }) => field))
  for (const { path, value } of leavesOf(event)) {
    const [source] = index.sources(platform, path, false).filter(({ logTypes }) => isForLogTypes(logTypes, context))
    if (source === undefined) {
      if (routing.has(path)) continue
      if (side?.unlisted === 'absent') return undefined
      place(output, path, value)
      continue
    }
    const { invert } = valueTransform(source.transform)
    if (
      source.pair !== undefined ||
      source.when !== undefined ||
      (invert === undefined && source.transform !== 'stringify')
    ) {
      return undefined
    }
    const back = mapValue(value, invert ?? ((scalar) => scalar))
    if (back === undefined) return undefined
    place(output, source.path, back)
  }
  return output as JsonObject
}

/** A platform fills a field from the first of its sources that has a value. */
function isFirst(path: string, name: string, event: JsonObject, { index, platform }: MappingContext): boolean {
  const sources = index.sources(platform, name, false)
  const drops = index.pack.platforms[platform]?.dropsEmpty === true
  for (const source of sources) {
    if (source.path === path) return true
    if (holds(source, event, drops)) return false
  }
  return true
}

function holds({ path, when, transform, pair }: FieldSource, event: JsonObject, drops: boolean): boolean {
  if (pair !== undefined) return pairValues(event, path, pair).length > 0
  if (when !== undefined && evaluate(packCondition(when), event) !== true) return false
  const field = path.split('.')
  const has = valueTransform(transform).preimage({ kind: 'Exists', field }, field)
  return evaluate(drops ? (exceptEmpty(has, field, undefined) ?? has) : has, event) === true
}

/** Lists of objects whose elements a platform keeps apart stand there as lists. */
function addLists(event: JsonObject, output: Record<string, unknown>, context: MappingContext): void {
  const { index, platform } = context
  const drops = index.pack.platforms[platform]?.dropsEmpty === true
  const lists = new Set(
    index.pack.fields.flatMap(({ path }) =>
      [...path.matchAll(/\[\]\./g)].map((match) => plainPath(path.slice(0, match.index))),
    ),
  )
  for (const list of lists) {
    const [target] = (index.names(platform, list) ?? []).filter(({ pair }) => pair === undefined)
    const elements = valueAt(event, list)
    if (target === undefined || target.transform !== undefined || !Array.isArray(elements)) continue
    if (target.name.includes('*')) continue
    const mapped = elements.map((element) => {
      if (!isObject(element)) return element
      const one: Record<string, unknown> = {}
      for (const { path, value } of leavesOf(element)) {
        for (const { name, transform } of index.names(platform, `${list}.${path}`) ?? []) {
          if (!name.startsWith(`${target.name}.`)) continue
          const stored = drops ? droppedValue(value) : value
          const own =
            stored === undefined ? undefined : mapValue(stored, (scalar) => valueTransform(transform).apply(scalar))
          if (own !== undefined) place(one, name.slice(target.name.length + 1), own)
        }
      }
      return one as JsonObject
    })
    const stored = drops ? droppedValue(mapped) : mapped
    remove(output, target.name)
    if (stored !== undefined) place(output, target.name, stored)
  }
}
