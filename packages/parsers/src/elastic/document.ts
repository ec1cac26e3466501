import type { JsonObject, JsonValue, Span } from '@ruleglot/core'

/** A file as data, with the places its parts came from. */
export interface RuleDocument {
  readonly root: JsonObject
  /** The key under which the rule's own keys stand: `rule` in TOML, none in a Kibana export. */
  readonly rulePath: DocumentPath
  /** Where the value at a path stands, or the nearest thing around it. */
  readonly spanOf: (path: DocumentPath) => Span
  /** The span in the file of a part of the string at a path. */
  readonly spanInside: (path: DocumentPath, inside: Span) => Span
}

/** Keys and indexes from the root. */
export type DocumentPath = readonly (string | number)[]

/** Where a value stands in the text, and the values inside it. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly kind: 'string' | 'literal' | 'list' | 'table'
  readonly children: Map<string | number, Place>
}

export function place(kind: Place['kind'], start: number, end: number, children?: Place['children']): Place {
  return { kind, start, end, children: children ?? new Map() }
}

/** A decoded string: `offsets[i]` is where character i of the value begins in the text; one more for the end. */
export interface DecodedString {
  readonly value: string
  readonly offsets: readonly number[]
}

/** Looks up spans in places, for a text that begins at `from` in the file. */
export function spansOf(
  root: Place,
  options: {
    readonly file: string | undefined
    readonly from: number
    readonly decode: (place: Place) => DecodedString
  },
): Pick<RuleDocument, 'spanOf' | 'spanInside'> {
  const { file, from, decode } = options
  const whole = (at: { readonly start: number; readonly end: number }): Span => ({
    start: at.start + from,
    end: at.end + from,
    ...(file === undefined ? {} : { file }),
  })
  const nearest = (path: DocumentPath): { readonly found: Place; readonly exact: boolean } => {
    let found = root
    for (const step of path) {
      const child = found.children.get(step)
      if (child === undefined) return { found, exact: false }
      found = child
    }
    return { found, exact: true }
  }
  const decoded = new Map<Place, DecodedString>()
  return {
    spanOf: (path) => whole(nearest(path).found),
    spanInside(path, inside) {
      const { found, exact } = nearest(path)
      if (!exact || found.kind !== 'string') return whole(found)
      const text = decoded.get(found) ?? decode(found)
      decoded.set(found, text)
      const start = text.offsets[inside.start]
      const end = text.offsets[inside.end]
      return start === undefined || end === undefined ? whole(found) : whole({ start, end })
    },
  }
}

/** The value at a path, own keys only. */
export function valueAt(root: JsonValue, path: DocumentPath): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<string | number, JsonValue>>)[step]
  }
  return value
}

export function isTable(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
