import {
  type Condition,
  type EvaluateOptions,
  evaluator,
  foldText,
  leafTest,
  literalOf,
  type MatcherNode,
  type MatchNode,
  networksTest,
  type RegexNode,
  type Scalar,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { dispatchTest, likeliestField, MANY_CASES, networksByField, plainPath, type Test } from './alternatives.js'
import { runsInLinearTime } from './linear-regex.js'
import { foldTree, hasHalfPair } from './literals.js'
import { someScalar } from './raw-reader.js'

export interface PredicateOptions {
  /** What a condition says that nobody can decide (a part not understood, `now` without a clock): false. */
  readonly unknown?: boolean
  /** The clock for bounds relative to now, in milliseconds since 1970. */
  readonly now?: () => number
  /**
   * `any` (default): keys with dots and keys in objects are one field. `nested`: no key with dots stands for keys in
   * objects, and none is looked for. Then it says what `evaluate` says where `nestedKeys` holds for its fields.
   */
  readonly events?: 'any' | 'nested'
}

/**
 * The condition as a function of one event, for many events: matchers prepared, no code generated, no backtracking. It
 * says what `evaluate` says on every JSON event. Throws a TypeError at once for a condition that is none.
 */
export function toPredicate(condition: Condition, options: PredicateOptions = {}): (event: unknown) => boolean {
  // Checks the depth and every node, so that nothing can fail later.
  evaluator(condition)
  const test = prepare(condition, options.events === 'nested')
  const { now } = options
  const ifUnknown = options.unknown ?? false
  return (event) => {
    const truth = test(event, now?.())
    return truth === 'unknown' ? ifUnknown : truth
  }
}

function prepare(node: Condition, nested: boolean): Test {
  switch (node.kind) {
    case 'And':
      return prepareAll(
        node.children.map((child) => prepare(child, nested)),
        false,
      )
    case 'Or':
      return prepareAny(node.children, nested)
    case 'Not': {
      const test = prepare(node.child, nested)
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
      return prepareMatcher(node, nested)
    default:
      return prepareOther(node)
  }
}

/** Networks of one field are one test, and many comparisons of one field are looked up. */
function prepareAny(children: readonly Condition[], nested: boolean): Test {
  const rest = new Set(children)
  const tests: Test[] = []
  for (const { path, nodes } of networksByField(children)) {
    tests.push(someScalar(path, networksTest(nodes.map(({ network }) => network)), nested))
    for (const node of nodes) rest.delete(node)
  }
  const { path, cases } = likeliestField([...rest])
  if (cases.length >= MANY_CASES) {
    const prepared = cases.map(({ value, rest: others }) => {
      const all = others.map((other) => prepare(other, nested))
      return { value, test: all.length === 1 ? (all[0] as Test) : prepareAll(all, false) }
    })
    tests.push(dispatchTest(path, prepared, nested))
    for (const { node } of cases) rest.delete(node)
  }
  for (const node of rest) tests.push(prepare(node, nested))
  return tests.length === 1 ? (tests[0] as Test) : prepareAll(tests, true)
}

/** Stops at the first test that decides: a true one of an Or, a false one of an And. */
function prepareAll(tests: readonly Test[], decides: boolean): Test {
  return (event, now) => {
    let unknown = false
    for (let i = 0; i < tests.length; i++) {
      const truth = (tests[i] as Test)(event, now)
      if (truth === decides) return decides
      if (truth === 'unknown') unknown = true
    }
    return unknown ? 'unknown' : !decides
  }
}

function prepareMatcher(node: MatcherNode, nested: boolean): Test {
  const path = plainPath(node.field)
  // Only a bound relative to now can be unknown.
  if (path === undefined || (node.kind === 'Compare' && typeof node.value === 'object')) return prepareOther(node)
  return someScalar(path, matcherTest(node), nested)
}

function matcherTest(node: MatcherNode): (value: Scalar) => boolean {
  if (node.kind === 'Compare' && node.op === 'eq' && node.domain === undefined) {
    const wanted = node.value
    return (value) => value === wanted
  }
  if (node.kind === 'In') {
    const values = new Set(node.values)
    return (value) => values.has(value)
  }
  if (node.kind === 'Cidr') return networksTest([node.network])
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
