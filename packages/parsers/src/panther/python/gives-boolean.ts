import type { Expression } from './syntax.js'

/**
 * Whether what the expression gives, where Python takes it for true, is True itself. rule() must return a bool: a text that
 * stands for true is an error, and no alert. What stands for false does not matter, since neither fires.
 */
export function givesBoolean(expression: Expression): boolean {
  switch (expression.type) {
    case 'and':
      return expression.parts.slice(-1).every(givesBoolean)
    case 'or':
      return expression.parts.every(givesBoolean)
    case 'compare':
    case 'not':
      return true
    case 'literal':
      return typeof expression.value === 'boolean'
    case 'call': {
      const { function: called } = expression
      if (called.type !== 'attribute') return true
      return called.name === 'startswith' || called.name === 'endswith'
    }
    default:
      return false
  }
}
