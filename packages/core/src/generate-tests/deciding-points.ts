import type { JsonValue } from '../diagnostics/diagnostic.js'
import { expandedEvaluator } from '../evaluate/evaluate.js'
import { expandEvent } from '../evaluate/expand-event.js'
import type { Truth } from '../evaluate/kleene.js'
import { FALSE, TRUE } from '../ir/build.js'
import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { type PointedCondition, replaced } from './test-points.js'

export interface Decided {
  readonly outcome: Truth
  /** Indexes of the points that the outcome hangs on: were the leaf otherwise, it would be otherwise. */
  readonly deciding: readonly number[]
}

export interface DecidingOptions {
  /** Where the outcome is another, nobody asks which leaves decide. */
  readonly wanted?: boolean
  /** Whether it is worth asking about a point inside elements, which takes as long as asking the whole condition. */
  readonly asks?: (point: number, outcome: boolean) => boolean
}

/** Says of an event what the condition decides, and which of its leaves decide. */
export function decidingPoints({
  whole,
  points,
}: PointedCondition): (event: JsonValue, options?: DecidingOptions) => Decided {
  const runs = new Map<Condition, ReturnType<typeof expandedEvaluator>>()
  const runOf = (node: Condition): ReturnType<typeof expandedEvaluator> => {
    const known = runs.get(node) ?? expandedEvaluator(node)
    runs.set(node, known)
    return known
  }
  const byPlace = new Map<string, number>()
  points.forEach((point, i) => {
    if (!point.inElements) byPlace.set(placeName(point.place), i)
  })
  // They share with the condition all but what stands around the point: most of them is known already.
  const scoped = points.flatMap((point, i) =>
    point.inElements ? [{ i, variants: [TRUE, FALSE].map((value) => replaced(point, value)) }] : [],
  )
  return (event, { wanted, asks } = {}) => {
    const expanded = expandEvent(event)
    const truths = new Map<Condition, Truth>()
    const outcome = truthOf(whole)
    const deciding: number[] = []
    if (outcome === 'unknown' || (wanted !== undefined && outcome !== wanted)) return { outcome, deciding }
    const stack: [Condition, string][] = [[whole, '']]
    for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
      const [node, name] = entry
      const i = byPlace.get(name)
      if (i !== undefined) deciding.push(i)
      if (node.kind === 'Not') stack.push([node.child, `${name}/0`])
      else if (node.kind === 'And' || node.kind === 'Or') {
        const neutral = node.kind === 'And'
        const others = node.children.flatMap((child, at) => (truthOf(child) === neutral ? [] : [at]))
        if (others.length === 0) node.children.forEach((child, at) => void stack.push([child, `${name}/${at}`]))
        else if (others.length === 1) {
          const at = others[0] as number
          stack.push([node.children[at] as Condition, `${name}/${at}`])
        }
      }
    }
    for (const { i, variants } of scoped) {
      if (asks?.(i, outcome) === false) continue
      if (variants.some((variant) => truthOf(variant) === !outcome)) deciding.push(i)
    }
    return { outcome, deciding }

    function truthOf(node: Condition): Truth {
      const known = truths.get(node)
      if (known !== undefined) return known
      const truth = ownTruth(node)
      truths.set(node, truth)
      return truth
    }

    function ownTruth(node: Condition): Truth {
      if (node.kind === 'Not') {
        const inner = truthOf(node.child)
        return inner === 'unknown' ? inner : !inner
      }
      if (node.kind !== 'And' && node.kind !== 'Or') return runOf(node)(expanded)
      const neutral = node.kind === 'And'
      let truth: Truth = neutral
      for (const child of childrenOf(node)) {
        const inner = truthOf(child)
        if (inner === !neutral) return inner
        if (inner === 'unknown') truth = inner
      }
      return truth
    }
  }
}

function placeName(place: { readonly index: number; readonly parent: unknown }): string {
  const indexes: number[] = []
  for (let at = place as { index: number; parent: typeof at | undefined }; at.parent !== undefined; at = at.parent)
    indexes.unshift(at.index)
  return indexes.map((index) => `/${index}`).join('')
}
