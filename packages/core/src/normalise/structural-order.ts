import { CHILD_KEYS, childrenOf, KINDS } from '../ir/child-keys.js'
import type { Condition, Kind } from '../ir/node.js'

/**
 * Equality and a total order of conditions by structure, spans aside. Equal conditions share one id, so that
 * comparing large trees stops at the parts they share. One order serves one run of `normalise`.
 */
export interface StructuralOrder {
  /** Two nodes have the same id exactly when they are equal. Ids say nothing about the order. */
  readonly idOf: (node: Condition) => number
  /** By kind, then by what the node itself says, then by children. Depends on content only. */
  readonly compare: (a: Condition, b: Condition) => number
}

const RANK = new Map<Kind, number>(KINDS.map((kind, i) => [kind, i]))

export function createStructuralOrder(): StructuralOrder {
  const ids = new WeakMap<Condition, number>()
  const byContent = new Map<string, number>()

  function idOf(node: Condition): number {
    const known = ids.get(node)
    if (known !== undefined) return known
    const key = `${node.kind}${contentOf(node)}(${childrenOf(node).map(idOf).join()})`
    const id = byContent.get(key) ?? byContent.size
    byContent.set(key, id)
    ids.set(node, id)
    return id
  }

  function compare(a: Condition, b: Condition): number {
    if (a === b || idOf(a) === idOf(b)) return 0
    const rank = (RANK.get(a.kind) ?? 0) - (RANK.get(b.kind) ?? 0)
    if (rank !== 0) return rank
    const contentA = contentOf(a)
    const contentB = contentOf(b)
    if (contentA !== contentB) return contentA < contentB ? -1 : 1
    const childrenA = childrenOf(a)
    const childrenB = childrenOf(b)
    for (let i = 0; i < childrenA.length && i < childrenB.length; i++) {
      const order = compare(childrenA[i] as Condition, childrenB[i] as Condition)
      if (order !== 0) return order
    }
    return childrenA.length - childrenB.length
  }

  return { idOf, compare }
}

/** What a node says apart from kind, span and children, as text. */
function contentOf(node: Condition): string {
  const known = contents.get(node)
  if (known !== undefined) return known
  const childKeys: readonly string[] = CHILD_KEYS[node.kind]
  const content = textOfKeys(node, (key) => key !== 'kind' && key !== 'span' && !childKeys.includes(key))
  contents.set(node, content)
  return content
}

const contents = new WeakMap<Condition, string>()

/** JSON with sorted keys: equal data gives equal text whatever order its keys were written in. */
export function stableText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`
  return textOfKeys(value, () => true)
}

function textOfKeys(value: object, isTold: (key: string) => boolean): string {
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const part = (value as Readonly<Record<string, unknown>>)[key]
    if (part === undefined || !isTold(key)) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${stableText(part)}`
  }
  return `{${text}}`
}
