import type { OutputField, Path } from '@ruleglot/core'
import type { Place, Values } from '../lift/index.js'
import { EVENT, type Machine } from '../lift/index.js'
import { kept, type Read } from './lifted-functions.js'
import { reasonOf, templateOf } from './text-template.js'

export interface ReadContext {
  readonly fields: readonly OutputField[]
  /** Keys whose values are no fields. */
  readonly left: readonly string[]
}

/**
 * alert_context(): the keys of its dict whose values are fields of the event. Of several dicts all keys count: a field is
 * shown where it is there.
 */
export function readContext(m: Machine, values: Values): Read<ReadContext> {
  const fields = new Map<string, OutputField | undefined>()
  if (values.length === 0) return kept('it always raises')
  for (const { value, when } of values) {
    if (value.type !== 'dict') {
      return kept(value.type === 'node' ? 'it is the whole event, or a part of it' : reasonOf(value, when))
    }
    for (const [name, given] of value.entries) {
      const key = String(name)
      const path = fieldPath(m, given)
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

function fieldPath(m: Machine, values: Values): Path | undefined {
  const walked = values.flatMap(({ value }) => (value.type === 'walk' ? [value.node] : []))
  const [walk] = walked
  // With no list on the way it is the same field as it stands.
  const isPart = ({ value }: Values[number]): boolean =>
    value.type === 'walk' || value.type === 'constant' || (value.type === 'node' && value.raw === true)
  if (walk !== undefined && withoutContainers(values).every(isPart)) return pathOf(walk)
  const read = templateOf(m, withoutContainers(values))
  const [part, ...more] = read.ok ? read.value : []
  return part === undefined || typeof part === 'string' || more.length > 0 ? undefined : pathOf(part.node)
}

/** `[]` and `{}` stand for missing fields as a text would. */
function withoutContainers(values: Values): Values {
  return values.filter(
    ({ value }) =>
      !(value.type === 'items' && value.items.length === 0) && !(value.type === 'dict' && value.entries.length === 0),
  )
}

function pathOf(node: Place): Path | undefined {
  return node.scope === EVENT && node.path.length > 0 ? node.path : undefined
}
