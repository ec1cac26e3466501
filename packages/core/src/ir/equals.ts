import type { Condition } from './node.js'

/** Structural equality without spans. Order of children matters: normalise first where it should not. */
export function equals(a: Condition, b: Condition): boolean {
  return same(a, b)
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]))
  }
  if (Array.isArray(b)) return false
  const keysA = meaningfulKeys(a)
  const keysB = meaningfulKeys(b)
  return (
    keysA.length === keysB.length &&
    keysA.every(
      (key) => Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}

function meaningfulKeys(value: object): readonly string[] {
  return Object.keys(value).filter((key) => key !== 'span' && (value as Record<string, unknown>)[key] !== undefined)
}
