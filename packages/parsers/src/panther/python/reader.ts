import type { SyntaxNode } from '@lezer/common'
import type { Span } from '@ruleglot/core'

/** A text being read. */
export interface Reader {
  readonly text: string
  readonly file?: string
  depth: number
  /** Branches of the `if`s around, each of which stands inside the one before. */
  branches: number
}

/** Brackets, blocks and calls inside each other. */
const DEEPEST = 150
const MOST_BRANCHES = 500

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

/** Without comments, which may stand anywhere. */
export function codeChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => name !== 'Comment')
}

export function spanOf(node: SyntaxNode, { file }: Reader): Span {
  return { start: node.from, end: node.to, ...(file === undefined ? {} : { file }) }
}

export function textOf(node: SyntaxNode, { text }: Reader): string {
  return text.slice(node.from, node.to)
}

/** Reads an `if` of so many branches. */
export function branching<T>(reader: Reader, branches: number, read: () => T, tooMany: T): T {
  if (reader.branches + branches > MOST_BRANCHES) return tooMany
  reader.branches += branches
  const result = read()
  reader.branches -= branches
  return result
}

/** Reads what lies one level further in. */
export function deeper<T>(reader: Reader, read: () => T, tooDeep: T): T {
  if (reader.depth >= DEEPEST) return tooDeep
  reader.depth++
  const result = read()
  reader.depth--
  return result
}
