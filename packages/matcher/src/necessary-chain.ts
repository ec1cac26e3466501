import { foldText, type RegexTree } from '@ruleglot/core'

/**
 * Texts that every match of the regular expression holds one behind the other, without overlap: a text that does not
 * hold them so needs no automaton. Folded when `ignoreCase` says that texts are.
 */
export function necessaryChain(tree: RegexTree, ignoreCase: boolean, depth = 0): readonly string[] {
  if (depth > DEEPEST) return NONE
  switch (tree.type) {
    case 'text':
      return [ignoreCase ? foldText(tree.text) : tree.text]
    case 'concat': {
      const chain: string[] = []
      for (const part of tree.parts) {
        if (chain.length >= MOST) break
        for (const text of necessaryChain(part, ignoreCase, depth + 1)) chain.push(text)
      }
      return chain
    }
    case 'repeat': {
      const chain = tree.min > 0 ? necessaryChain(tree.part, ignoreCase, depth + 1) : NONE
      const times = Math.min(tree.min, Math.ceil(MOST / Math.max(chain.length, 1)))
      return times === 1 ? chain : Array.from({ length: times }, () => chain).flat()
    }
    default:
      return NONE
  }
}

const NONE: readonly string[] = []
const MOST = 32
const DEEPEST = 200

export function holdsChain(text: string, chain: readonly string[]): boolean {
  let at = 0
  for (let i = 0; i < chain.length; i++) {
    const part = chain[i] as string
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return true
}
