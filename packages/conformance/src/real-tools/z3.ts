import { compareConditions } from '@ruleglot/core'
import { assumptionsFor, singleFieldPairs } from '../proof/single-field-pairs.js'
import { PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Pairs in each run; RULEGLOT_FULL=1 takes the larger number. */
const PAIRS = process.env['RULEGLOT_FULL'] === '1' ? 1200 : 120
const SEED = Number(process.env['RULEGLOT_SEED'] ?? 5)

/** z3 decides generated pairs on one field of strings or numbers: the same verdicts, wherever it reaches one. */
export function checkZ3(): readonly ToolCheck[] {
  const python = pythonOf('Z3_PYTHON', '.ci/requirements-z3.txt')
  const pairs = singleFieldPairs(PAIRS, SEED)
  const input = pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('')
  const done = runTool(python, [`${PYTHON_SCRIPTS}z3_verdicts.py`], { input })
  if (done.status !== 0) return [{ name: 'z3', passed: false, detail: done.stderr }]
  const answers = done.stdout.trimEnd().split('\n')
  let [agree, unknown] = [0, 0]
  const disagree: string[] = []
  for (const [i, pair] of pairs.entries()) {
    const { verdict, vacuous } = compareConditions(pair.a, pair.b, {
      assumptions: assumptionsFor(pair),
      shortcut: i % 2 === 0,
      leastAssumptions: false,
    })
    if (answers[i] === 'unknown') unknown++
    // Where neither can match, nothing is compared.
    else if (answers[i] === verdict || (vacuous && answers[i] === 'equivalent')) agree++
    else disagree.push(`${answers[i]}, not ${verdict}: ${JSON.stringify(pair)}`)
  }
  const detail = `${agree} of ${pairs.length} pairs agree, ${disagree.length} do not, ${unknown} that z3 gives up on`
  const passed = disagree.length === 0 && agree > pairs.length / 2
  return [{ name: 'z3', passed, detail: [detail, ...disagree.slice(0, 5)].join('\n') }]
}
