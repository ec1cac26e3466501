import {
  type CodePointRange,
  type CodePointSet,
  codePointSet,
  complementSet,
  foldCodePoint,
  foldedPairs,
  LAST_CODE_POINT,
  sameSet,
  setHas,
} from '@ruleglot/core'
import { printClassCharacter } from './print-character.js'
import type { PrintDialect } from './print-dialect.js'

/** A set in its shortest common form: `.`, `\d`, `[^a-z]`. Undefined when a member cannot be written. */
export function printSet(members: CodePointSet, dialect: PrintDialect, ignoreCase: boolean): string | undefined {
  const set = ignoreCase ? closeUnderFold(members) : members
  if (set.length === 0) return dialect.never
  const outside = complementSet(set)
  if (outside.length === 0) return dialect.any
  if (sameSet(outside, dialect.dotExcludes)) return '.'
  const named = namedClass(set, dialect)
  if (named !== undefined) return named
  const negated = set[set.length - 1]?.[1] === LAST_CODE_POINT
  const listed = negated ? outside : set
  const items = classItems(ignoreCase ? withoutCaseVariants(listed) : listed, dialect)
  return items === undefined ? undefined : `[${negated ? '^' : ''}${items}]`
}

/** With all letters that fold alike, so that a negated class leaves none of them out. */
function closeUnderFold(set: CodePointSet): CodePointSet {
  const pairs = [...foldedPairs()]
  const folded = new Set(pairs.filter(([from, to]) => setHas(set, from) || setHas(set, to)).map(([, to]) => to))
  const added = pairs
    .filter(([, to]) => folded.has(to))
    .flatMap(([from, to]): CodePointRange[] => [
      [from, from],
      [to, to],
    ])
  return added.every(([code]) => setHas(set, code)) ? set : codePointSet([...set, ...added])
}

function namedClass(set: CodePointSet, dialect: PrintDialect): string | undefined {
  const { digit, word, space } = dialect.classes()
  const names: readonly (readonly [string, CodePointSet])[] = [
    ['d', digit],
    ['w', word],
    ['s', space],
  ]
  for (const [letter, members] of names) {
    if (sameSet(set, members)) return `\\${letter}`
    if (sameSet(set, complementSet(members))) return `\\${letter.toUpperCase()}`
  }
  return undefined
}

/** Letters first, then digits, then the rest: the order people write. */
function classItems(set: CodePointSet, dialect: PrintDialect): string | undefined {
  const { digit, word, space } = dialect.classes()
  let rest = set
  let named = ''
  for (const [letter, members] of [
    ['w', word],
    ['d', digit],
    ['s', space],
  ] as const) {
    if (members.length < 2 || !covers(rest, members)) continue
    named += `\\${letter}`
    rest = subtract(rest, members)
  }
  const items = [...rest].sort((a, b) => rank(a) - rank(b) || a[0] - b[0]).map((range) => classItem(range, dialect))
  return items.includes(undefined) ? undefined : named + items.join('')
}

function rank([from]: CodePointRange): number {
  const text = String.fromCodePoint(from)
  if (/[a-z]/.test(text)) return 0
  if (/[A-Z]/.test(text)) return 1
  if (/[0-9]/.test(text)) return 2
  // A hyphen is plain where it stands last.
  return text === '-' ? 4 : 3
}

function classItem([from, to]: CodePointRange, dialect: PrintDialect): string | undefined {
  const first = printClassCharacter(from, dialect)
  const last = printClassCharacter(to, dialect)
  if (first === undefined || last === undefined) return undefined
  if (from === to) return first
  return to === from + 1 ? first + last : `${first}-${last}`
}

function covers(set: CodePointSet, members: CodePointSet): boolean {
  return members.every(([from, to]) => set.some(([a, b]) => a <= from && to <= b))
}

function subtract(set: CodePointSet, members: CodePointSet): CodePointSet {
  const kept = complementSet(members)
  const rest: CodePointRange[] = []
  for (const [from, to] of set) {
    for (const [a, b] of kept) {
      const start = Math.max(from, a)
      const end = Math.min(to, b)
      if (start <= end) rest.push([start, end])
    }
  }
  return rest
}

/** One letter of each case stands for all where the flag is on: a set of the tree is closed under case. */
function withoutCaseVariants(set: CodePointSet): CodePointSet {
  const kept: [number, number][] = []
  for (const [from, to] of set) {
    // Long ranges hold both cases of whole scripts; leaving single letters out of them would only blow them up.
    if (to - from > MOST_LETTERS) {
      kept.push([from, to])
      continue
    }
    for (let code = from; code <= to; code++) {
      const folded = foldCodePoint(code)
      if (folded !== code && setHas(set, folded)) continue
      const last = kept[kept.length - 1]
      if (last !== undefined && last[1] === code - 1) last[1] = code
      else kept.push([code, code])
    }
  }
  return kept
}

const MOST_LETTERS = 64
