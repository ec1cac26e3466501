import { join } from 'node:path'
import { ecsSchema, evaluate, type JsonValue, sampleEvents, wholeCondition } from '@ruleglot/core'
import { emitCondition, parseRule, translateRule } from 'ruleglot'
import { eqlRules } from '../eql/corpus-rules.js'
import { explainDifference } from '../eql/explain-difference.js'
import { readRegressionPairs } from '../sigma/regression-pairs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Every how-manieth rule is taken; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 12

interface Run {
  readonly verdicts?: readonly (boolean | { readonly error: string })[]
  readonly error?: string
}

/**
 * Elastic's EQL rules, and what we write of them, in the engine of the `eql` package, on events made from the literals of
 * each rule. What differs must be one of the differences that spec/languages/eql.md names.
 */
export function checkEql(): readonly ToolCheck[] {
  const python = pythonOf('EQL_PYTHON', '.ci/requirements-eql.txt')
  const rules = (eqlRules() ?? []).filter(({ rule }) => rule.trigger.kind === 'each').filter((_, i) => i % STEP === 0)
  const cases = rules.map(({ path, query, rule }) => {
    const condition = wholeCondition(rule)
    const written = emitCondition('eql', condition)
    const events = sampleEvents([condition], { limit: 40, schema: ecsSchema }).filter(isObject)
    return { path, query, condition, events, written: written.ok ? written.value.text : undefined }
  })
  const own = runEql(
    python,
    cases.map(({ query, events }) => ({ query, events })),
  )
  const again = runEql(
    python,
    cases.map(({ written, events }) => ({ query: written ?? 'any where false', events })),
  )
  const counts: Record<string, number> = {}
  const unexplained: string[] = []
  const changed: string[] = []
  let compared = 0
  let unread = 0
  cases.forEach(({ path, condition, events }, i) => {
    if (own.rows[i]?.verdicts === undefined) unread++
    events.forEach((event, k) => {
      const engine = own.rows[i]?.verdicts?.[k]
      const ours = evaluate(condition, event)
      if (typeof engine !== 'boolean' || ours === 'unknown') return
      compared++
      const rewritten = again.rows[i]?.verdicts?.[k]
      // Where the package raises on a list it says nothing.
      if (typeof rewritten === 'boolean' && rewritten !== engine) changed.push(`${path}: ${JSON.stringify(event)}`)
      if (engine === ours) return
      const why = explainDifference(condition, event, ours, engine, ecsSchema)
      counts[why ?? 'unexplained'] = (counts[why ?? 'unexplained'] ?? 0) + 1
      if (why === undefined) unexplained.push(`${path}: engine ${engine} on ${JSON.stringify(event)}`)
    })
  })
  const classes = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
  const agreed = compared - classes.reduce((sum, [, n]) => sum + n, 0)
  return [
    {
      name: "Elastic's EQL rules in the eql engine",
      passed: unexplained.length === 0 && own.status === 0 && (cases.length === 0 || compared > 0),
      detail: [
        `${cases.length} rules (${unread} not read by the package), ${compared} verdicts, ${agreed} agree; ${classes.map(([why, n]) => `${why} ${n}`).join(', ')}`,
        ...unexplained.slice(0, 5),
        lastLines(own.stderr, 3),
      ]
        .join('\n')
        .trim(),
    },
    {
      name: 'what is written of them decides the same in that engine',
      passed: changed.length === 0 && again.status === 0,
      detail: [`${compared} verdicts, ${changed.length} differ`, ...changed.slice(0, 5), lastLines(again.stderr, 3)]
        .join('\n')
        .trim(),
    },
  ]
}

/** SigmaHQ's recorded events, under Elastic's names, in what is written of their rules: wherever the verdict is exact. */
export function checkEqlRegression(): readonly ToolCheck[] {
  const python = pythonOf('EQL_PYTHON', '.ci/requirements-eql.txt')
  const pairs = readRegressionPairs() ?? []
  const verdicts: Record<string, number> = {}
  const cases = pairs.flatMap(({ path, rule, events }) => {
    const tests = events.map((event, i) => ({ name: `recorded ${i}`, event, expected: true }))
    const made = translateRule({ ...rule, tests }, { to: 'elastic', queryLanguage: 'eql', unmapped: 'refuse' })
    const verdict = made.ok ? made.value.verdict : 'refused'
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    const read = made.ok && verdict === 'exact' ? parseRule('elastic', made.value.text) : undefined
    if (!made.ok || read?.ok !== true) return []
    const { query } = (read.value.vendor as { rule: { query: string } }).rule
    return [
      { path, query, condition: wholeCondition(read.value), events: made.value.target.tests.map(({ event }) => event) },
    ]
  })
  const { rows, status, stderr } = runEql(python, cases)
  // The package raises on two escapes like \\u{0b} in one string: it has no verdict then.
  const raised = (i: number): boolean => rows[i]?.verdicts === undefined
  const silent = cases.filter((_, i) => !raised(i) && rows[i]?.verdicts?.includes(true) !== true)
  const unread = cases.filter((_, i) => raised(i)).length
  // What the package decides otherwise for a reason of its own fires in Elasticsearch all the same.
  const unexplained = silent.filter(
    ({ condition, events }) =>
      !events.some(
        (event) =>
          evaluate(condition, event) === true &&
          explainDifference(condition, event, true, false, ecsSchema) !== undefined,
      ),
  )
  const counts = Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    {
      name: "SigmaHQ's recorded events fire in the emitted EQL",
      passed: unexplained.length === 0 && status === 0,
      detail: [
        `${pairs.length} rules: ${counts.map(([verdict, n]) => `${verdict} ${n}`).join(', ')}; of ${cases.length} exact ones ${cases.length - silent.length - unread} fire, ${unread} are not read by the package, ${silent.length - unexplained.length} are silent for a reason that spec/languages/eql.md names`,
        ...unexplained.slice(0, 5).map(({ path }) => path),
        lastLines(stderr, 3),
      ]
        .join('\n')
        .trim(),
    },
  ]
}

function runEql(python: string, cases: readonly { readonly query: string; readonly events: readonly JsonValue[] }[]) {
  const input = cases.map((one) => JSON.stringify(one)).join('\n')
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'run_eql.py')], { input })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Run)
  return { rows, status: done.status, stderr: done.stderr }
}

function isObject(event: JsonValue): boolean {
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}
