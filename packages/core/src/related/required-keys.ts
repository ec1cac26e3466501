import { keysOf } from '../compare/place-value.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { canonicalText } from '../evaluate/canonical-text.js'
import { foldText } from '../evaluate/fold-text.js'
import type { Condition } from '../ir/node.js'

/**
 * What a rule cannot fire without, as keys of an index: an event that fires it holds one of the keys. Undefined for a
 * rule that asks for no literal of three characters in any field.
 */
export function requiredKeys(condition: Condition): readonly string[] | undefined {
  let best: readonly string[] | undefined
  let bestWeight = 0
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'And') {
      for (const child of node.children) stack.push(child)
      continue
    }
    const keys = alternativeKeys(node)
    if (keys === undefined || keys.length === 0) continue
    // Long literals are rare, and few alternatives are few events.
    const weight = Math.min(...keys.map((key) => key.weight)) / keys.length
    if (weight <= bestWeight) continue
    best = keys.map((key) => key.text)
    bestWeight = weight
  }
  return best
}

interface Key {
  readonly text: string
  readonly weight: number
}

/** A key for each alternative; undefined where one of them has none. */
function alternativeKeys(condition: Condition): readonly Key[] | undefined {
  const keys: Key[] = []
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'Or') {
      for (const child of node.children) stack.push(child)
      continue
    }
    const own = leafKeys(node)
    if (own === undefined) return undefined
    keys.push(...own)
  }
  return keys
}

function leafKeys(node: Condition): readonly Key[] | undefined {
  if (node.kind === 'And') {
    // One part of it is enough, the most selective one.
    const parts = node.children.map(alternativeKeys).filter((keys) => keys !== undefined && keys.length > 0)
    return parts.sort((a, b) => weightOf(b as readonly Key[]) - weightOf(a as readonly Key[]))[0]
  }
  if (!('field' in node) || !Array.isArray(node.field)) return undefined
  const field = keysOf(node.field as readonly string[]).join('.')
  if (node.kind === 'Compare' && node.op === 'eq' && typeof node.value !== 'object')
    return [wholeKey(field, node.value)]
  if (node.kind === 'In') return node.values.map((value) => wholeKey(field, value))
  if (node.kind !== 'Match') return undefined
  if (node.pattern.length === 1 && typeof node.pattern[0] === 'string') return [wholeKey(field, node.pattern[0])]
  const longest = node.pattern
    .filter((part) => typeof part === 'string')
    .map((text) => [...foldText(text)])
    .sort((a, b) => b.length - a.length)[0]
  if (longest === undefined || longest.length < GRAM) return undefined
  // The end of a text tells more than its beginning: `...\powershell.exe`, `...Mimikatz`.
  const start = Math.max(0, (longest.length >> 1) - 2)
  return [{ text: `${field}~${longest.slice(start, start + GRAM).join('')}`, weight: longest.length }]
}

function weightOf(keys: readonly Key[]): number {
  return Math.min(...keys.map((key) => key.weight)) / keys.length
}

const GRAM = 3

function wholeKey(field: string, value: string | number | boolean): Key {
  const text = foldText(String(value))
  return { text: `${field}=${text}`, weight: text.length + 4 }
}

/** All keys that an event holds. */
export function keysHeld(event: JsonValue): ReadonlySet<string> {
  const held = new Set<string>()
  const stack: [JsonValue, string][] = [[event, '']]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [value, field] = entry
    if (Array.isArray(value)) for (const item of value) stack.push([item as JsonValue, field])
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        stack.push([inner as JsonValue, field === '' ? key : `${field}.${key}`])
    } else if (value !== null) {
      const characters = [...foldText(canonicalText(value as string | number | boolean))]
      held.add(`${field}=${characters.join('')}`)
      for (let i = 0; i + GRAM <= characters.length; i++) held.add(`${field}~${characters.slice(i, i + GRAM).join('')}`)
    }
  }
  return held
}
