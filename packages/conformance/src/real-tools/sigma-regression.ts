import { join } from 'node:path'
import { pantherPythonOf, readRegressionPairs } from '../sigma/regression-pairs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** SigmaHQ's recorded events on the emitted Python, with the event class of panther-core. */
export function checkSigmaRegression(): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const pairs = readRegressionPairs() ?? []
  const input = pairs.map((pair, id) => JSON.stringify({ id, code: pantherPythonOf(pair), events: pair.events }))
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'run_panther.py'), '--real'], { input: input.join('\n') })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly results?: readonly unknown[]; readonly error?: string })
  const silent = pairs.filter((_, i) => rows[i]?.results?.includes(true) !== true)
  const detail = `${pairs.length - silent.length} of ${pairs.length} rules fire on their events`
  return [
    {
      name: "SigmaHQ's recorded events fire in the emitted Python, on panther-core",
      passed: silent.length === 0 && done.status === 0,
      detail: [detail, ...silent.slice(0, 5).map(({ path }) => path), lastLines(done.stderr, 3)].join('\n').trim(),
    },
  ]
}
