import { addressAutomaton } from '../regular/address-automaton.js'
import type { Automaton } from '../regular/automaton.js'
import { findWord } from '../regular/find-word.js'
import { ipv6Automata } from '../regular/ipv6-automaton.js'
import { keyTextAutomaton } from '../regular/key-text-automaton.js'
import type { Spending } from './budget.js'
import type { ScalarAnswer, ScalarQuestion } from './find-scalar.js'
import { keyTexts } from './key-texts.js'
import { readableTexts } from './readable-texts.js'
import { type KeyDomain, type KeyInterval, keyOfText, type ScalarTest, type StringLanguage } from './scalar-test.js'

/**
 * A string that passes. The rules' own words are tried first; then the languages decide. A string is an address, an
 * instant or neither: tests of addresses and instants are intervals in the one, and accept nothing in the other.
 */
export function findString(question: ScalarQuestion, spending: Spending): ScalarAnswer {
  const never = question.wanted.find(({ strings }) => strings === 'none')
  if (never !== undefined) return { value: undefined, core: new Set([never]) }
  const always = question.unwanted.find(({ strings }) => strings === 'all')
  if (always !== undefined) return { value: undefined, core: new Set([always]) }
  const wanted = question.wanted.filter(({ strings }) => strings !== 'all')
  const unwanted = question.unwanted.filter(({ strings }) => strings !== 'none')
  const passes = (text: string): boolean =>
    wanted.every((test) => test.passes(text)) && !unwanted.some((test) => test.passes(text))
  for (const test of wanted) {
    const found = readableTexts(test).find(passes)
    if (found !== undefined) return { value: found }
  }
  const split = { wanted: splitTests(wanted), unwanted: splitTests(unwanted) }
  const covered = coveredByOne(split, spending)
  if (covered !== undefined) return covered
  if (split.wanted.keyed.length + split.unwanted.keyed.length === 0) {
    return textWith(split.wanted.plain, split.unwanted.plain, spending)
  }
  const answers = [outside(split, spending), ...DOMAINS.map((domain) => inside(domain, split, passes, spending))]
  const core = new Set<ScalarTest>()
  for (const answer of answers) {
    if (answer.value !== undefined) return answer
    for (const test of answer.core) core.add(test)
  }
  const doubt = answers.map((answer) => answer.value === undefined && answer.doubt).find(Boolean)
  return { value: undefined, core, ...(doubt ? { doubt } : {}) }
}

const DOMAINS: readonly KeyDomain[] = ['ipv4', 'ipv6', 'instant']

type PlainTest = ScalarTest & { readonly strings: StringLanguage }
type KeyedTest = ScalarTest & { readonly strings: KeyInterval }

interface Tests {
  readonly plain: readonly PlainTest[]
  readonly keyed: readonly KeyedTest[]
}

interface Split {
  readonly wanted: Tests
  readonly unwanted: Tests
}

function splitTests(tests: readonly ScalarTest[]): Tests {
  return {
    plain: tests.filter((test): test is PlainTest => typeof test.strings === 'object' && 'automaton' in test.strings),
    keyed: tests.filter((test): test is KeyedTest => typeof test.strings === 'object' && 'domain' in test.strings),
  }
}

/** Among many unwanted tests, one that takes the words of a wanted one often takes all its texts. */
function coveredByOne({ wanted, unwanted }: Split, spending: Spending): ScalarAnswer | undefined {
  if (unwanted.plain.length < FEW) return undefined
  for (const test of wanted.plain) {
    const text = test.values === undefined ? readableTexts(test).find(test.passes) : undefined
    const near = text === undefined ? undefined : unwanted.plain.find((other) => other.passes(text))
    const answer = near === undefined ? undefined : textWith([test], [near], spending)
    if (answer !== undefined && answer.value === undefined) return answer
  }
  return undefined
}

const FEW = 5

function textWith(
  wanted: readonly PlainTest[],
  unwanted: readonly PlainTest[],
  spending: Spending,
  also: readonly Automaton[] = [],
  admits?: (word: string) => boolean,
): ScalarAnswer {
  const automata = (tests: readonly PlainTest[]): readonly Automaton[] =>
    tests.map(({ strings }) => strings.automaton())
  const question = { wanted: [...automata(wanted), ...also], unwanted: automata(unwanted) }
  const answer = findWord(question, spending.state, admits)
  if (answer.word !== undefined) return { value: answer.word }
  const core = new Set<ScalarTest>()
  for (const i of answer.wanted) if (i < wanted.length) core.add(wanted[i] as ScalarTest)
  for (const i of answer.unwanted) core.add(unwanted[i] as ScalarTest)
  return { value: undefined, core }
}

/** A string that is neither an address nor an instant. */
function outside({ wanted, unwanted }: Split, spending: Spending): ScalarAnswer {
  const [keyed] = wanted.keyed
  if (keyed !== undefined) return { value: undefined, core: new Set([keyed]) }
  let turnedDown = 0
  const admits = (word: string): boolean => {
    if (keyOfText(word) === undefined) return true
    turnedDown++
    return false
  }
  const answer = textWith(wanted.plain, unwanted.plain, spending, [], admits)
  if (answer.value !== undefined || turnedDown === 0) return answer
  const core = new Set<ScalarTest>([...wanted.plain, ...unwanted.plain])
  return { value: undefined, core, doubt: 'Whether a text is neither an address nor an instant was not settled.' }
}

function inside(
  domain: KeyDomain,
  { wanted, unwanted }: Split,
  passes: (text: string) => boolean,
  spending: Spending,
): ScalarAnswer {
  const other = wanted.keyed.find(({ strings }) => strings.domain !== domain)
  if (other !== undefined) return { value: undefined, core: new Set([other]) }
  const out = unwanted.keyed.filter(({ strings }) => strings.domain === domain)
  const keyed = [...wanted.keyed, ...out]
  const left = intervalsLeft(domain, wanted.keyed, out)
  if (left.length === 0) return { value: undefined, core: smallest(domain, wanted.keyed, out) }
  const found = left
    .slice(0, MOST_TRIED)
    .flatMap(([from, to]) => keyTexts(domain, from, to))
    .find(passes)
  if (found !== undefined) return { value: found }
  const core = new Set<ScalarTest>(keyed)
  if (domain === 'instant') {
    // The characters of such texts are regular; which of the texts lie in the interval is asked one by one.
    let turnedDown = false
    const admits = (word: string): boolean => {
      if (passes(word)) return true
      turnedDown = true
      return false
    }
    const letters = [keyTextAutomaton(domain)]
    const answer = textWith(wanted.plain, unwanted.plain, spending, letters, admits)
    if (answer.value !== undefined || !turnedDown) return answer
    for (const test of [...wanted.plain, ...unwanted.plain]) core.add(test)
    const doubt = 'Whether some text of an instant fits the tests of its text was not settled.'
    return { value: undefined, core, doubt }
  }
  if (domain === 'ipv6') {
    // Most tests of texts take none of the characters of addresses.
    const answer = textWith(wanted.plain, unwanted.plain, spending, [keyTextAutomaton(domain)])
    if (answer.value === undefined) return answer
  }
  for (const [from, to] of left) {
    const automata = domain === 'ipv4' ? [addressAutomaton(Number(from), Number(to))] : ipv6Automata(from, to)
    for (const automaton of automata) {
      const answer = textWith(wanted.plain, unwanted.plain, spending, [automaton])
      if (answer.value !== undefined) return answer
      for (const test of answer.core) core.add(test)
    }
  }
  return { value: undefined, core }
}

type Interval = readonly [from: bigint, to: bigint]

const MOST_TRIED = 20
const LAST: { readonly [D in KeyDomain]: Interval } = {
  ipv4: [0n, (1n << 32n) - 1n],
  ipv6: [0n, (1n << 128n) - 1n],
  // From 0000-01-01T00:00+23:59 to 9999-12-31T23:59:59.999-23:59.
  instant: [-62_167_219_200_000n - 86_340_000n, 253_402_300_799_999n + 86_340_000n],
}

function intervalsLeft(
  domain: KeyDomain,
  wanted: readonly KeyedTest[],
  unwanted: readonly KeyedTest[],
): readonly Interval[] {
  let [from, to] = LAST[domain]
  for (const { strings } of wanted) {
    if (strings.from > from) from = strings.from
    if (strings.to < to) to = strings.to
  }
  const left: Interval[] = []
  const sorted = unwanted.map(({ strings }) => strings).sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const gap of sorted) {
    if (gap.from > from) left.push([from, gap.from - 1n < to ? gap.from - 1n : to])
    if (gap.to + 1n > from) from = gap.to + 1n
    if (from > to) break
  }
  if (from <= to) left.push([from, to])
  return left.filter(([first, last]) => first <= last)
}

function smallest(
  domain: KeyDomain,
  wanted: readonly KeyedTest[],
  unwanted: readonly KeyedTest[],
): ReadonlySet<ScalarTest> {
  const tests = new Set<KeyedTest>([...wanted, ...unwanted])
  if (tests.size > MOST_IN_CORE) return tests
  for (const test of [...tests]) {
    tests.delete(test)
    const still = (some: readonly KeyedTest[]): readonly KeyedTest[] => some.filter((one) => tests.has(one))
    if (intervalsLeft(domain, still(wanted), still(unwanted)).length > 0) tests.add(test)
  }
  return tests
}

const MOST_IN_CORE = 60
