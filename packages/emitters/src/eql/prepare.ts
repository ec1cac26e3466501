import { type Condition, inlineLets, mapChildren, not } from '@ruleglot/core'
import { everyAsSome, regexAsPattern, withoutScope } from '../elastic-query/simple-forms.js'
import { intervalOf } from '../elastic-query/write-date.js'

/**
 * The same condition in the forms that EQL has words for: `Every` as a negated `Some`, tests of one element without
 * their scope where the scope says nothing, regular expressions that are patterns as patterns. Meaning is unchanged.
 */
export function prepare(condition: Condition): Condition {
  return prepareNode(inlineLets(condition))
}

function prepareNode(node: Condition): Condition {
  switch (node.kind) {
    case 'Every':
      return not(prepareNode(everyAsSome(node)), node.span)
    case 'Some': {
      const inner = prepareNode(node.condition)
      return intervalOf(inner) === undefined ? withoutScope(node.path, inner, node.span) : { ...node, condition: inner }
    }
    case 'Regex':
      return node.source?.dialect === 'lucene' ? node : regexAsPattern(node)
    default:
      return mapChildren(node, prepareNode)
  }
}
