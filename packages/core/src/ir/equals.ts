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
  return countOfKeys(a) === countOfKeys(b) && hasSame(a as Keyed, b as Keyed)
}

type Keyed = Readonly<Record<string, unknown>>

/** Every key of a stands in b with the same value. */
function hasSame(a: Keyed, b: Keyed): boolean {
  for (const key of Object.keys(a)) {
    if (isMeaningful(a, key) && !(Object.hasOwn(b, key) && same(a[key], b[key]))) return false
  }
  return true
}

function countOfKeys(value: object): number {
  let count = 0
  for (const key of Object.keys(value)) if (isMeaningful(value as Keyed, key)) count++
  return count
}

function isMeaningful(value: Keyed, key: string): boolean {
  return key !== 'span' && value[key] !== undefined
}
