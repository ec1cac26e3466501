import { type CodePointSet, codePointSet } from '@ruleglot/core'
import { caseVariants } from './close-under-case.js'
import type { Syntax } from './syntax.js'

/** Every character the expression may start with; undefined when it may match the empty text or asserts something. */
export const firstOf = (node: Syntax): CodePointSet | undefined => edgeOf(node, (parts) => parts[0])

/** Every character it may end with; undefined likewise. */
export const lastOf = (node: Syntax): CodePointSet | undefined => edgeOf(node, (parts) => parts[parts.length - 1])

function edgeOf(node: Syntax, outermost: (parts: readonly Syntax[]) => Syntax | undefined): CodePointSet | undefined {
  switch (node.type) {
    case 'char':
      return node.fold ? codePointSet(caseVariants(node.code).map((code) => [code, code])) : [[node.code, node.code]]
    case 'set':
      return node.set
    case 'repeat':
      return node.min === 0 ? undefined : edgeOf(node.part, outermost)
    case 'alternate': {
      const edges = node.options.map((option) => edgeOf(option, outermost))
      return edges.includes(undefined) ? undefined : codePointSet(edges.flatMap((edge) => edge ?? []))
    }
    case 'concat': {
      const outer = outermost(node.parts)
      return outer === undefined ? undefined : edgeOf(outer, outermost)
    }
    case 'assert':
      return undefined
  }
}
