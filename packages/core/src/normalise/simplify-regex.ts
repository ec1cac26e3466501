import { foldedPairs, foldText } from '../evaluate/fold-text.js'
import { type CodePointSet, codePointSet, complementSet, intersectSets, setHas } from '../ir/code-point-set.js'
import type { CodePointRange, RegexAssertion, RegexTree } from '../ir/regex.js'
import { stableText } from './structural-order.js'

export interface RegexFacts {
  readonly ignoreCase: boolean
  /** Values have no line feed: every set may have it or not. */
  readonly singleLine: boolean
}

/**
 * The same language in fewer words: concatenations and alternatives flat, texts joined, single characters as text,
 * alternatives sorted, anchors dropped where the whole value is matched anyway. Two dialects' trees for one expression
 * meet here.
 */
export function simplifyRegex(tree: RegexTree, facts: RegexFacts): RegexTree {
  if (!isShallow(tree)) return tree
  return dropAnchors(simplify(tree, facts), facts, true, true)
}

/** The set without members: matches nothing. */
export function isNever(tree: RegexTree): boolean {
  return tree.type === 'set' && tree.ranges.length === 0
}

const NEVER: RegexTree = { type: 'set', ranges: [] }
const EMPTY: RegexTree = { type: 'empty' }
/** Recursion is bounded: a deeper tree is left as it is. */
const DEEPEST = 300
const LONGEST_UNROLLED = 64
const LINE_FEED = 10

function isShallow(tree: RegexTree): boolean {
  let level: RegexTree[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return false
    level = level.flatMap((part) => {
      if (part.type === 'concat') return part.parts
      if (part.type === 'alternate') return part.options
      return part.type === 'repeat' ? [part.part] : []
    })
  }
  return true
}

function simplify(tree: RegexTree, facts: RegexFacts): RegexTree {
  switch (tree.type) {
    case 'empty':
      return tree
    case 'assert':
      return facts.singleLine ? { type: 'assert', at: SINGLE_LINE[tree.at] } : tree
    case 'text':
      return facts.singleLine && tree.text.includes('\n')
        ? NEVER
        : text(facts.ignoreCase ? foldText(tree.text) : tree.text)
    case 'set':
      return set(tree.ranges, facts)
    case 'concat':
      return concat(tree.parts.map((part) => simplify(part, facts)))
    case 'alternate':
      return alternate(
        tree.options.map((option) => simplify(option, facts)),
        facts,
      )
    case 'repeat':
      return repeat(simplify(tree.part, facts), tree.min, tree.max, facts)
  }
}

const SINGLE_LINE: Readonly<Record<RegexAssertion, RegexAssertion>> = {
  start: 'start',
  end: 'end',
  lineStart: 'start',
  lineEnd: 'end',
  wordBoundary: 'wordBoundary',
  notWordBoundary: 'notWordBoundary',
}

function text(value: string): RegexTree {
  return value === '' ? EMPTY : { type: 'text', text: value }
}

/** Under `ignoreCase` a set has all letters that fold alike, or none. One character alone is a text. */
function set(ranges: CodePointSet, { ignoreCase, singleLine }: RegexFacts): RegexTree {
  const members = codePointSet(ranges)
  const wanted = singleLine ? intersectSets(members, complementSet([[LINE_FEED, LINE_FEED]])) : members
  const only = onlyCharacter(wanted, ignoreCase)
  if (only !== undefined) return text(only)
  if (wanted.length === 0) return NEVER
  const whole = ignoreCase ? closeUnderFold(wanted) : wanted
  return { type: 'set', ranges: singleLine ? codePointSet([...whole, [LINE_FEED, LINE_FEED]]) : whole }
}

function onlyCharacter(set: CodePointSet, ignoreCase: boolean): string | undefined {
  const size = set.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  if (size === 0 || size > MOST_ALIKE) return undefined
  const characters = new Set<string>()
  for (const [from, to] of set) {
    for (let point = from; point <= to; point++) {
      const character = String.fromCodePoint(point)
      characters.add(ignoreCase ? foldText(character) : character)
    }
  }
  return characters.size === 1 ? [...characters][0] : undefined
}

/** No more code points than this fold to one. */
const MOST_ALIKE = 8

function closeUnderFold(set: CodePointSet): CodePointSet {
  const images = new Set<number>()
  const pairs = foldedPairs()
  for (const [from, to] of pairs) if (setHas(set, from) || setHas(set, to)) images.add(to)
  const added: CodePointRange[] = []
  for (const [from, to] of pairs) if (images.has(to)) added.push([from, from], [to, to])
  return codePointSet([...set, ...added])
}

function concat(parts: readonly RegexTree[]): RegexTree {
  const flat: RegexTree[] = []
  for (const part of parts.flatMap((inner) => (inner.type === 'concat' ? inner.parts : [inner]))) {
    if (isNever(part)) return NEVER
    if (part.type === 'empty') continue
    const last = flat[flat.length - 1]
    if (last?.type === 'text' && part.type === 'text' && joins(last.text, part.text)) {
      flat[flat.length - 1] = text(last.text + part.text)
    } else if (!(last !== undefined && isAnyNumber(last) && stableText(last) === stableText(part))) flat.push(part)
  }
  if (flat.length === 0) return EMPTY
  return flat.length === 1 ? (flat[0] as RegexTree) : { type: 'concat', parts: flat }
}

/** A high surrogate and a low one from two texts are two characters; joined they would be one. */
function joins(before: string, behind: string): boolean {
  return !(/[\ud800-\udbff]$/.test(before) && /^[\udc00-\udfff]/.test(behind))
}

function isAnyNumber(tree: RegexTree): boolean {
  return tree.type === 'repeat' && tree.min === 0 && tree.max === null
}

function alternate(options: readonly RegexTree[], facts: RegexFacts): RegexTree {
  const distinct = new Map<string, RegexTree>()
  const characters: CodePointSet[] = []
  for (const option of options.flatMap((inner) => (inner.type === 'alternate' ? inner.options : [inner]))) {
    const members = charactersOf(option)
    if (members === undefined) distinct.set(stableText(option), option)
    else characters.push(members)
  }
  const merged = set(characters.flat(), facts)
  if (!isNever(merged)) distinct.set(stableText(merged), merged)
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, option]) => option)
  if (sorted.length === 0) return NEVER
  return sorted.length === 1 ? (sorted[0] as RegexTree) : { type: 'alternate', options: sorted }
}

/** The code points of a part that matches one of them. */
function charactersOf(tree: RegexTree): CodePointSet | undefined {
  if (tree.type === 'set') return tree.ranges
  if (tree.type !== 'text') return undefined
  const point = tree.text.codePointAt(0) as number
  return String.fromCodePoint(point) === tree.text ? [[point, point]] : undefined
}

function repeat(part: RegexTree, min: number, max: number | null, facts: RegexFacts): RegexTree {
  if (max !== null && max < min) return NEVER
  if (max === 0 || part.type === 'empty') return EMPTY
  if (isNever(part)) return min === 0 ? EMPTY : NEVER
  if (min === 1 && max === 1) return part
  // (x+)+, (x*)+, (x+)* and (x+)? are one loop.
  if (part.type === 'repeat' && part.max === null && part.min <= 1 && min <= 1) return { ...part, min: min * part.min }
  if (min === 0 && max === 1) return alternate([EMPTY, part], facts)
  if (
    min === max &&
    part.type === 'text' &&
    part.text.length * min <= LONGEST_UNROLLED &&
    joins(part.text, part.text)
  ) {
    return text(part.text.repeat(min))
  }
  return { type: 'repeat', part, min, max }
}

/** Drops `start` where nothing stands before and `end` where nothing stands behind: the value is matched whole. */
function dropAnchors(tree: RegexTree, facts: RegexFacts, first: boolean, last: boolean): RegexTree {
  if (tree.type === 'assert') {
    if (first && (tree.at === 'start' || tree.at === 'lineStart')) return EMPTY
    return last && (tree.at === 'end' || tree.at === 'lineEnd') ? EMPTY : tree
  }
  if (tree.type === 'alternate')
    return alternate(
      tree.options.map((option) => dropAnchors(option, facts, first, last)),
      facts,
    )
  if (tree.type !== 'concat') return tree
  const parts = tree.parts.map((part, i) =>
    dropAnchors(part, facts, first && i === 0, last && i === tree.parts.length - 1),
  )
  const fewer = concat(first || last ? trimOutside(parts, first, last) : parts)
  // What was behind a dropped anchor now stands first or last itself.
  return stableText(fewer) === stableText(tree) ? fewer : dropAnchors(fewer, facts, first, last)
}

/** What may be absent before `start`, or behind `end`, has to be. */
function trimOutside(parts: readonly RegexTree[], first: boolean, last: boolean): readonly RegexTree[] {
  let from = 0
  let to = parts.length
  if (first && isOptional(parts[0]) && isAssert(parts[1], 'start')) from = 2
  if (last && isOptional(parts[to - 1]) && isAssert(parts[to - 2], 'end') && to - 2 >= from) to -= 2
  return parts.slice(from, to)
}

function isOptional(tree: RegexTree | undefined): boolean {
  return tree?.type === 'repeat' && tree.min === 0
}

function isAssert(tree: RegexTree | undefined, at: 'start' | 'end'): boolean {
  return tree?.type === 'assert' && tree.at === at
}

/** Whether a number's or boolean's canonical text may match; true where that is not plain to see. */
export function mayMatchNumberOrBoolean(tree: RegexTree): boolean {
  if (tree.type === 'text') return SCALAR_CHARACTERS.test(tree.text)
  if (tree.type === 'concat') return tree.parts.every(mayMatchNumberOrBoolean)
  if (tree.type === 'alternate') return tree.options.some(mayMatchNumberOrBoolean)
  if (tree.type === 'repeat') return tree.min === 0 || mayMatchNumberOrBoolean(tree.part)
  return true
}

/** All characters of numbers, `true`, `false` and `Infinity`, in any letter case. */
const SCALAR_CHARACTERS = /^[-+.\deEaflnrstuyiAFLNRSTUYI]*$/
