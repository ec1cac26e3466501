import type { Span } from '@ruleglot/core'

/** A YAML document with the source text of its scalars and the place of everything. */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlEmpty

/** `plain`: not quoted, no block, no tag, so that a reader may take it for a number, boolean or null. */
export interface YamlScalar {
  readonly type: 'scalar'
  readonly text: string
  readonly plain: boolean
  readonly span: Span
}

export interface YamlMapping {
  readonly type: 'mapping'
  readonly entries: readonly YamlEntry[]
  readonly span: Span
}

export interface YamlEntry {
  readonly key: YamlScalar
  readonly value: YamlNode
}

export interface YamlSequence {
  readonly type: 'sequence'
  readonly items: readonly YamlNode[]
  readonly span: Span
}

/** Nothing stands where a value could. */
export interface YamlEmpty {
  readonly type: 'empty'
  readonly span: Span
}

export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.type === 'mapping' ? node.entries.find((entry) => entry.key.text === key) : undefined
}

export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value
}
