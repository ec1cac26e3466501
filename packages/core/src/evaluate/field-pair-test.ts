import type { CompareFieldsNode, Scalar } from '../ir/node.js'
import { canonicalText } from './canonical-text.js'
import { indexOfText, onBoundary } from './code-points.js'
import { inDomain, orderIn, satisfies } from './compare-values.js'
import { foldText } from './fold-text.js'

/**
 * The relation of `CompareFields` between one value of each side. In the domains other than `text`, the values are read
 * as the domain reads them. Else they are read as text with `on: 'scalar'`, and strings are folded with `ignoreCase`;
 * then `eq` and `ne` are strict and typed, the orders need a domain, and `contains`, `startsWith` and `endsWith` (which
 * know no domain) hold between strings only.
 */
export function fieldPairTest(node: CompareFieldsNode): (a: Scalar, b: Scalar) => boolean {
  const relation = relationOf(node)
  const { on, ignoreCase, domain } = node
  if (domain !== undefined && domain !== 'text' && !TEXT_RELATIONS.has(node.op)) return relation
  const read = (value: Scalar): Scalar => {
    const text = on === 'scalar' ? canonicalText(value) : value
    return ignoreCase && typeof text === 'string' ? foldText(text) : text
  }
  return (a, b) => relation(read(a), read(b))
}

const TEXT_RELATIONS: ReadonlySet<CompareFieldsNode['op']> = new Set(['contains', 'startsWith', 'endsWith'])

type Relation = (a: Scalar, b: Scalar) => boolean

function relationOf({ op, domain }: CompareFieldsNode): Relation {
  switch (op) {
    case 'contains':
      return ofTexts((a, b) => indexOfText(a, b) !== -1)
    case 'startsWith':
      return ofTexts((a, b) => a.startsWith(b) && onBoundary(a, b.length))
    case 'endsWith':
      return ofTexts((a, b) => a.endsWith(b) && onBoundary(a, a.length - b.length))
    case 'ne':
      if (domain === undefined) return (a, b) => a !== b
      return (a, b) => inDomain(domain, a) && inDomain(domain, b) && orderIn(domain, a, b) !== 0
    default:
      if (domain === undefined) {
        if (op === 'eq') return (a, b) => a === b
        throw new TypeError('An order comparison names its domain')
      }
      return (a, b) => {
        const ordering = orderIn(domain, a, b)
        return ordering !== undefined && satisfies(ordering, op)
      }
  }
}

function ofTexts(relation: (a: string, b: string) => boolean): Relation {
  return (a, b) => typeof a === 'string' && typeof b === 'string' && relation(a, b)
}
