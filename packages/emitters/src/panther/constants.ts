import type { NamedList, Path } from '@ruleglot/core'
import { pythonString } from './escape.js'
import { constantName, givenName, itemName } from './names.js'
import { moduleWithNames, type SharedWriting, takenAsItem, type Writing } from './writing.js'

/** Lists that a module makes once, and their names. */

export function newModule(namedLists: readonly NamedList[] = []): SharedWriting {
  const given = namedLists.map(({ name, values }): [string, string] => [contentsKey(values.map(pythonString)), name])
  return moduleWithNames(new Map(given.reverse()))
}

/**
 * The name of a module constant with these items: the source's own, or one made from the field, or from all that are
 * asked for it. Equal lists share a constant.
 */
export function useConstant(writing: Writing, path: Path, suffix: string, items: readonly string[]): string {
  const key = items.join('\n')
  const asking = writing.askedFor.get(key)
  if (asking === undefined) writing.askedFor.set(key, [path])
  else asking.push(path)
  const known = writing.constantNames.get(key)
  if (known !== undefined) return known
  const given = writing.givenNames.get(contentsKey(items))
  const paths = writing.sharedBy.get(key) ?? [path]
  const taken = writing.constants
  const name = given === undefined ? constantName(paths, suffix, taken) : givenName(given, taken)
  writing.constants.set(name, items)
  writing.constantNames.set(key, name)
  return name
}

/** The same for lists in any order and letter case: a writer folds and sorts. */
function contentsKey(items: readonly string[]): string {
  return [...new Set(items.map((item) => item.toLowerCase()))].sort().join('\n')
}

/** `NAME` and the name for one of its items. */
export function useItems(
  writing: Writing,
  path: Path,
  suffix: string,
  items: readonly string[],
): { readonly list: string; readonly item: string } {
  const list = useConstant(writing, path, suffix, items)
  return { list, item: itemName(list, takenAsItem(writing)) }
}
