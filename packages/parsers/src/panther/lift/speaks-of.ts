import type { Formula, Scope } from './formula-node.js'

/** Whether a formula reads an item of the scope, or of a list inside of it. */
export function speaksOf(formula: Formula, scope: Scope, seen = new Set<Formula>()): boolean {
  if (seen.has(formula)) return false
  seen.add(formula)
  switch (formula.op) {
    case 'true':
    case 'false':
    case 'unknown':
      return false
    case 'and':
    case 'or':
      return formula.parts.some((part) => speaksOf(part, scope, seen))
    case 'is':
    case 'in':
      return formula.node.scope.id === scope.id
    case 'test':
      return formula.nodes.some((node) => node.scope.id === scope.id)
    case 'some':
    case 'count':
      return formula.node.scope.id === scope.id || speaksOf(formula.body, scope, seen)
  }
}
