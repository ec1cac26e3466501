import {
  type Condition,
  type FieldType,
  inlineLets,
  isPath,
  mapChildren,
  not,
  or,
  type Path,
  some,
} from '@ruleglot/core'
import { everyAsSome, regexAsPattern, withoutScope } from '../elastic-query/simple-forms.js'
import { intervalOf } from '../elastic-query/write-date.js'

/**
 * The same condition in the forms that KQL has words for: `Every` as a negated `Some`, tests of one element without
 * their scope where the scope says nothing, regular expressions that are patterns as patterns. Meaning is unchanged.
 */
export function prepare(condition: Condition, typeOf: (absolute: Path) => FieldType | undefined): Condition {
  return prepareAt(inlineLets(condition), [], typeOf)
}

function prepareAt(node: Condition, scope: Path, typeOf: (absolute: Path) => FieldType | undefined): Condition {
  switch (node.kind) {
    case 'Every':
      return not(prepareAt(everyAsSome(node), scope, typeOf), node.span)
    case 'Some': {
      const path = [...scope, ...node.path]
      const inner = prepareAt(node.condition, path, typeOf)
      if (intervalOf(inner) !== undefined) return { ...node, condition: inner }
      return typeOf(path) === 'nested' ? { ...node, condition: inner } : withoutScope(node.path, inner, node.span)
    }
    case 'Search':
      return node.condition.kind === 'Or'
        ? or(
            node.condition.children.map((child) => ({ ...node, condition: child })),
            node.span,
          )
        : node
    case 'Regex':
      return inBraces(regexAsPattern(node), scope, typeOf)
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Cidr':
    case 'Tokens':
    case 'Exists':
      return inBraces(node, scope, typeOf)
    default:
      return mapChildren(node, (child) => prepareAt(child, scope, typeOf))
  }
}

/** Kibana takes a field of nested objects only inside their braces; a test of it is one of some of them. */
function inBraces(node: Condition, scope: Path, typeOf: (absolute: Path) => FieldType | undefined): Condition {
  if (!('field' in node) || !isPath(node.field)) return node
  for (let length = 1; length < node.field.length; length++) {
    const path = node.field.slice(0, length)
    const absolute = [...scope, ...path]
    if (typeOf(absolute) !== 'nested') continue
    const below = { ...node, field: node.field.slice(length) } as Condition
    return some(path, inBraces(below, absolute, typeOf), node.span)
  }
  return node
}
