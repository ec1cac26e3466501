import { panther } from '@ruleglot/parsers/panther'
import { pantherAnalysis } from '../panther-analysis.js'
import { caseOf, liftedRepository } from '../panther-lift/lifted-repository.js'
import { OWN_BODIES } from '../panther-lift/own-bodies.js'
import { type LiftedCase, type Robustness, robustness, type Setting } from '../panther-lift/robustness.js'
import { robustnessReport } from '../panther-lift/robustness-report.js'
import { pythonOf, type ToolCheck } from './tool-check.js'

/**
 * Lifted Python against the real Python with the real panther-core, on altered events: bodies of our own, and every so many
 * rules of panther-analysis where RULEGLOT_PANTHER_ANALYSIS names a checkout. With explicit guards only what IR cannot see
 * may excuse a difference.
 */
export function checkPantherLift(): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const root = pantherAnalysis()
  return GUARDS.flatMap((guards) => {
    const name = `lifted Python, ${guards === 'assume' ? 'assumed' : 'explicit'} guards`
    const own = ownCases(guards)
    const checks = [checkOf(`${name}, own bodies`, python, { search: [], models: null }, own, guards)]
    if (root === undefined) {
      const detail = 'skipped: RULEGLOT_PANTHER_ANALYSIS names no checkout'
      return [...checks, { name: `${name}, panther-analysis`, passed: true, detail }]
    }
    const { setting, cases } = liftedRepository(root, guards, (i) => i % EVERY === 0)
    return [...checks, checkOf(`${name}, panther-analysis, every ${EVERY}th rule`, python, setting, cases, guards)]
  })
}

const GUARDS = ['assume', 'explicit'] as const

/** Of 872 rules; all of them with `tsx packages/conformance/src/panther-lift/main.ts`. */
const EVERY = 12
const MOST_EVENTS = 120

function ownCases(guards: 'assume' | 'explicit'): readonly LiftedCase[] {
  return OWN_BODIES.flatMap(({ body, before = '', events }, i) => {
    const source = `${before}def rule(event):\n    ${body}\n`
    const tests = events.map((event, n) => ({ Name: `${n}`, ExpectedResult: true, Log: event }))
    const spec = `AnalysisType: rule\nRuleID: Own.${i}\nLogTypes: [A]\nFilename: a.py\nTests: ${JSON.stringify(tests)}\n`
    const read = panther.parseRules?.({ 'a.yml': spec, 'a.py': source }, { guards })
    const [rule] = read?.ok ? read.value : []
    if (rule === undefined) throw new Error(`own body ${i} is no rule`)
    const one = caseOf(rule, { name: `own body ${i}: ${body}`, file: 'a.py', source })
    return JSON.stringify(one.condition).includes('"Opaque"') ? [] : [{ ...one, body: source }]
  })
}

/** What no shape sees: how keys are cut, and letters of many alphabets. */
const UNSEEN: ReadonlySet<string> = new Set(['nestedKeys', 'keysAsWritten', 'asciiCase'])

function checkOf(
  name: string,
  python: string,
  setting: Setting,
  cases: readonly LiftedCase[],
  guards: 'assume' | 'explicit',
): ToolCheck {
  const found = robustness(python, setting, cases, { events: MOST_EVENTS })
  const seen = guards === 'explicit' ? [...found.byKind.keys()].filter((kind) => !UNSEEN.has(kind)) : []
  const passed = found.wrong.length === 0 && seen.length === 0 && found.unloaded.length <= cases.length / 20
  return {
    name,
    passed,
    detail: [robustnessReport(found, cases), ...firstWrong(found)].join('; ').replace(/\n/g, '; '),
  }
}

function firstWrong({ wrong }: Robustness): readonly string[] {
  return wrong
    .slice(0, 5)
    .map(({ rule, python, ours, event }) => `${rule}: Python ${python}, ours ${ours}: ${JSON.stringify(event)}`)
}
