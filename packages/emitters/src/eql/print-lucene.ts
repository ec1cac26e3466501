import type { CodePointRange, Pattern, RegexTree } from '@ruleglot/core'

/**
 * Lucene's regular expressions, which fit a whole value. Undefined where Lucene has no words for the tree: assertions,
 * sets without members, lone surrogates.
 */
export function printLucene(tree: RegexTree): string | undefined {
  try {
    return print(tree, 'alternate')
  } catch (problem) {
    if (problem instanceof Unprintable) return undefined
    throw problem
  }
}

/** A pattern as such an expression, for texts that hold stars and question marks; undefined as above. */
export function luceneOfPattern(pattern: Pattern): string | undefined {
  if (pattern.some((part) => typeof part === 'string' && LONE_SURROGATE.test(part))) return undefined
  return pattern
    .map((part) => (typeof part === 'string' ? escapeText(part) : part.wildcard === 'one' ? '.' : '.*'))
    .join('')
}

/** Lucene builds an automaton of all of them, and gives up where it grows too large. */
const MOST_REPEATS = 1000

type Place = 'alternate' | 'concat' | 'repeat'

class Unprintable extends Error {}

function print(tree: RegexTree, place: Place): string {
  switch (tree.type) {
    case 'empty':
      return '()'
    case 'text':
      if (LONE_SURROGATE.test(tree.text)) throw new Unprintable()
      return group(escapeText(tree.text), place === 'repeat' && [...tree.text].length !== 1)
    case 'set':
      return printSet(tree.ranges)
    case 'concat':
      return group(
        tree.parts.length === 0 ? '()' : tree.parts.map((part) => print(part, 'concat')).join(''),
        place === 'repeat',
      )
    case 'alternate':
      if (tree.options.length === 0) throw new Unprintable()
      return group(tree.options.map((option) => print(option, 'alternate')).join('|'), place !== 'alternate')
    case 'repeat':
      if (tree.max !== null && tree.max < tree.min) throw new Unprintable()
      if (tree.min > MOST_REPEATS || (tree.max ?? 0) > MOST_REPEATS) throw new Unprintable()
      return group(print(tree.part, 'repeat') + bounds(tree.min, tree.max), place === 'repeat')
    case 'assert':
      throw new Unprintable()
  }
}

const group = (text: string, needed: boolean): string => (needed ? `(${text})` : text)

/** Everything but letters, digits, blanks and what has no meaning anywhere gets a backslash. */
function escapeText(text: string): string {
  if (text === '') return '()'
  return text.replace(/[.?+*|{}[\]()"\\#@&<>~^$-]/g, '\\$&')
}

/** Beside another half it would be read as one character. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function printSet(ranges: readonly CodePointRange[]): string {
  if (ranges.length === 0) throw new Unprintable()
  const [first] = ranges
  if (ranges.length === 1 && first?.[0] === 0 && first[1] === LAST) return '.'
  if (ranges.length === 1 && first !== undefined && first[0] === first[1]) return escapeText(character(first[0]))
  const inverse = complement(ranges)
  // The shorter of the two, counted in ranges.
  return ranges.at(-1)?.[1] === LAST && inverse.length > 0 ? `[^${members(inverse)}]` : `[${members(ranges)}]`
}

const LAST = 0x10ffff

function complement(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const rest: CodePointRange[] = []
  let from = 0
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1])
    from = high + 1
  }
  if (from <= LAST) rest.push([from, LAST])
  return rest
}

function members(ranges: readonly CodePointRange[]): string {
  return ranges.map(([low, high]) => (low === high ? member(low) : `${member(low)}-${member(high)}`)).join('')
}

function member(code: number): string {
  const text = character(code)
  return /[\]\\^[-]/.test(text) ? `\\${text}` : text
}

function character(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) throw new Unprintable()
  return String.fromCodePoint(code)
}

function bounds(min: number, max: number | null): string {
  if (max === null) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  if (min === 0 && max === 1) return '?'
  return min === max ? `{${min}}` : `{${min},${max}}`
}
