import type { OutputField, Path } from '@ruleglot/core'
import type { Place, Value, Values } from '../lift/index.js'
import { placeOf, textOf } from './first-field.js'
import { kept, type Read } from './lifted-functions.js'
import type { Join } from './open-reading.js'
import { reasonOf, unsuited } from './text-template.js'

export interface ReadContext {
  readonly fields: readonly OutputField[]
  /** Keys whose values are no fields. */
  readonly left: readonly string[]
}

/**
 * alert_context(): the keys of its dict whose values are fields of the event. Of several dicts all keys count: a field is
 * shown where it is there.
 */
export function readContext(values: Values): Read<ReadContext> {
  const fields = new Map<string, OutputField | undefined>()
  if (values.length === 0) return kept('it always raises')
  for (const { value, when } of values) {
    if (value.type !== 'dict') {
      return kept(value.type === 'node' ? 'it is the whole event, or a part of it' : reasonOf(value, when))
    }
    for (const [name, given] of value.entries) {
      const key = String(name)
      const path = fieldPath(given)
      const field = path === undefined ? undefined : key === path[path.length - 1] ? { path } : { name: key, path }
      const same = !fields.has(key) || JSON.stringify(fields.get(key)) === JSON.stringify(field)
      fields.set(key, same ? field : undefined)
    }
  }
  const all = [...fields]
  return {
    ok: true,
    value: {
      fields: all.flatMap(([, field]) => field ?? []),
      left: all.flatMap(([key, field]) => (field === undefined ? [key] : [])),
    },
  }
}

/** The fields of each data model: events have those of their own. */
export const contextByModel: Join<ReadContext> = (_, all) => {
  const fields = new Map(all.flatMap(({ value }) => value.fields.map((field) => [JSON.stringify(field), field])))
  const left = new Set(all.flatMap(({ value }) => value.left))
  return { ok: true, value: { fields: [...fields.values()], left: [...left] } }
}

function fieldPath(values: Values): Path | undefined {
  const walked = values.flatMap(({ value }) => (value.type === 'walk' ? [value.node] : []))
  const [walk] = walked
  // With no list on the way it is the same field as it stands.
  const isPart = ({ value }: Values[number]): boolean =>
    value.type === 'walk' || value.type === 'constant' || (value.type === 'node' && value.raw === true)
  if (walk !== undefined && withoutContainers(values).every(isPart)) return pathOf(walk)
  return oneField(withoutContainers(values))
}

/** The one field, with at most one text beside it; when which of the two is shown does not matter here. */
function oneField(values: Values): Path | undefined {
  const fields = values.filter(({ value }) => value.type !== 'constant').map(({ value }) => fieldOf(value))
  const [first] = fields
  const texts = new Set(values.flatMap(({ value }) => (value.type === 'constant' ? [textOf(value)] : [])))
  for (const text of ['None', 'True', 'False']) texts.delete(text)
  return first === undefined || fields.some((field) => field !== first) || texts.size > 1 ? undefined : pathOf(first)
}

/** `f"{field}"` is the field as well. */
function fieldOf(value: Value): Place | undefined {
  if (value.type !== 'format') return placeOf(value)
  const [only, ...more] = value.parts
  if (only === undefined || typeof only === 'string' || more.length > 0) return undefined
  const places = new Set(only.map((part) => (part.value.type === 'constant' ? undefined : placeOf(part.value))))
  places.delete(undefined)
  return places.size === 1 ? [...places][0] : undefined
}

/** `[]` and `{}` stand for missing fields as a text would. */
function withoutContainers(values: Values): Values {
  return values.filter(
    ({ value }) =>
      !(value.type === 'items' && value.items.length === 0) && !(value.type === 'dict' && value.entries.length === 0),
  )
}

function pathOf(node: Place): Path | undefined {
  return unsuited(node) === undefined ? node.path : undefined
}
