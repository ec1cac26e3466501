/**
 * Whether two keys are equal for a reader that ignores case. Keys count as equal when either their lower-case or their
 * upper-case forms are: implementations differ on a few letters, and an assumption must cover all of them.
 */
export function sameKey(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase() || a.toUpperCase() === b.toUpperCase()
}
