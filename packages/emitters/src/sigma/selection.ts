import type { Condition } from '@ruleglot/core'
import { type Item, type ItemValue, isListable, itemKey, withValues } from './item.js'
import { type ItemContext, leafItems } from './leaf-item.js'

/** The body of a search identifier: all of the items; or one of several such maps; or one of several keywords. */
export type Body =
  | { readonly kind: 'map'; readonly items: readonly Item[] }
  | { readonly kind: 'maps'; readonly maps: readonly (readonly Item[])[] }
  | { readonly kind: 'keywords'; readonly item: Item }

/** The body that says all of a condition, or undefined when it takes a condition over several bodies. */
export function bodyOf(node: Condition, context: ItemContext): Body | undefined {
  const items = anyOf(node, context)
  if (items !== undefined) return bodyOfAny(items)
  if (node.kind !== 'And') return undefined
  const all = node.children.map((child) => oneItem(child, context))
  if (all.includes(undefined)) return undefined
  const maps = mapsOfAll(all as Item[])
  return maps.length === 1 ? { kind: 'map', items: maps[0] as readonly Item[] } : undefined
}

/** One item that says all of a condition. */
export function oneItem(node: Condition, context: ItemContext): Item | undefined {
  const items = anyOf(node, context)
  return items?.length === 1 && items[0]?.field !== undefined ? items[0] : undefined
}

/** Items of which any must match: a leaf, or an `Or` of nothing but leaves; those that fit one list are one item. */
export function anyOf(node: Condition, context: ItemContext): readonly Item[] | undefined {
  const leaf = leafItems(node, context)
  if (leaf !== undefined || node.kind !== 'Or') return leaf
  const merged = mergeable((item) => (!item.all && isListable(item) ? itemKey(item) : undefined))
  for (const child of node.children) {
    const items = anyOf(child, context)
    if (items === undefined) return undefined
    for (const item of items) if (!merged.join(item)) merged.push(item)
  }
  return merged.items((item) => item)
}

/** Items in order, of which those with one key become one with the values of all. Linear in the items. */
function mergeable(keyOf: (item: Item) => string | undefined) {
  const groups: Item[][] = []
  const byKey = new Map<string, Item[]>()
  return {
    /** False where no item with that key is there yet. */
    join(item: Item): boolean {
      const key = keyOf(item)
      const group = key === undefined ? undefined : byKey.get(key)
      group?.push(item)
      return group !== undefined
    },
    push(item: Item): void {
      const group = [item]
      groups.push(group)
      const key = keyOf(item)
      if (key !== undefined && !byKey.has(key)) byKey.set(key, group)
    },
    items: (finish: (joined: Item) => Item): readonly Item[] =>
      groups.map((group) => {
        const [first] = group as [Item]
        if (group.length === 1) return first
        const values = group.flatMap((item) => item.values)
        const assumptions = group.flatMap((item) => item.assumptions)
        return finish(withValues(first, values, assumptions))
      }),
  }
}

/**
 * Items that must all match, as few maps as possible: a key stands once in a map. Single values of one key become a
 * list with `all`.
 */
export function mapsOfAll(items: readonly Item[]): readonly (readonly Item[])[] {
  const merged = mergeable((item) =>
    isListable(item) && (item.all || item.values.length === 1) ? itemKey({ ...item, all: false }) : undefined,
  )
  for (const item of items) if (item.values.length !== 1 || !merged.join(item)) merged.push(item)
  const maps: Item[][] = []
  const taken = new Map<string, number>()
  for (const item of merged.items((joined) => ({ ...joined, all: joined.values.length > 1 }))) {
    const key = itemKey(item)
    const home = taken.get(key) ?? 0
    taken.set(key, home + 1)
    const map = maps[home]
    if (map === undefined) maps.push([item])
    else map.push(item)
  }
  return maps
}

function bodyOfAny(items: readonly Item[]): Body | undefined {
  const keywords = items.filter((item) => item.field === undefined)
  if (keywords.length > 0) {
    return items.length === 1 ? { kind: 'keywords', item: keywords[0] as Item } : undefined
  }
  return items.length === 1 ? { kind: 'map', items } : { kind: 'maps', maps: items.map((item) => [item]) }
}

export function itemsOfBody(body: Body): readonly Item[] {
  if (body.kind === 'keywords') return [body.item]
  return body.kind === 'map' ? body.items : body.maps.flat()
}

export type { ItemValue }
