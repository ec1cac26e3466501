/**
 * A field path is a list of keys. Paths with the same dotted form are the same field: the cuts are kept only so that
 * an emitter writes a key as it stands in events. The empty path is the element (or event) itself.
 */
export type Path = readonly PathSegment[]

/** A key, compared exactly; or one whose letter case does not matter (Panther's `get`): the exact key is tried first. */
export type PathSegment = string | { readonly key: string; readonly ignoreCase: true }

export function segmentKey(segment: PathSegment): string {
  return typeof segment === 'string' ? segment : segment.key
}

/** The dotted form that names the field. */
export function dotted(path: Path): string {
  return path.map(segmentKey).join('.')
}

/** A path cut at every dot. */
export function pathOf(dottedName: string): Path {
  return dottedName === '' ? [] : dottedName.split('.')
}
