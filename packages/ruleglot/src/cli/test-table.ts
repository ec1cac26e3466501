import { styleText } from 'node:util'
import {
  type Diagnostic,
  dotted,
  fieldsRead,
  type JsonValue,
  type Path,
  segmentKey,
  wholeCondition,
} from '@ruleglot/core'
import type { TestOutcome } from '../run-tests.js'
import type { TestedRule } from './commands/test.js'
import { oneLineName } from './terminal-text.js'

/**
 * One line a rule, with lines below it for what a person has to look at. Of many rules only those with something to
 * say are listed, unless `all`.
 */
export function testTable(tested: readonly TestedRule[], all: boolean): string {
  const isListed = (one: TestedRule): boolean => all || tested.length <= MOST_LISTED || needsAttention(one)
  const listed = tested.filter(isListed)
  const width = listed.reduce((most, { rule }) => Math.max(most, Math.min(60, nameOf(rule).length)), 0)
  return [
    ...listed.flatMap((one) => ruleLines(one, width)),
    ...(listed.length > 0 ? [''] : []),
    ...summary(tested),
    ...(tested.length > MOST_LISTED ? topReasons(tested) : []),
  ]
    .map((line) => `${line}\n`)
    .join('')
}

/** More rules than this are listed only where there is something to say. */
const MOST_LISTED = 30

function needsAttention({ outcomes, unread }: TestedRule): boolean {
  return unread.length > 0 || outcomes.some(({ status }) => status === 'failed' || status === 'undecided')
}

function nameOf({ id, title, name }: TestedRule['rule']): string {
  return oneLineName(id ?? title ?? name ?? 'rule')
}

function ruleLines(one: TestedRule, width: number): readonly string[] {
  const { rule, outcomes, source } = one
  const state = stateOf(outcomes)
  const head = `${paint(STATE_COLOR[state], state.padEnd(9))}  ${nameOf(rule).padEnd(width)}  ${countsOf(outcomes)}`
  const isPlain = state === 'passed' && one.unread.length === 0
  return [head.trimEnd(), ...(isPlain ? [] : [INDENT + paint('dim', source.name)]), ...detailLines(one)]
}

function detailLines(one: TestedRule): readonly string[] {
  const { outcomes, unread, source } = one
  const lines: string[] = []
  for (const outcome of outcomes.filter(({ status }) => status === 'failed')) {
    const said = outcome.expected ? 'should match, does not' : 'should not match, does'
    lines.push(`${paint('red', 'x')} ${oneLineName(outcome.name)}: ${said}`)
    const values = valuesOf(one, outcome)
    if (values !== '') lines.push(`  ${paint('dim', values)}`)
  }
  lines.push(...byReason(outcomes, 'undecided'), ...byReason(outcomes, 'skipped'))
  const parts = [...new Set(unread.map((problem) => placed(problem, source)))]
  for (const part of parts.slice(0, MOST_PROBLEMS)) lines.push(paint('dim', part))
  if (parts.length > MOST_PROBLEMS) lines.push(paint('dim', `and ${parts.length - MOST_PROBLEMS} more parts`))
  return lines.map((line) => INDENT + line)
}

const INDENT = ' '.repeat(11)

/** Tests of one fate, one line for each reason. */
function byReason(outcomes: readonly TestOutcome[], status: 'undecided' | 'skipped'): readonly string[] {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) {
    if (outcome.status === status) counts.set(outcome.reason ?? '', (counts.get(outcome.reason ?? '') ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => `${counted(count, 'test')} ${status}: ${reason}`)
}

const MOST_PROBLEMS = 3

function placed({ message, span }: Diagnostic, source: TestedRule['source']): string {
  const text = span?.file === undefined ? undefined : source.files[span.file]
  if (span === undefined || text === undefined) return message
  return `${span.file}:${text.slice(0, span.start).split('\n').length}: ${message}`
}

/** What stands in the event where the rule looks. */
function valuesOf({ rule }: TestedRule, { event }: TestOutcome): string {
  const read = fieldsRead(wholeCondition(rule)).filter((path) => path.length > 0)
  const fields = read.filter((path) => !read.some((other) => other !== path && isAbove(path, other)))
  const shown = fields
    .slice(0, MOST_FIELDS)
    .map((path) => `${dotted(path)} = ${shortened(valueAt(event, path.map(segmentKey)))}`)
  return shown.join(', ') + (fields.length > MOST_FIELDS ? ', ...' : '')
}

function isAbove(path: Path, other: Path): boolean {
  return dotted(other).startsWith(`${dotted(path)}.`)
}

const MOST_FIELDS = 6

/** As Panther looks keys up: the exact one, else one in another letter case. */
function valueAt(event: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let at: JsonValue | undefined = event
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined
    const object: { readonly [key: string]: JsonValue } = at as { readonly [key: string]: JsonValue }
    const own = Object.hasOwn(object, key)
      ? key
      : Object.keys(object).find((other) => other.toLowerCase() === key.toLowerCase())
    at = own === undefined ? undefined : object[own]
  }
  return at
}

function shortened(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

type State = TestOutcome['status'] | 'no tests'

function stateOf(outcomes: readonly TestOutcome[]): State {
  if (outcomes.length === 0) return 'no tests'
  const has = (status: TestOutcome['status']): boolean => outcomes.some((outcome) => outcome.status === status)
  if (has('failed')) return 'failed'
  if (has('undecided')) return 'undecided'
  return outcomes.every(({ status }) => status === 'skipped') ? 'skipped' : 'passed'
}

const STATE_COLOR: Readonly<Record<State, Color>> = {
  passed: 'green',
  failed: 'red',
  undecided: 'yellow',
  skipped: 'dim',
  'no tests': 'dim',
}

function countsOf(outcomes: readonly TestOutcome[]): string {
  const passed = outcomes.filter(({ status }) => status === 'passed').length
  if (outcomes.length === 0) return ''
  return passed === outcomes.length ? counted(passed, 'test') : `${passed} of ${counted(outcomes.length, 'test')}`
}

function summary(tested: readonly TestedRule[]): readonly string[] {
  const states = tested.map(({ outcomes }) => stateOf(outcomes))
  const all = tested.flatMap(({ outcomes }) => outcomes)
  const rules = ORDER.map((state) => [state, states.filter((one) => one === state).length] as const)
  const tests = ORDER.map((state) => [state, all.filter(({ status }) => status === state).length] as const)
  return [
    `${counted(tested.length, 'rule').padEnd(12)} ${inWords(rules)}`,
    `${counted(all.length, 'test').padEnd(12)} ${inWords(tests)}`,
  ]
}

/** Why rules of a repository are not read, the commonest reasons first. */
function topReasons(tested: readonly TestedRule[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { unread } of tested) {
    for (const message of new Set(unread.map((problem) => problem.message))) {
      counts.set(message, (counts.get(message) ?? 0) + 1)
    }
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_REASONS)
  if (sorted.length === 0) return []
  return [
    '',
    'Not read, in how many rules:',
    ...sorted.map(([message, count]) => `${String(count).padStart(5)}  ${message}`),
  ]
}

const MOST_REASONS = 10

const ORDER: readonly State[] = ['passed', 'failed', 'undecided', 'skipped', 'no tests']

function inWords(counts: readonly (readonly [State, number])[]): string {
  const said = counts.filter(([, count]) => count > 0)
  return said
    .map(([state, count]) => paint(STATE_COLOR[state], `${count} ${state === 'no tests' ? 'without tests' : state}`))
    .join(', ')
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

type Color = 'green' | 'yellow' | 'red' | 'dim'

/** Standard output shows colour only on a terminal that wants it. */
function paint(color: Color, text: string): string {
  return process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined ? styleText(color, text) : text
}
