import type { Condition } from '@ruleglot/core'
import { type Item, type ItemValue, isListable, itemKey, sameKind, withValues } from './item.js'
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
  const merged: Item[] = []
  for (const child of node.children) {
    const items = anyOf(child, context)
    if (items === undefined) return undefined
    for (const item of items) {
      const at = merged.findIndex((known) => !known.all && sameKind(known, item))
      const known = merged[at]
      if (known === undefined) merged.push(item)
      else {
        merged[at] = withValues(known, [...known.values, ...item.values], [...known.assumptions, ...item.assumptions])
      }
    }
  }
  return merged
}

/**
 * Items that must all match, as few maps as possible: a key stands once in a map. Single values of one key become a
 * list with `all`.
 */
export function mapsOfAll(items: readonly Item[]): readonly (readonly Item[])[] {
  const merged: Item[] = []
  for (const item of items) {
    const single = item.values.length === 1 && isListable(item)
    const at = single
      ? merged.findIndex((known) => sameBase(known, item) && (known.all || known.values.length === 1))
      : -1
    const known = merged[at]
    if (known === undefined) merged.push(item)
    else {
      const all = withValues(known, [...known.values, ...item.values], [...known.assumptions, ...item.assumptions])
      merged[at] = { ...all, all: all.values.length > 1 }
    }
  }
  const maps: Item[][] = []
  for (const item of merged) {
    const home = maps.find((map) => map.every((other) => itemKey(other) !== itemKey(item)))
    if (home === undefined) maps.push([item])
    else home.push(item)
  }
  return maps
}

function sameBase(a: Item, b: Item): boolean {
  return isListable(a) && itemKey({ ...a, all: false }) === itemKey({ ...b, all: false })
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
