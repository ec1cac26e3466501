import {
  type Condition,
  type EvaluateOptions,
  evaluate,
  type Field,
  isPath,
  type Scalar,
  type Truth,
} from '@ruleglot/core'
import { createFieldValues } from './field-values.js'

/** Why a rule says what it says about an event. */
export interface Explanation {
  readonly id: string
  /** What the rule says; `unknown` is no match. */
  readonly matches: Truth
  /** The leaves that decided, in the order of the rule. */
  readonly leaves: readonly DecidingLeaf[]
}

export interface DecidingLeaf {
  /** The leaf, or the node that speaks of elements, as it stands in the condition. */
  readonly leaf: Condition
  readonly holds: Truth
  /** The values of its field: those that satisfy it when it holds, else all. Empty for what reads no one field. */
  readonly values: readonly Scalar[]
}

export function explainMatch(id: string, condition: Condition, event: unknown, options: EvaluateOptions): Explanation {
  const leaves: DecidingLeaf[] = []
  const matches = evaluate(condition, event, options)
  collect(condition, matches)
  return { id, matches, leaves }

  /** What decides an And that is false is what is false in it; all of it when it is true. An Or is the other way round. */
  function collect(node: Condition, truth: Truth): void {
    if (node.kind === 'Not') {
      collect(node.child, truth === 'unknown' ? truth : !truth)
      return
    }
    if (node.kind === 'And' || node.kind === 'Or') {
      for (const child of node.children) {
        const own = evaluate(child, event, options)
        if (own === truth) collect(child, own)
      }
      return
    }
    leaves.push({ leaf: node, holds: truth, values: valuesFor(node, truth) })
  }

  function valuesFor(node: Condition, truth: Truth): readonly Scalar[] {
    if (!('field' in node) || !isPath(node.field)) return []
    const all = valuesOf(node.field, event)
    if (truth !== true) return all
    const onValue = { ...node, field: [] } as Condition
    return all.filter((value) => evaluate(onValue, value, options) === true)
  }
}

function valuesOf(field: Field, event: unknown): readonly Scalar[] {
  if (!isPath(field) || field.some((segment) => typeof segment !== 'string')) return []
  const values = createFieldValues()
  const slot = values.slotOf(field)
  if (!values.read(event, 1) || slot.seen !== 1) return []
  return [...new Set(slot.values.slice(0, slot.count))]
}
