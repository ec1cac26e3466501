import type { JsonValue } from '../diagnostics/diagnostic.js'
import { leafTest } from '../evaluate/leaf-test.js'
import type { Condition } from '../ir/node.js'
import { isMatcher } from '../normalise/implication.js'
import { equalities } from '../normalise/merge-alternatives.js'
import type { StructuralOrder } from '../normalise/structural-order.js'
import { candidateValues } from './candidate-values.js'
import { type Content, contentsOf } from './field-domain.js'
import { type LeafPlace, leafPlaces } from './leaf-places.js'
import { keysRead } from './sample-model.js'

/**
 * What is worth trying in a field where two conditions differ: the literals of those leaves on it that only one of them
 * has, and what is near them; then every type. In a field that both test alike: one content of each type.
 */
export function differingContents({
  fires,
  silent,
  source,
  order,
}: {
  readonly fires: Condition
  readonly silent: Condition
  readonly source: Condition
  readonly order: StructuralOrder
}): (keys: readonly string[]) => readonly Content[] {
  const sides = (source === fires ? [fires, silent] : [silent, fires]).map(leafPlaces)
  const ids = sides.map((places) => new Set(places.map(({ node }) => order.idOf(node))))
  const differing = sides.map((places, i) => byField(places.filter(({ node }) => !ids[1 - i]?.has(order.idOf(node)))))
  const all = sides.map(byField)
  return (keys) => {
    const name = keys.join('.')
    const values = sides.flatMap((_, i) => {
      const others = all[1 - i]?.get(name) ?? []
      return some(differing[i]?.get(name) ?? [], MOST_LEAVES).map((leaf) => valuesOf(leaf, others))
    })
    if (values.length === 0) return contentsOf(EVERY_TYPE)
    const tried = alternate(values)
    const lists: JsonValue[] = tried.slice(0, 2).map((value) => [value])
    if (tried.length > 1) lists.push(tried.slice(0, 2))
    return contentsOf([...tried, ...EVERY_TYPE, ...lists])
  }
}

const MOST_LEAVES = 8
const MOST_VALUES = 24
const EVERY_TYPE: readonly (JsonValue | undefined)[] = [undefined, 'x', 1, true, null, '', [], {}, { x: 'x' }]

function byField(places: readonly LeafPlace[]): ReadonlyMap<string, readonly Condition[]> {
  const fields = new Map<string, Condition[]>()
  for (const { node, absolute } of places) {
    for (const keys of keysRead(node)) {
      const name = [...absolute, ...keys].join('.')
      const list = fields.get(name)
      if (list === undefined) fields.set(name, [node])
      else list.push(node)
    }
  }
  return fields
}

/** Of a list those first that no leaf of the other side accepts. */
function valuesOf(leaf: Condition, others: readonly Condition[]): readonly JsonValue[] {
  const values = equalities(leaf)?.values ?? []
  const near = candidateValues(leaf).slice(0, MOST_VALUES)
  if (values.length < 2) return near
  const tests = others.filter(isMatcher).slice(0, MOST_OTHERS).map(leafTest)
  const alone = values.filter((value) => !tests.some((test) => test(value, undefined) === true))
  return [...some(alone, MOST_ALONE), ...near]
}

const MOST_OTHERS = 20
const MOST_ALONE = 6

/** One of each in turn. */
function alternate<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat()
}

/** The first, the last and some between. */
function some<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * (list.length - 1)) / (most - 1))] as T)
}
