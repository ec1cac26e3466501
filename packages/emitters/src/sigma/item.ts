import { type Assumption, foldText, type Span } from '@ruleglot/core'

/** A value of a detection item. `text` is Sigma text before YAML quoting; the kind says how YAML should read it. */
export interface ItemValue {
  readonly kind: 'text' | 'number' | 'boolean' | 'null'
  readonly text: string
}

/** `field|modifier: value`, or a list of values of which one (with `all`: each) must match. Keywords have no field. */
export interface Item {
  readonly field: string | undefined
  /** In the order they are written, without `all`. */
  readonly modifiers: readonly string[]
  readonly values: readonly ItemValue[]
  readonly all: boolean
  /** What has to hold of the field so that the item means its source. */
  readonly assumptions: readonly Assumption[]
  readonly span?: Span
}

export function itemKey(item: Item): string {
  const modifiers = item.all ? [...item.modifiers, 'all'] : item.modifiers
  return [item.field ?? '', ...modifiers].join('|')
}

/** Null and yes-or-no items stand alone. */
export function isListable(item: Item): boolean {
  return !item.modifiers.includes('exists') && item.values.every((value) => value.kind !== 'null')
}

/** Whether letter case makes no difference between values. */
function isFolded(item: Item): boolean {
  return !item.modifiers.some((modifier) => modifier === 'cased' || modifier === 're' || modifier === 'fieldref')
}

/** The item with other values, each once. */
export function withValues(item: Item, values: readonly ItemValue[], assumptions: readonly Assumption[]): Item {
  const distinct = new Map<string, ItemValue>()
  for (const value of values) {
    const key = isFolded(item) ? foldText(value.text) : value.text
    const known = distinct.get(key)
    // A bare number says the same as the text and reads better.
    if (known === undefined || (known.kind === 'text' && value.kind !== 'text')) distinct.set(key, value)
  }
  return { ...item, values: [...distinct.values()], assumptions }
}
