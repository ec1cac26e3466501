import { canonicalText } from '../evaluate/canonical-text.js'
import type { Automaton } from '../regular/automaton.js'
import { findWord } from '../regular/find-word.js'
import { exponentTextAutomaton, numberTextAutomaton } from '../regular/number-text-automaton.js'
import { neighbour } from '../regular/rounding-limits.js'
import type { Spending } from './budget.js'
import type { ScalarAnswer, ScalarQuestion } from './find-scalar.js'
import type { NumberSet, ScalarTest } from './scalar-test.js'

type Interval = readonly [from: number, to: number]

/** A finite number that passes. Orders and equalities are intervals of doubles; tests of text read canonical texts. */
export function findNumber(question: ScalarQuestion, spending: Spending): ScalarAnswer {
  const never = question.wanted.find(({ numbers }) => numbers === 'none')
  if (never !== undefined) return { value: undefined, core: new Set([never]) }
  const always = question.unwanted.find(({ numbers }) => numbers === 'all')
  if (always !== undefined) return { value: undefined, core: new Set([always]) }
  const wanted = question.wanted.filter(isSet)
  const unwanted = question.unwanted.filter(isSet)
  const free = intervalsLeft(wanted, unwanted)
  const candidates = free.flatMap(candidatesIn)
  const passes = (value: number): boolean =>
    Number.isFinite(value) && wanted.every((test) => test.passes(value)) && !unwanted.some((test) => test.passes(value))
  const found = candidates.find(passes)
  if (found !== undefined) return { value: found }
  if (free.length === 0) return { value: undefined, core: smallest(wanted, unwanted) }
  // JSON has texts for them, such as 1e999, but nobody writes them back.
  const infinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].some(
    (value) => wanted.every((test) => test.passes(value)) && !unwanted.some((test) => test.passes(value)),
  )
  const doubt = infinite ? { doubt: 'Only a number beyond the largest double is left.' } : {}
  const tests = [...wanted, ...unwanted]
  if (tests.every(({ numbers }) => numbers.intervals !== undefined)) {
    return { value: undefined, core: new Set(tests), ...doubt }
  }
  const answer = byText(wanted, unwanted, passes, spending)
  return answer.value === undefined && infinite ? { ...answer, ...doubt } : answer
}

type NumberTest = ScalarTest & { readonly numbers: NumberSet }

function isSet(test: ScalarTest): test is NumberTest {
  return typeof test.numbers === 'object'
}

/** Canonical texts with and without an exponent are looked for apart: bounds are automata only of the latter. */
function byText(
  wanted: readonly NumberTest[],
  unwanted: readonly NumberTest[],
  passes: (value: number) => boolean,
  spending: Spending,
): ScalarAnswer {
  const core = new Set<ScalarTest>()
  let turnedDown = false
  const admits = (text: string): boolean => {
    const value = Number(text)
    const fits = canonicalText(value) === text && passes(value)
    if (!fits) turnedDown = true
    return fits
  }
  const textsOnly = (tests: readonly NumberTest[]): readonly NumberTest[] =>
    tests.filter(({ numbers }) => numbers.intervals === undefined)
  for (const [form, some, none] of [
    [numberTextAutomaton(), wanted, unwanted],
    [exponentTextAutomaton(), textsOnly(wanted), textsOnly(unwanted)],
  ] as const) {
    const texts = (tests: readonly NumberTest[]): readonly Automaton[] => tests.map(({ numbers }) => numbers.texts())
    const answer = findWord({ wanted: [form, ...texts(some)], unwanted: texts(none) }, spending.state, admits)
    if (answer.word !== undefined) return { value: Number(answer.word) }
    for (const i of answer.wanted) if (i > 0) core.add(some[i - 1] as ScalarTest)
    for (const i of answer.unwanted) core.add(none[i] as ScalarTest)
  }
  if (!turnedDown) return { value: undefined, core }
  return {
    value: undefined,
    core: new Set([...wanted, ...unwanted]),
    doubt: 'Whether a number has such a text was not settled.',
  }
}

/** What the tests by order and equality leave, in ascending order. */
function intervalsLeft(wanted: readonly NumberTest[], unwanted: readonly NumberTest[]): readonly Interval[] {
  let left: readonly Interval[] = [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]]
  for (const { numbers } of wanted) if (numbers.intervals !== undefined) left = intersect(left, tidy(numbers.intervals))
  for (const { numbers } of unwanted) {
    if (numbers.intervals !== undefined) left = intersect(left, complement(tidy(numbers.intervals)))
  }
  return left
}

function tidy(intervals: readonly Interval[]): readonly Interval[] {
  return intervals.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0])
}

function intersect(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  const both: Interval[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [aFrom, aTo] = a[i] as Interval
    const [bFrom, bTo] = b[j] as Interval
    const from = Math.max(aFrom, bFrom)
    const to = Math.min(aTo, bTo)
    if (from <= to) both.push([from, to])
    if (aTo < bTo) i++
    else j++
  }
  return both
}

function complement(intervals: readonly Interval[]): readonly Interval[] {
  const rest: Interval[] = []
  let next = Number.NEGATIVE_INFINITY
  let open = true
  for (const [from, to] of intervals) {
    if (open && from > next) rest.push([next, neighbour(from, -1)])
    open = to < Number.POSITIVE_INFINITY
    next = Math.max(next, open ? neighbour(to, 1) : to)
  }
  if (open) rest.push([next, Number.POSITIVE_INFINITY])
  return rest
}

/** A whole number near the end of an interval, then the end itself. */
function candidatesIn([from, to]: Interval): readonly number[] {
  const inside = (value: number): boolean => from <= value && value <= to
  const near = [0, 1, Math.ceil(from), Math.floor(to), Math.floor(from) + 1, Math.ceil(to) - 1]
  return [...new Set([...near, (from + to) / 2, from, to].map((value) => value + 0))].filter(inside)
}

/** Tests that leave no interval, one after the other left out where the rest suffices. */
function smallest(wanted: readonly NumberTest[], unwanted: readonly NumberTest[]): ReadonlySet<ScalarTest> {
  const tests = new Set<NumberTest>([...wanted, ...unwanted])
  if (tests.size > MOST_TRIED) return tests
  for (const test of [...tests]) {
    tests.delete(test)
    const left = intervalsLeft(
      wanted.filter((one) => tests.has(one)),
      unwanted.filter((one) => tests.has(one)),
    )
    if (left.length > 0) tests.add(test)
  }
  return tests
}

const MOST_TRIED = 60
