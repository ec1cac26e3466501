import { foldText } from '../evaluate/fold-text.js'

/**
 * Whether some reader that ignores case takes two keys for the same. Implementations differ on a few letters, and an
 * assumption must cover all of them: equal folded, in lower case or in upper case.
 */
export function sameKey(a: string, b: string): boolean {
  return (
    a === b || foldText(a) === foldText(b) || a.toLowerCase() === b.toLowerCase() || a.toUpperCase() === b.toUpperCase()
  )
}
