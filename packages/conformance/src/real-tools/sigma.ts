import { join } from 'node:path'
import { outputs, type Subject } from './outputs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Sigma outputs in front of pySigma. Lucene has no aggregation: its backend refuses correlations by design, so those need the other backend alone. */
export function checkSigma(all: readonly Subject[]): readonly ToolCheck[] {
  const python = pythonOf('SIGMA_PYTHON', '.ci/requirements-sigma.txt')
  const written = outputs('sigma', all)
  const cases = written.map(({ name, files }) => ({ name, text: Object.values(files).join('---\n') }))
  const input = cases.map((row) => JSON.stringify(row)).join('\n')
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'check_sigma.py')], { input })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SigmaCheck)
  const bad = rows.filter((row) => !row.loads || row.splunk !== true || row.elasticsearch === false)
  const both = rows.filter((row) => row.elasticsearch === true && row.splunk === true).length
  const detail = `${rows.length} of ${written.length} rules checked, ${both} converted by both, ${bad.length} bad`
  const errors = bad.slice(0, 5).map((row) => `${row.name}: ${row.errors.join('; ')}`)
  const clean = done.status === 0 && rows.length === written.length && bad.length === 0
  return [
    {
      name: 'pySigma loads and converts with its Lucene and Splunk backends',
      passed: clean,
      detail: [detail, ...errors, lastLines(done.stderr, 3)].join('\n').trim(),
    },
  ]
}

interface SigmaCheck {
  readonly name: string
  readonly loads: boolean
  readonly elasticsearch?: boolean
  readonly splunk?: boolean
  readonly errors: readonly string[]
}
