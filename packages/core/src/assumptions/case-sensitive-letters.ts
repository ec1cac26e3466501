import type { CodePointRange } from '../ir/regex.js'

/**
 * Letters that implementations lower-case differently. Three differ by rule: U+0130 becomes two code points in Python
 * and JavaScript and stays in the fold of this project; capital sigma becomes final sigma at the end of a word there;
 * final sigma itself is sigma in the fold. The others are capital letters of Unicode 14 (2021) and later: whether they
 * have a lower case depends on the Unicode version of the program that runs the rule (Python 3.9 and 3.10 have 13,
 * Node 20 has 15). The Kelvin sign folds to k here and
 * stays itself where only ASCII letters are folded, as in Elasticsearch's `case_insensitive`. Then the letters whose
 * capitals are others than the fold has: `upper()` makes "SS" of sharp s and S of long s. Sorted, not touching.
 */
export const CASE_SENSITIVE_LETTERS: readonly CodePointRange[] = [
  [0x00b5, 0x00b5], // micro sign: capital Mu
  [0x00df, 0x00df], // sharp s: SS
  [0x0130, 0x0130], // I with dot above
  [0x0131, 0x0131], // dotless i: I
  [0x0149, 0x0149], // n preceded by apostrophe: two letters
  [0x017f, 0x017f], // long s: S
  [0x01f0, 0x01f0], // j with caron: two letters
  [0x0345, 0x0345], // combining Greek iota below: Iota
  [0x0390, 0x0390], // Greek letters with two marks: several
  [0x03a3, 0x03a3], // capital sigma
  [0x03b0, 0x03b0],
  [0x03c2, 0x03c2], // final sigma
  [0x03d0, 0x03d1], // Greek symbols: capitals of the letters
  [0x03d5, 0x03d6],
  [0x03f0, 0x03f1],
  [0x03f5, 0x03f5],
  [0x0587, 0x0587], // Armenian ligature: two letters
  [0x1c80, 0x1c88], // Cyrillic variants: capitals of the letters
  [0x1c89, 0x1c89], // Cyrillic Tje (16)
  [0x1e96, 0x1e9b], // Latin letters with marks: several
  [0x1f50, 0x1f50], // Greek letters with marks: several
  [0x1f52, 0x1f52],
  [0x1f54, 0x1f54],
  [0x1f56, 0x1f56],
  [0x1f80, 0x1faf],
  [0x1fb2, 0x1fb4],
  [0x1fb6, 0x1fb7],
  [0x1fbc, 0x1fbc],
  [0x1fbe, 0x1fbe],
  [0x1fc2, 0x1fc4],
  [0x1fc6, 0x1fc7],
  [0x1fcc, 0x1fcc],
  [0x1fd2, 0x1fd3],
  [0x1fd6, 0x1fd7],
  [0x1fe2, 0x1fe4],
  [0x1fe6, 0x1fe7],
  [0x1ff2, 0x1ff4],
  [0x1ff6, 0x1ff7],
  [0x1ffc, 0x1ffc],
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
  [0xfb00, 0xfb06], // Latin ligatures: two or three letters
  [0xfb13, 0xfb17], // Armenian ligatures: two letters
  [0x10570, 0x1057a], // Vithkuqi (14)
  [0x1057c, 0x1058a],
  [0x1058c, 0x10592],
  [0x10594, 0x10595],
  [0x10d50, 0x10d65], // Garay (16)
  [0x16ea0, 0x16eb8], // Beria Erfe (17)
]
