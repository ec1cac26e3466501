import {
  ANY_CODE_POINT,
  ANY_TEXT,
  canonicalText,
  literalOf,
  type MatcherNode,
  type Pattern,
  type RegexTree,
  type Scalar,
  leafTest as slowLeafTest,
} from '@ruleglot/core'
import { foldFast, hasHalfPair } from './fold-fast.js'
import { holdsChain, necessaryChain } from './necessary-chain.js'
import { necessaryRun, runTest } from './necessary-run.js'
import { regexAutomaton } from './regex-automaton.js'
import { regexLiterals } from './regex-literals.js'
import { shortestMatch } from './shortest-match.js'

/** A matcher as a test of one value. */
export interface ValueTest {
  /** `value`: the value itself. `folded`: its canonical text, folded; `foldedText`: the same, of strings only. */
  readonly reads: 'value' | 'folded' | 'foldedText'
  readonly test: (value: Scalar) => boolean
}

export function valueTest(node: MatcherNode): ValueTest {
  switch (node.kind) {
    case 'Compare':
      if (node.op === 'eq' && node.domain === undefined) {
        const wanted = node.value
        return { reads: 'value', test: (value) => value === wanted }
      }
      break
    case 'In': {
      const values = new Set(node.values)
      return { reads: 'value', test: (value) => values.has(value) }
    }
    case 'Match': {
      const test = patternTest(node.ignoreCase ? node.pattern.map(foldPart) : node.pattern)
      if (test !== undefined) return textTest(node, test)
      break
    }
    case 'Regex': {
      const test = regexAutomaton(node.tree, node.ignoreCase)
      if (test !== undefined) return textTest(node, afterNecessities(node, test))
    }
  }
  const test = slowLeafTest(node)
  return { reads: 'value', test: (value) => test(value, undefined) === true }
}

/** A text that is too short, or without what every match holds, needs no automaton. */
function afterNecessities(
  { tree, ignoreCase }: { readonly tree: RegexTree; readonly ignoreCase: boolean },
  test: (text: string) => boolean,
): (text: string) => boolean {
  const clauses = regexLiterals(tree, ignoreCase)
  const shortest = shortestMatch(tree)
  const chain = necessaryChain(tree, ignoreCase)
  const run = ignoreCase ? undefined : necessaryRun(tree)
  if (clauses.length === 0 && shortest < 2) return test
  const hasRun = run === undefined ? undefined : runTest(run)
  return (text) => {
    if (text.length < shortest || hasRun?.(text) === false || !holdsChain(text, chain)) return false
    for (const texts of clauses) {
      let stands = false
      for (let i = 0; i < texts.length && !stands; i++) stands = text.includes(texts[i] as string)
      if (!stands) return false
    }
    return test(text)
  }
}

function foldPart(part: Pattern[number]): Pattern[number] {
  return typeof part === 'string' ? foldFast(part) : part
}

function textTest(
  { ignoreCase, on }: { readonly ignoreCase: boolean; readonly on: 'string' | 'scalar' },
  test: (text: string) => boolean,
): ValueTest {
  if (ignoreCase) return { reads: on === 'scalar' ? 'folded' : 'foldedText', test: test as ValueTest['test'] }
  if (on === 'string') return { reads: 'value', test: (value) => typeof value === 'string' && test(value) }
  return { reads: 'value', test: (value) => test(canonicalText(value)) }
}

/** What the engine finds by itself, or an automaton; undefined for patterns that neither is for. */
function patternTest(pattern: Pattern): ((text: string) => boolean) | undefined {
  return plainTest(pattern) ?? regexAutomaton({ type: 'concat', parts: pattern.map(treeOf) }, false)
}

function treeOf(part: Pattern[number]): RegexTree {
  if (typeof part === 'string') return { type: 'text', text: part }
  return part.wildcard === 'one' ? ANY_CODE_POINT : ANY_TEXT
}

function plainTest(pattern: Pattern): ((text: string) => boolean) | undefined {
  const whole = literalOf(pattern)
  if (whole !== undefined) return (text) => text === whole
  const texts: string[] = []
  for (const [i, part] of pattern.entries()) {
    if (typeof part === 'string') {
      if (hasHalfPair(part) || typeof pattern[i - 1] === 'string') return undefined
      texts.push(part)
    } else if (part.wildcard === 'one') return undefined
  }
  const startsOpen = typeof pattern[0] !== 'string'
  const endsOpen = typeof pattern[pattern.length - 1] !== 'string'
  const [first = ''] = texts
  if (texts.length === 0) return () => true
  if (texts.length === 1) {
    if (startsOpen && endsOpen) return (text) => text.includes(first)
    return startsOpen ? (text) => text.endsWith(first) : (text) => text.startsWith(first)
  }
  return chainTest(startsOpen ? '' : first, startsOpen ? texts : texts.slice(1), endsOpen)
}

/** The texts one behind the other, each as early as it goes: if any way fits, this one does. */
function chainTest(start: string, texts: readonly string[], endsOpen: boolean): (text: string) => boolean {
  const last = endsOpen ? '' : (texts[texts.length - 1] as string)
  const middle = endsOpen ? texts : texts.slice(0, -1)
  return (text) => {
    if (!text.startsWith(start) || !text.endsWith(last)) return false
    let at = start.length
    for (const part of middle) {
      const found = text.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return at + last.length <= text.length
  }
}
