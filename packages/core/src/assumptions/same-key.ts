import { foldText } from '../evaluate/fold-text.js'

/**
 * Whether some reader that ignores case takes two keys for the same. Implementations differ on a few letters, and an
 * assumption must cover all of them: equal folded, in lower case or in upper case.
 */
export function sameKey(a: string, b: string): boolean {
  if (a === b) return true
  // Of ASCII all three are the same question.
  if (ASCII.test(a) && ASCII.test(b)) return a.length === b.length && a.toLowerCase() === b.toLowerCase()
  return foldText(a) === foldText(b) || a.toLowerCase() === b.toLowerCase() || a.toUpperCase() === b.toUpperCase()
}

const ASCII = /^[\0-\x7f]*$/
