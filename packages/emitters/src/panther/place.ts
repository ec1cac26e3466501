import { dotted, type Path, type Scalar, type Span } from '@ruleglot/core'
import { assume, type Writing } from './writing.js'

/** Where a test stands, and what reading a field there relies on. */

/** Where a leaf stands: the event, or an element of a list under a name. */
export interface Scope {
  readonly node: string
  readonly inElement: boolean
}

export interface Place {
  readonly path: Path
  readonly writing: Writing
  readonly span: Span | undefined
  /** Written out so that it holds for every JSON value, without assumptions. */
  readonly exact: boolean
}

export function assumeOneValue(path: Path, writing: Writing, span: Span | undefined, partsMatter: boolean): void {
  assume(writing, 'scalar', path, 'Python compares the value that stands there; a list is not its elements', span)
  assumeKeys(path, writing, span, partsMatter)
}

export function assumeKeys(path: Path, writing: Writing, span: Span | undefined, partsMatter: boolean): void {
  const anyCase = path.filter((segment) => typeof segment !== 'string').length
  const plain = path.length === 1 && !dotted(path).includes('.') && anyCase === 0
  if (!plain || partsMatter) assume(writing, 'nestedKeys', path, 'deep_get() goes from key to key', span)
  if (anyCase < path.length)
    assume(writing, 'keyCase', path, 'get() and deep_get() ignore the letter case of keys', span)
}

/** Python's True is 1 and False is 0. */
export function assumeNotBoolean(values: readonly Scalar[], { writing, path, span }: Place): void {
  const needed = (values.includes(1) && !values.includes(true)) || (values.includes(0) && !values.includes(false))
  if (needed) assume(writing, 'notBoolean', path, "Python's True is 1 and False is 0", span)
}

export function assumeText({ writing, path, span }: Place): void {
  assume(writing, 'stringWhenPresent', path, 'the value is compared as text', span)
}

export function assumeAsciiCase({ writing, path, span }: Pick<Place, 'writing' | 'path' | 'span'>): void {
  assume(writing, 'asciiCase', path, 'lower() and the fold of the source differ on a few letters', span)
}

export function assumeNoEmptyObject({ writing, path, span }: Place): void {
  assume(writing, 'noEmptyObject', path, 'an object that holds nothing is not None', span)
}
