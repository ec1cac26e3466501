import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import type { Scalar } from '../ir/node.js'

/** One field of an event, and its value. */
interface Leaf {
  readonly path: string
  readonly value: JsonValue
}

/** Every value at the dotted path of its keys, arrays of objects opened: the values of one path stay together. */
export function leavesOf(event: JsonObject): readonly Leaf[] {
  const found = new Map<string, JsonValue[]>()
  const single = new Set<string>()
  const stack: { readonly path: string; readonly value: JsonValue; readonly many: boolean }[] = [
    { path: '', value: event, many: false },
  ]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, value, many } = next
    if (isObject(value)) {
      const entries = Object.entries(value)
      for (let i = entries.length - 1; i >= 0; i--) {
        const [key, inner] = entries[i] as [string, JsonValue]
        stack.push({ path: path === '' ? key : `${path}.${key}`, value: inner, many })
      }
    } else if (Array.isArray(value) && value.some(isObject)) {
      for (let i = value.length - 1; i >= 0; i--) stack.push({ path, value: value[i] as JsonValue, many: true })
    } else {
      const list = found.get(path)
      if (list === undefined) {
        found.set(path, [value])
        if (!many) single.add(path)
      } else list.push(value)
    }
  }
  return [...found].map(([path, values]) => ({
    path,
    value: single.has(path) ? (values[0] as JsonValue) : values.flat(),
  }))
}

export function mapValue(value: JsonValue, change: (scalar: Scalar) => Scalar | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    const list = value.map((item) => mapValue(item, change)).filter((item) => item !== undefined)
    return list as JsonValue[]
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return change(value)
  return value
}

export function valueAt(event: JsonObject, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = event
  for (const key of path.split('.')) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return at
}

/** Sets a value at a dotted path, making objects on the way; `join` puts it beside what is there. */
export function place(output: Record<string, unknown>, path: string, value: unknown, join = false): void {
  const keys = path.split('.')
  let at = output
  let last = keys[keys.length - 1] as string
  for (const [i, key] of keys.slice(0, -1).entries()) {
    const below = Object.hasOwn(at, key) ? at[key] : undefined
    if (isObject(below as JsonValue | undefined)) at = below as Record<string, unknown>
    else if (below === undefined) {
      const made: Record<string, unknown> = {}
      set(at, key, made)
      at = made
    } else {
      // Below a value, as process.name.caseless below process.name, a field is written as one key.
      last = keys.slice(i).join('.')
      break
    }
  }
  const before = Object.hasOwn(at, last) ? at[last] : undefined
  if (isObject(before as JsonValue | undefined) && !isObject(value as JsonValue)) {
    for (const [key, below] of Object.entries(before as JsonObject)) set(at, `${last}.${key}`, below)
    set(at, last, value)
  } else set(at, last, join && before !== undefined ? [before, value].flat() : value)
}

export function remove(output: Record<string, unknown>, path: string): void {
  const keys = path.split('.')
  let at: unknown = output
  for (const key of keys.slice(0, -1)) at = isObject(at as JsonValue) ? (at as Record<string, unknown>)[key] : undefined
  if (isObject(at as JsonValue)) delete (at as Record<string, unknown>)[keys[keys.length - 1] as string]
}

function set(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
