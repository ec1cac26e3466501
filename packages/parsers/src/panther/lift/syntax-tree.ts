import type { SyntaxNode } from '@lezer/common'
import type { Span } from '@ruleglot/core'

/** Where a module is read from; `depth` counts what stands inside each other, checked before going down. */
export interface Reader {
  readonly text: string
  readonly file: string
  depth: number
}

/** Brackets, blocks and calls inside each other. */
const DEEPEST = 150

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child)
  }
  return children
}

export function spanOf(node: SyntaxNode, { file }: Reader): Span {
  return { start: node.from, end: node.to, file }
}

export function textOf(node: SyntaxNode, { text }: Reader): string {
  return text.slice(node.from, node.to)
}

export function deeper<T>(reader: Reader, read: () => T, tooDeep: T): T {
  if (reader.depth >= DEEPEST) return tooDeep
  reader.depth++
  const result = read()
  reader.depth--
  return result
}
