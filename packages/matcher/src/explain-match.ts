import {
  type Condition,
  type EvaluateOptions,
  evaluate,
  evaluator,
  type Field,
  isPath,
  type Scalar,
  type Truth,
} from '@ruleglot/core'
import { createFieldValues } from './field-values.js'
import { slotValue } from './slot.js'

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
  /** Of every node that is looked at: each is asked once, however deep it lies. */
  const truths = new Map<Condition, Truth>()
  const matches = truthOf(condition)
  collect(condition, matches)
  return { id, matches, leaves }

  function truthOf(node: Condition): Truth {
    let truth = truths.get(node)
    if (truth === undefined) {
      if (node.kind === 'Not') truth = negated(truthOf(node.child))
      else if (node.kind === 'And') truth = joined(node.children, false)
      else if (node.kind === 'Or') truth = joined(node.children, true)
      else truth = evaluate(node, event, options)
      truths.set(node, truth)
    }
    return truth
  }

  /** One child that is as `decides` says decides all. */
  function joined(children: readonly Condition[], decides: boolean): Truth {
    let truth: Truth = !decides
    for (const child of children) {
      const own = truthOf(child)
      if (own === decides || (own === 'unknown' && truth === !decides)) truth = own
    }
    return truth
  }

  /** What decides an And that is false is what is false in it; all of it when it is true. An Or is the other way round. */
  function collect(node: Condition, truth: Truth): void {
    if (node.kind === 'Not') collect(node.child, negated(truth))
    else if (node.kind === 'And' || node.kind === 'Or') {
      for (const child of node.children) if (truthOf(child) === truth) collect(child, truth)
    } else leaves.push({ leaf: node, holds: truth, values: valuesFor(node, truth) })
  }

  function valuesFor(node: Condition, truth: Truth): readonly Scalar[] {
    if (!('field' in node) || !isPath(node.field)) return []
    const all = valuesOf(node.field, event)
    if (truth !== true) return all
    const holdsOn = evaluator({ ...node, field: [] } as Condition)
    return all.filter((value) => holdsOn(value, options) === true)
  }
}

const negated = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

function valuesOf(field: Field, event: unknown): readonly Scalar[] {
  if (!isPath(field) || field.some((segment) => typeof segment !== 'string')) return []
  const values = createFieldValues()
  const slot = values.slotOf(field)
  if (!values.read(event, 1) || slot.seen !== 1) return []
  return [...new Set(Array.from({ length: slot.count }, (_, at) => slotValue(slot, at)))]
}
