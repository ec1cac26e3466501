import type { Assumption } from '../assumptions/assumption.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { dotted, segmentKey } from '../ir/path.js'
import { eventOf, type Model } from './event-model.js'

/** Ways to write a model as an event: as nested objects, and as the assumptions about spelling and lists want it. */
export function eventSpellings(model: Model, assumptions: readonly Assumption[]): readonly JsonValue[] {
  const flat = new Set(assumptions.filter(({ kind }) => kind === 'flatKey').map(({ path }) => dotted(path)))
  const lists = new Set(assumptions.filter(({ kind }) => kind === 'list').map(({ path }) => dotted(path)))
  const asWanted = lists.size === 0 ? model : withLists(model, lists, '')
  const cut = assumptions.filter(
    ({ kind, path }) => kind === 'nestedKeys' && path.some((segment) => segmentKey(segment).includes('.')),
  )
  const events = [
    eventOf(model),
    eventOf(asWanted, (name) => flat.has(name)),
    eventOf(asWanted),
    eventOf(
      asWanted,
      (name) => flat.has(name),
      (path) => cut.find((one) => dotted(one.path) === path.join('.'))?.path.map(segmentKey),
    ),
    eventOf(model, (name) => flat.has(name)),
  ]
  return events.filter((event): event is JsonValue => event !== undefined)
}

/** Single elements of these fields as lists of one. */
function withLists(model: Model, lists: ReadonlySet<string>, name: string): Model {
  if (model.type !== 'object') return model
  return {
    type: 'object',
    keys: model.keys.map(([key, nodes]) => {
      const inner = name === '' ? key : `${name}.${key}`
      const changed = nodes.map((node) => withLists(node, lists, inner))
      const list = (node: Model): Model =>
        node.type === 'array' || (node.type === 'value' && node.value === null)
          ? node
          : { type: 'array', items: [node] }
      return [key, lists.has(inner) ? changed.map(list) : changed] as const
    }),
  }
}
