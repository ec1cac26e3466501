import { type Condition, mapChildren, TRUE } from '@ruleglot/core'

/** The condition with every Ref that no Let around it binds replaced by True: random trees become conditions. */
export function bindRefs(condition: Condition): Condition {
  return bind(condition, new Set())
}

function bind(node: Condition, names: ReadonlySet<string>): Condition {
  if (node.kind === 'Ref') return names.has(node.name) ? node : TRUE
  if (node.kind === 'Let') {
    return { ...node, value: bind(node.value, names), body: bind(node.body, new Set([...names, node.name])) }
  }
  return mapChildren(node, (child) => bind(child, names))
}
