import type { CodePointRange } from '../ir/regex.js'

/**
 * Letters that implementations lower-case differently. Three differ by rule: U+0130 becomes two code points in Python
 * and JavaScript and stays in the fold of this project; capital sigma becomes final sigma at the end of a word there;
 * final sigma itself is sigma in the fold. The others are capital letters of Unicode 14 (2021) and later: whether they
 * have a lower case depends on the Unicode version of the program that runs the rule (Python 3.9 and 3.10 have 13,
 * Node 20 has 15). The Kelvin sign folds to k here and
 * stays itself where only ASCII letters are folded, as in Elasticsearch's `case_insensitive`. Sorted, not touching.
 */
export const CASE_SENSITIVE_LETTERS: readonly CodePointRange[] = [
  [0x0130, 0x0130], // I with dot above
  [0x03a3, 0x03a3], // capital sigma
  [0x03c2, 0x03c2], // final sigma
  [0x1c89, 0x1c89], // Cyrillic Tje (16)
  [0x212a, 0x212a], // Kelvin sign
  [0x2c2f, 0x2c2f], // Glagolitic Caudate Chri (14)
  [0xa7c0, 0xa7c0], // Latin Old Polish O (14)
  [0xa7cb, 0xa7cc], // Latin Rams Horn, S with diagonal stroke (16)
  [0xa7ce, 0xa7ce], // Latin Pharyngeal Voiced Fricative (17)
  [0xa7d0, 0xa7d0], // Latin Closed Insular G (14)
  [0xa7d2, 0xa7d2], // Latin Double Thorn (17)
  [0xa7d4, 0xa7d4], // Latin Double Wynn (17)
  [0xa7d6, 0xa7d6], // Latin Middle Scots S (14)
  [0xa7d8, 0xa7d8], // Latin Sigmoid S (14)
  [0xa7da, 0xa7da], // Latin Lambda (16)
  [0xa7dc, 0xa7dc], // Latin Lambda with stroke (16)
  [0x10570, 0x1057a], // Vithkuqi (14)
  [0x1057c, 0x1058a],
  [0x1058c, 0x10592],
  [0x10594, 0x10595],
  [0x10d50, 0x10d65], // Garay (16)
  [0x16ea0, 0x16eb8], // Beria Erfe (17)
]
