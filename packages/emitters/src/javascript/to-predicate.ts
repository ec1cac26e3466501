import {
  type Condition,
  type EvaluateOptions,
  evaluator,
  foldText,
  isPath,
  leafTest,
  literalOf,
  type MatcherNode,
  type MatchNode,
  type RegexNode,
  type Scalar,
  type Truth,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { runsInLinearTime } from './linear-regex.js'
import { foldTree, hasHalfPair } from './literals.js'
import { someScalar } from './raw-reader.js'

export interface PredicateOptions {
  /** What a condition says that nobody can decide (a part not understood, `now` without a clock): false. */
  readonly unknown?: boolean
  /** The clock for bounds relative to now, in milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * The condition as a function of one event, for many events: matchers prepared, no code generated, no backtracking. It
 * says what `evaluate` says on every JSON event. Throws a TypeError at once for a condition that is none.
 */
export function toPredicate(condition: Condition, options: PredicateOptions = {}): (event: unknown) => boolean {
  // Checks the depth and every node, so that nothing can fail later.
  evaluator(condition)
  const test = prepare(condition)
  const { now } = options
  const ifUnknown = options.unknown ?? false
  return (event) => {
    const truth = test(event, now?.())
    return truth === 'unknown' ? ifUnknown : truth
  }
}

type Test = (event: unknown, now: number | undefined) => Truth

function prepare(node: Condition): Test {
  switch (node.kind) {
    case 'And':
      return prepareAll(node.children.map(prepare), false)
    case 'Or':
      return prepareAll(node.children.map(prepare), true)
    case 'Not': {
      const test = prepare(node.child)
      return (event, now) => {
        const truth = test(event, now)
        return truth === 'unknown' ? truth : !truth
      }
    }
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
      return prepareMatcher(node)
    default:
      return prepareOther(node)
  }
}

/** Stops at the first test that decides: a true one of an Or, a false one of an And. */
function prepareAll(tests: readonly Test[], decides: boolean): Test {
  return (event, now) => {
    let unknown = false
    for (const test of tests) {
      const truth = test(event, now)
      if (truth === decides) return decides
      if (truth === 'unknown') unknown = true
    }
    return unknown ? 'unknown' : !decides
  }
}

function prepareMatcher(node: MatcherNode): Test {
  if (!isPath(node.field) || node.field.some((segment) => typeof segment !== 'string')) return prepareOther(node)
  // Only a bound relative to now can be unknown.
  if (node.kind === 'Compare' && typeof node.value === 'object') return prepareOther(node)
  const test = matcherTest(node)
  return someScalar(node.field as readonly string[], test)
}

function matcherTest(node: MatcherNode): (value: Scalar) => boolean {
  if (node.kind === 'Compare' && node.op === 'eq' && node.domain === undefined) {
    const wanted = node.value
    return (value) => value === wanted
  }
  if (node.kind === 'Match' && node.on === 'string') {
    const test = textTest(node)
    if (test !== undefined) return (value) => typeof value === 'string' && test(value)
  }
  if (node.kind === 'Regex' && node.on === 'string') {
    const test = regexTest(node)
    if (test !== undefined) return (value) => typeof value === 'string' && test(value)
  }
  const test = leafTest(node)
  return (value) => test(value, undefined) === true
}

/** The engine's own, where it does not backtrack without bound. */
function regexTest({ tree, ignoreCase }: RegexNode): ((text: string) => boolean) | undefined {
  const folded = ignoreCase ? foldTree(tree) : tree
  const printed = runsInLinearTime(folded) ? printRegex(folded, 'javascript') : undefined
  if (printed === undefined || !('text' in printed)) return undefined
  const pattern = new RegExp(printed.text, 'u')
  return ignoreCase ? (text) => pattern.test(foldText(text)) : (text) => pattern.test(text)
}

/** The usual patterns with what the engine has for them; undefined for the others. */
function textTest({ pattern, ignoreCase }: MatchNode): ((text: string) => boolean) | undefined {
  const literal = literalOf(pattern)
  const parts = pattern.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ')
  const text = literal ?? (pattern.find((part) => typeof part === 'string') as string | undefined) ?? ''
  const wanted = ignoreCase ? foldText(text) : text
  // Half of a pair is a character of its own in a pattern; the engine would find it inside a whole one.
  if (literal === undefined && hasHalfPair(wanted)) return undefined
  const test = literal !== undefined ? (value: string) => value === wanted : TEXT_TESTS[parts]?.(wanted)
  if (test === undefined) return undefined
  return ignoreCase ? (value) => test(foldText(value)) : test
}

const TEXT_TESTS: Readonly<Record<string, (wanted: string) => (value: string) => boolean>> = {
  'text many': (wanted) => (value) => value.startsWith(wanted),
  'many text': (wanted) => (value) => value.endsWith(wanted),
  'many text many': (wanted) => (value) => value.includes(wanted),
}

function prepareOther(node: Condition): Test {
  const test = evaluator(node)
  return (event, now) => test(event, now === undefined ? NO_CLOCK : { now })
}

const NO_CLOCK: EvaluateOptions = {}
