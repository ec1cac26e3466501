import type { Span } from '@ruleglot/core'
import { entryOf, type YamlNode } from '../../yaml/yaml-node.js'
import { jsonOf } from '../yaml-json.js'

/** The keys from the event to a value, or why there are none. */
export type Keys =
  | { readonly ok: true; readonly keys: readonly string[]; readonly span: Span }
  | {
      readonly ok: false
      readonly span: Span
      readonly problem: 'malformed' | 'index' | 'star'
      readonly reason: string
    }

export const KEY_NAMES: readonly string[] = ['Key', 'DeepKey', 'KeyPath', 'Enrichment']

/** `Key: a`, `DeepKey: [a, b]`, `KeyPath: a.b`, or the field of a lookup table that enriched the event. */
export function readKeys(mapping: YamlNode): Keys {
  const names = KEY_NAMES.filter((name) => entryOf(mapping, name) !== undefined)
  const [name, second] = names
  if (name === undefined || second !== undefined) {
    return malformed(mapping.span, 'An expression names one key: Key, DeepKey, KeyPath or Enrichment.')
  }
  const node = (entryOf(mapping, name) as { readonly value: YamlNode }).value
  switch (name) {
    case 'Key':
      return readKey(node)
    case 'DeepKey':
      return readDeepKey(node)
    case 'KeyPath':
      return node.type === 'scalar' ? readKeyPath(node.text, node.span) : malformed(node.span, 'KeyPath is a text.')
    default:
      return readEnrichment(node)
  }
}

/** A key of the top level, taken letter for letter. */
function readKey(node: YamlNode): Keys {
  if (node.type !== 'scalar') return malformed(node.span, 'Key is the name of one key.')
  return { ok: true, keys: [node.text], span: node.span }
}

function readDeepKey(node: YamlNode): Keys {
  if (node.type !== 'sequence' || node.items.length === 0) {
    return malformed(node.span, 'DeepKey is a list of keys, from the outermost inwards.')
  }
  const keys: string[] = []
  for (const item of node.items) {
    if (item.type !== 'scalar') return malformed(item.span, 'DeepKey is a list of names and list positions.')
    if (typeof jsonOf(item) === 'number') return indexed(item.span)
    keys.push(item.text)
  }
  return { ok: true, keys, span: node.span }
}

/** Keys between dots; `[2]` is a position in a list, `[*]` any. */
function readKeyPath(text: string, span: Span): Keys {
  if (/\[\s*-?\d+\s*\]/.test(text)) return indexed(span)
  if (text.includes('[*]')) {
    return {
      ok: false,
      span,
      problem: 'star',
      reason: 'Panther does not say whether one element or all of them are meant by [*].',
    }
  }
  const keys = text.split('.')
  if (keys.some((key) => key === '' || /[[\]]/.test(key))) {
    return malformed(span, 'A key path is keys with dots between them, such as actor.name.')
  }
  return { ok: true, keys, span }
}

function readEnrichment(node: YamlNode): Keys {
  const parts = ['Table', 'Selector', 'FieldPath'].map((name) => entryOf(node, name)?.value)
  const [table, selector, field] = parts
  const known = node.type === 'mapping' && node.entries.length === 3
  if (!known || table?.type !== 'scalar' || selector?.type !== 'scalar' || field?.type !== 'scalar') {
    return malformed(node.span, 'Enrichment has a Table, a Selector and a FieldPath.')
  }
  const path = readKeyPath(field.text, field.span)
  // The selector is one key of the enrichment, dots and all.
  return path.ok ? { ...path, keys: ['p_enrichment', table.text, selector.text, ...path.keys], span: node.span } : path
}

function malformed(span: Span, reason: string): Keys {
  return { ok: false, span, problem: 'malformed', reason }
}

function indexed(span: Span): Keys {
  return { ok: false, span, problem: 'index', reason: 'A position in a list has no counterpart in a condition.' }
}
