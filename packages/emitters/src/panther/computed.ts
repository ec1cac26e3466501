import { type Field, isPath, type Path, type ValueExpression } from '@ruleglot/core'
import { pythonString } from './escape.js'
import { comparison, type Expression, LEVEL } from './expression.js'

/** A value made from one text of a field: what is done with it, from the inside out. */
export interface Computed {
  readonly path: Path
  readonly steps: readonly Step[]
}

type Step =
  | { readonly call: 'split'; readonly separator: string; readonly index: number }
  | { readonly call: 'trim' }
  | { readonly call: 'length' }

/** Undefined for fields, and for what is computed in a way that is not written here. */
export function computedOf(field: Field): Computed | undefined {
  if (isPath(field) || !('call' in field)) return undefined
  const steps: Step[] = []
  let at: ValueExpression = field
  for (;;) {
    const step = stepOf(at)
    // A number has no pieces.
    if (step === undefined || (step.call === 'length' && steps.length > 0)) return undefined
    steps.unshift(step)
    const [inner] = at.args
    if (inner === undefined || 'literal' in inner) return undefined
    if (!('call' in inner)) return { path: inner, steps }
    at = inner
  }
}

function stepOf({ call, args }: ValueExpression): Step | undefined {
  const [, separator, index] = args.map((arg) => ('literal' in arg ? arg.literal : undefined))
  if (call === 'trim' && args.length === 1) return { call }
  if (call === 'length' && args.length === 1) return { call }
  if (call !== 'split' || args.length !== 3 || typeof separator !== 'string' || separator === '') return undefined
  return typeof index === 'number' && Number.isSafeInteger(index) ? { call, separator, index } : undefined
}

/** What it makes of a Python value that is a text, and what must hold for there to be one. */
export function computedFrom(
  text: string,
  { steps }: Computed,
): { readonly text: string; readonly needs: readonly Expression[] } {
  const needs: Expression[] = []
  let made = text
  for (const step of steps) {
    if (step.call === 'trim') made = `${made}.strip()`
    else if (step.call === 'length') made = `len(${made})`
    else {
      const separator = pythonString(step.separator)
      // The first and the last piece are always there; that there are two is told by the separator alone.
      const least = step.index < 0 ? -step.index : step.index + 1
      if (least === 2) needs.push(comparison(separator, 'in', made))
      else if (least > 2) needs.push({ text: `len(${made}.split(${separator})) >= ${least}`, level: LEVEL.compare })
      made = `${made}.split(${separator})[${step.index}]`
    }
  }
  return { text: made, needs }
}

/** Of a test that takes numbers, for a length. */
export function isNumber({ steps }: Computed): boolean {
  return steps[steps.length - 1]?.call === 'length'
}
