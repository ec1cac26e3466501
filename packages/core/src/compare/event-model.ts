import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import type { Scalar } from '../ir/node.js'

/** An event as the solver makes it: under a key there may be several nodes, one of them an object at most. */
export type Model =
  | { readonly type: 'value'; readonly value: Scalar | null }
  | { readonly type: 'array'; readonly items: readonly Model[] }
  | { readonly type: 'object'; readonly keys: readonly (readonly [key: string, nodes: readonly Model[]])[] }

/**
 * The model as JSON: nested objects where each key has one node; where it has several, further ones under keys with
 * dots. Undefined where there is no such spelling. `flat` names keys that are to be written with dots, `cutAs` the
 * keys of a path that are to be cut in their own way.
 */
export function eventOf(
  model: Model,
  flat: (dotted: string) => boolean = () => false,
  cutAs: (path: readonly string[]) => readonly string[] | undefined = () => undefined,
): JsonValue | undefined {
  if (model.type === 'value') return model.value
  if (model.type === 'array') {
    const items = model.items.map((item) => eventOf(item))
    return items.includes(undefined) ? undefined : (items as JsonValue[])
  }
  const entries = entriesOf(model, [])
  // Where a node stands beside an object, the object's keys have to make room for it.
  const shortFirst = [...entries].sort((a, b) => a.path.length - b.path.length)
  return written(entries, flat, cutAs) ?? written(shortFirst, flat, cutAs)
}

function written(
  entries: readonly Entry[],
  flat: (dotted: string) => boolean,
  cutAs: (path: readonly string[]) => readonly string[] | undefined,
): JsonValue | undefined {
  const event = emptyObject()
  for (const { path, node } of entries) {
    const value = node === undefined ? emptyObject() : eventOf(node)
    if (value === undefined) return undefined
    const cut = cutAs(path) ?? (flat(path.join('.')) ? [path.join('.')] : undefined)
    const ways = cut === undefined ? [...spellings(path)] : [cut]
    if (!ways.some((keys) => put(event, keys, value))) return undefined
  }
  return event
}

interface Entry {
  readonly path: readonly string[]
  /** Undefined for an object without keys. */
  readonly node: Model | undefined
}

type ObjectModel = Extract<Model, { readonly type: 'object' }>

/** What is no object, by its path; objects are where their entries are. */
function entriesOf({ keys }: ObjectModel, above: readonly string[]): readonly Entry[] {
  return keys.flatMap(([key, nodes]) =>
    nodes.flatMap((node): readonly Entry[] => {
      const path = [...above, key]
      if (node.type !== 'object') return [{ path, node }]
      return node.keys.length === 0 ? [{ path, node: undefined }] : entriesOf(node, path)
    }),
  )
}

/** Ways to write a path as keys, the nested one first. */
function* spellings(path: readonly string[]): Generator<readonly string[]> {
  const joints = Math.min(path.length - 1, MOST_JOINTS)
  for (let joined = 0; joined < 2 ** joints; joined++) {
    const keys: string[] = [path[0] as string]
    for (let i = 1; i < path.length; i++) {
      // The last joint first.
      const fromEnd = path.length - 1 - i
      if (fromEnd < joints && (joined >> fromEnd) & 1) keys.push(`${keys.pop()}.${path[i]}`)
      else keys.push(path[i] as string)
    }
    yield keys
  }
}

const MOST_JOINTS = 4

/** Writes a value where nothing stands yet. */
function put(event: JsonObject, keys: readonly string[], value: JsonValue): boolean {
  let at = event as Record<string, JsonValue>
  for (const key of keys.slice(0, -1)) {
    const inner = Object.hasOwn(at, key) ? at[key] : undefined
    if (inner === undefined) break
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return false
    at = inner as Record<string, JsonValue>
  }
  at = event as Record<string, JsonValue>
  for (const [i, key] of keys.entries()) {
    const last = i === keys.length - 1
    if (!Object.hasOwn(at, key)) set(at, key, last ? value : emptyObject())
    else if (last) return false
    at = at[key] as Record<string, JsonValue>
  }
  return true
}

function emptyObject(): JsonObject {
  return {}
}

/** Keys may be `__proto__`. */
function set(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}
