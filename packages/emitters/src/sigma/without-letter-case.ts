import { type Condition, dotted, type EmittedCondition, isPath, literalOf, match, or, transform } from '@ruleglot/core'
import { hasLetterCase } from './leaf-item.js'

/**
 * The condition as plain Sigma says it: texts compared without letter case. Gives the cause unless the spelling of
 * every field that this touches is known; undefined when no test is touched.
 */
export function withoutLetterCase(condition: Condition, caseFixed: ReadonlySet<string>): EmittedCondition['relaxed'] {
  let touched = false
  let open = false
  const relaxed = transform(condition, (node) => {
    const folded = fold(node)
    if (folded === node || !('field' in node)) return folded
    touched = true
    // A pattern takes in values that nobody has listed: how those are spelled is not known.
    const isPattern = node.kind === 'Match' && literalOf(node.pattern) === undefined
    if (isPattern || !isPath(node.field) || !caseFixed.has(dotted(node.field))) open = true
    return folded
  })
  if (!touched) return undefined
  return { condition: relaxed, ...(open ? { cause: 'letter case' } : {}) }
}

function fold(node: Condition): Condition {
  switch (node.kind) {
    case 'Compare':
      if (node.op !== 'eq' || typeof node.value !== 'string' || !hasLetterCase(node.value)) return node
      if (node.domain !== undefined && node.domain !== 'text') return node
      return match(node.field, [node.value], { ignoreCase: true, on: 'string' })
    case 'In': {
      const texts = node.values.filter((value) => typeof value === 'string' && hasLetterCase(value))
      if (texts.length === 0) return node
      const others = node.values.filter((value) => !texts.includes(value))
      const folded = texts.map((text) => match(node.field, [String(text)], { ignoreCase: true, on: 'string' }))
      return or(others.length === 0 ? folded : [{ ...node, values: others }, ...folded])
    }
    case 'Match': {
      const letters = node.pattern.some((part) => typeof part === 'string' && hasLetterCase(part))
      return node.ignoreCase || !letters ? node : { ...node, ignoreCase: true }
    }
    default:
      return node
  }
}
