import { foldText } from '../evaluate/fold-text.js'
import { childrenOf } from '../ir/child-keys.js'
import type { Condition, Field, ValueExpression } from '../ir/node.js'
import { type Path, segmentKey } from '../ir/path.js'

/** For keys whose letter case is ignored somewhere: the spellings that conditions name, and one that none names. */
export type KeyFamilies = ReadonlyMap<string, readonly string[]>

export function keyFamilies(conditions: readonly Condition[]): KeyFamilies {
  const named = new Map<string, Set<string>>()
  const ignored = new Set<string>()
  const add = (path: Path): void => {
    for (const segment of path) {
      for (const key of segmentKey(segment).split('.')) {
        const folded = foldText(key)
        const keys = named.get(folded)
        if (keys === undefined) named.set(folded, new Set([key]))
        else keys.add(key)
        if (typeof segment !== 'string') ignored.add(folded)
      }
    }
  }
  const stack: Condition[] = [...conditions]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const path of pathsIn(node)) add(path)
    for (const child of childrenOf(node)) stack.push(child)
  }
  const families = new Map<string, readonly string[]>()
  for (const folded of ignored) {
    const keys = [...(named.get(folded) ?? [])]
    families.set(folded, [...keys, ...otherSpelling(folded, keys)])
  }
  return families
}

function pathsIn(node: Condition): readonly Path[] {
  if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count') return [node.path]
  if (node.kind === 'Search') return [node.scope]
  if (node.kind === 'CompareFields') return [node.left, node.right].flatMap(pathsOfField)
  return 'field' in node ? pathsOfField(node.field) : []
}

function pathsOfField(field: Field): readonly Path[] {
  if (Array.isArray(field)) return [field as Path]
  return 'call' in field ? pathsOfExpression(field) : []
}

function pathsOfExpression(expression: ValueExpression): readonly Path[] {
  return expression.args.flatMap((arg) =>
    Array.isArray(arg) ? [arg as Path] : 'call' in arg ? pathsOfExpression(arg as ValueExpression) : [],
  )
}

/** A spelling that folds to the same and that no condition names; keys without letters have none. */
function otherSpelling(folded: string, keys: readonly string[]): readonly string[] {
  const upper = folded.toUpperCase()
  const letters = [...folded]
  const some = letters.map((letter, i) =>
    [...letters.slice(0, i), letter.toUpperCase(), ...letters.slice(i + 1)].join(''),
  )
  return [upper, folded, ...some].filter((key) => foldText(key) === folded && !keys.includes(key)).slice(0, 1)
}
