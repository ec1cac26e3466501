import type { RegexTree } from '@ruleglot/core'
import { printCharacter } from './print-character.js'
import { PRINT_DIALECTS, type PrintDialect, type PrintedRegexDialect } from './print-dialect.js'
import { printSet } from './print-set.js'
import { stripEdges } from './strip-edges.js'

/**
 * Writes a tree, which fits a whole value, so that a SEARCH for the text means the same: any text at an edge is left
 * out, the other edges are anchored. JavaScript wants the `u` flag (and `i` for `ignoreCase`, never `m` or `s`),
 * Python `re.search` (with `re.IGNORECASE`), Sigma `|re` (with `|i`). With `anchoring: 'whole'` the text fits a whole value and nothing is left out.
 */
export function printRegex(
  tree: RegexTree,
  dialect: PrintedRegexDialect,
  options: { readonly ignoreCase?: boolean; readonly anchoring?: 'search' | 'whole' } = {},
): { readonly text: string } | { readonly unsupported: string } {
  try {
    const printer: Printer = { dialect: PRINT_DIALECTS[dialect], ignoreCase: options.ignoreCase ?? false }
    return { text: print(options.anchoring === 'whole' ? tree : stripEdges(tree), 'alternate', printer) }
  } catch (problem) {
    if (problem instanceof Unprintable) return { unsupported: problem.message }
    throw problem
  }
}

interface Printer {
  readonly dialect: PrintDialect
  readonly ignoreCase: boolean
}

/** How tightly the place binds that a part is printed into. */
type Place = 'alternate' | 'concat' | 'repeat'

class Unprintable extends Error {}

function print(tree: RegexTree, place: Place, printer: Printer): string {
  switch (tree.type) {
    case 'empty':
      return place === 'repeat' ? '(?:)' : ''
    case 'text':
      return printText(tree.text, place, printer)
    case 'set':
      return written(printSet(tree.ranges, printer.dialect, printer.ignoreCase))
    case 'concat':
      return group(tree.parts.map((part) => print(part, 'concat', printer)).reduce(beside, ''), place === 'repeat')
    case 'alternate':
      if (tree.options.length === 0) return printer.dialect.never
      return group(tree.options.map((option) => print(option, 'alternate', printer)).join('|'), place !== 'alternate')
    case 'repeat':
      if (tree.max !== null && tree.max < tree.min) return printer.dialect.never
      if (tree.max === 0) return place === 'repeat' ? '(?:)' : ''
      if (Math.max(tree.min, tree.max ?? 0) > (printer.dialect.mostCount ?? Number.POSITIVE_INFINITY))
        throw new Unprintable(`a repetition is counted beyond ${printer.dialect.mostCount}`)
      if (isLoopOfLoop(tree)) return print({ ...tree.part, min: tree.min * tree.part.min }, place, printer)
      return group(print(tree.part, 'repeat', printer) + bounds(tree.min, tree.max), place === 'repeat')
    case 'assert':
      return group(printer.dialect.asserts[tree.at], place === 'repeat')
  }
}

const group = (text: string, needed: boolean): string => (needed ? `(?:${text})` : text)

type Repeat = Extract<RegexTree, { readonly type: 'repeat' }>

/** (?:x+)+ and its kin say what one loop says, and engines that backtrack would try every way to cut the text. */
function isLoopOfLoop(tree: Repeat): tree is Repeat & { readonly part: Repeat } {
  const { part, min, max } = tree
  return part.type === 'repeat' && part.max === null && part.min <= 1 && min <= 1 && max !== 0
}

/** Two halves of a surrogate pair from two parts stay two characters, where a dialect would join their escapes. */
function beside(before: string, behind: string): string {
  return /\\u[dD][89abAB][0-9a-fA-F]{2}$/.test(before) && /^\\u[dD][c-fC-F]/.test(behind)
    ? `${before}(?:)${behind}`
    : before + behind
}

function printText(text: string, place: Place, printer: Printer): string {
  const characters = [...text]
  const printed = characters
    .map((character) => written(printCharacter(character.codePointAt(0) as number, printer.dialect)))
    .join('')
  return group(printed, place === 'repeat' && characters.length !== 1)
}

function written(text: string | undefined): string {
  if (text === undefined) throw new Unprintable('a lone surrogate has no spelling here')
  return text
}

function bounds(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}
