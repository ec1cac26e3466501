import type { Scalar } from '@ruleglot/core'

/** Shows every string, number and boolean in a value; false when there are too many, or what is no JSON. */
export function eachScalar(all: unknown, show: (value: Scalar) => void): boolean {
  const stack: unknown[] = [all]
  for (let steps = 0; stack.length > 0; steps++) {
    if (steps > MOST_SCALARS) return false
    const value = stack.pop()
    if (typeof value === 'string' || typeof value === 'boolean') show(value)
    else if (typeof value === 'number') show(value + 0)
    else if (typeof value === 'object' && value !== null) {
      for (const item of Array.isArray(value) ? value : Object.values(value)) stack.push(item)
    } else if (value !== undefined && value !== null) return false
  }
  return true
}

const MOST_SCALARS = 1_000_000
