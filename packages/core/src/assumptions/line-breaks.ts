import type { CodePointRange } from '../ir/regex.js'

/**
 * What some dialect of regular expressions takes for the end of a line (Unicode UTS 18, RL1.6): LF, VT, FF, CR, NEL,
 * LINE SEPARATOR, PARAGRAPH SEPARATOR.
 */
export const LINE_BREAKS: readonly CodePointRange[] = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
]
