import { type CodePointSet, codePointSet, type RegexTree } from '@ruleglot/core'
import { caseVariants, closeUnderCase } from './close-under-case.js'
import { MAX_REPEAT } from './reader-state.js'
import { RegexProblem } from './regex-problem.js'
import type { Anchor, Syntax } from './syntax.js'

/**
 * The tree of the IR, in one form for many spellings: sequences and alternatives flat, single characters of an
 * alternation as one set, a set of one as text, texts joined. Letters under a flag that covers only parts of the
 * expression become sets.
 */
export function buildTree(syntax: Syntax): { readonly tree: RegexTree; readonly ignoreCase: boolean } {
  const cased = casedParts(syntax)
  const ignoreCase = cased.folded > 0 && cased.exact === 0
  const tree = build(syntax, { expandCase: !ignoreCase })
  const size = expandedSize(tree)
  if (size > MAX_EXPANDED) {
    throw new RegexProblem('limit', `The repetitions multiply to more than ${MAX_EXPANDED} steps.`, 0, 0)
  }
  if (nestedCount(tree) > MAX_REPEAT) {
    throw new RegexProblem('limit', `Repetitions in repetitions multiply to more than ${MAX_REPEAT}.`, 0, 0)
  }
  return { tree, ignoreCase }
}

/** What counted repetitions, written out, may come to. */
const MAX_EXPANDED = 20 * MAX_REPEAT

const NOTHING: RegexTree = { type: 'empty' }
const NO_MATCH: RegexTree = { type: 'set', ranges: [] }

function build(node: Syntax, options: { readonly expandCase: boolean }): RegexTree {
  switch (node.type) {
    case 'char':
      if (!node.fold || !options.expandCase) return charTree(node.code)
      return setTree(codePointSet(caseVariants(node.code).map((code) => [code, code])))
    case 'set':
      return setTree(node.fold ? closeUnderCase(node.set) : node.set)
    case 'concat':
      return sequence(node.parts.map((part) => build(part, options)))
    case 'alternate':
      return alternatives(node.options.map((option) => build(option, options)))
    case 'repeat':
      return repetition(build(node.part, options), node.min, node.max)
    case 'assert':
      return assertion(node)
  }
}

const charTree = (code: number): RegexTree => ({ type: 'text', text: String.fromCodePoint(code) })

function setTree(set: CodePointSet): RegexTree {
  const [only] = set
  return set.length === 1 && only !== undefined && only[0] === only[1]
    ? charTree(only[0])
    : { type: 'set', ranges: set }
}

function assertion(node: Syntax & { type: 'assert' }): RegexTree {
  const why = UNRESOLVED[node.at]
  if (why !== undefined) throw new RegexProblem('unsupported', why, node.start, node.end)
  return { type: 'assert', at: node.at as Exclude<Anchor, keyof typeof UNRESOLVED> & 'start' }
}

const UNRESOLVED: Readonly<Partial<Record<Anchor, string>>> = {
  finalNewline: '"$" is read only at the end of the expression: elsewhere it looks ahead for a final line break.',
  anyLineStart: 'A multi-line "^" is read only at the start of the expression.',
  anyLineEnd: 'A multi-line "$" is read only at the end of the expression.',
  unicodeWordBoundary: 'This word boundary stands beside characters that may or may not belong to a word.',
  unicodeNotWordBoundary: 'This word boundary stands beside characters that may or may not belong to a word.',
}

function sequence(parts: readonly RegexTree[]): RegexTree {
  const flat: RegexTree[] = []
  for (const part of parts.flatMap((part) => (part.type === 'concat' ? part.parts : [part]))) {
    if (part.type === 'empty') continue
    if (part.type === 'set' && part.ranges.length === 0) return NO_MATCH
    const last = flat[flat.length - 1]
    if (part.type === 'text' && last?.type === 'text' && joinable(last.text, part.text)) {
      flat[flat.length - 1] = { type: 'text', text: last.text + part.text }
    } else if (!(isAnyRun(part) && last !== undefined && isAnyRun(last))) flat.push(part)
  }
  return flat.length === 0 ? NOTHING : flat.length === 1 ? (flat[0] as RegexTree) : { type: 'concat', parts: flat }
}

/** Two lone surrogates must not become one character. */
function joinable(before: string, behind: string): boolean {
  const last = before.charCodeAt(before.length - 1)
  const first = behind.charCodeAt(0)
  return !(last >= 0xd800 && last <= 0xdbff && first >= 0xdc00 && first <= 0xdfff)
}

const isAnyRun = (tree: RegexTree): boolean =>
  tree.type === 'repeat' &&
  tree.min === 0 &&
  tree.max === null &&
  tree.part.type === 'set' &&
  tree.part.ranges.length === 1 &&
  tree.part.ranges[0]?.[0] === 0 &&
  tree.part.ranges[0][1] === 0x10ffff

function alternatives(trees: readonly RegexTree[]): RegexTree {
  const options: RegexTree[] = []
  const single: [number, number][] = []
  let place: number | undefined
  let optional = false
  for (const tree of trees.flatMap((tree) => (tree.type === 'alternate' ? tree.options : [tree]))) {
    if (tree.type === 'empty') optional = true
    else if (tree.type === 'set' || (tree.type === 'text' && isOneCodePoint(tree.text))) {
      place ??= options.push(NOTHING) - 1
      const code = tree.type === 'text' ? (tree.text.codePointAt(0) as number) : 0
      single.push(
        ...(tree.type === 'set'
          ? tree.ranges.map(([from, to]): [number, number] => [from, to])
          : [[code, code] as [number, number]]),
      )
    } else options.push(tree)
  }
  if (place !== undefined) {
    const set = setTree(codePointSet(single))
    if (set.type === 'set' && set.ranges.length === 0) options.splice(place, 1)
    else options[place] = set
  }
  if (options.some(isAnyRun)) return options.find(isAnyRun) as RegexTree
  const body: RegexTree =
    options.length === 0 ? NO_MATCH : options.length === 1 ? (options[0] as RegexTree) : { type: 'alternate', options }
  if (!optional) return body
  return options.length === 0 ? NOTHING : repetition(body, 0, 1)
}

const isOneCodePoint = (text: string): boolean => text.length === ((text.codePointAt(0) as number) > 0xffff ? 2 : 1)

function repetition(part: RegexTree, min: number, max: number | null): RegexTree {
  if (max === 0 || part.type === 'empty') return NOTHING
  if (min === 1 && max === 1) return part
  // x?? , x*? and x+? around a repetition add nothing where the inner one already allows it.
  if (part.type === 'repeat' && part.max === null && part.min <= 1) {
    if (min === 0) return { ...part, min: 0 }
    if (max === null && min === 1) return part
  }
  if (part.type === 'repeat' && part.min === 0 && min === 0 && max === 1) return part
  return { type: 'repeat', part, min, max }
}

/** The number of steps an automaton of the tree needs, about. */
function expandedSize(tree: RegexTree): number {
  switch (tree.type) {
    case 'empty':
    case 'assert':
    case 'set':
      return 1
    case 'text':
      return tree.text.length
    case 'concat':
      return tree.parts.reduce((sum, part) => sum + expandedSize(part), 0)
    case 'alternate':
      return tree.options.reduce((sum, option) => sum + expandedSize(option), 0)
    case 'repeat':
      return expandedSize(tree.part) * Math.max(tree.max ?? tree.min, 1)
  }
}

/** The largest product of counts that stand in each other, as RE2 limits it. */
function nestedCount(tree: RegexTree): number {
  switch (tree.type) {
    case 'empty':
    case 'assert':
    case 'set':
    case 'text':
      return 1
    case 'concat':
      return tree.parts.reduce((most, part) => Math.max(most, nestedCount(part)), 1)
    case 'alternate':
      return tree.options.reduce((most, option) => Math.max(most, nestedCount(option)), 1)
    case 'repeat':
      return nestedCount(tree.part) * Math.max(tree.max ?? tree.min, 1)
  }
}

/** How many parts with upper and lower case stand under the flag, and how many do not. */
function casedParts(syntax: Syntax): { folded: number; exact: number } {
  const found = { folded: 0, exact: 0 }
  const stack: Syntax[] = [syntax]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'concat') stack.push(...node.parts)
    else if (node.type === 'alternate') stack.push(...node.options)
    else if (node.type === 'repeat') stack.push(node.part)
    else if (node.type === 'char' && caseVariants(node.code).length > 1) found[node.fold ? 'folded' : 'exact']++
    else if (node.type === 'set' && node.fold) found.folded++
    else if (node.type === 'set' && closeUnderCase(node.set) !== node.set) found.exact++
  }
  return found
}
