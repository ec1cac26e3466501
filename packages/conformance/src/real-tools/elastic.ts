import { join } from 'node:path'
import { mappedOutputs } from './mapped-outputs.js'
import { outputs, type Subject, sigmaSubjects } from './outputs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Rules of Sigma as Elastic's TOML, in front of what the detection-rules repository asks of its rules. */
export function checkElastic(all: readonly Subject[]): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const written = [...mappedOutputs('elastic'), ...outputs('elastic', sigmaSubjects(all, MOST_SIGMA_RULES))]
  const input = written.map(({ name, files }) => JSON.stringify({ name, text: Object.values(files)[0] })).join('\n')
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'check_elastic_schema.py')], { input })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly name: string; readonly errors: readonly string[] })
  const bad = rows.filter(({ errors }) => errors.length > 0)
  return [
    {
      name: 'required keys and types of detection-rules',
      passed: done.status === 0 && rows.length === written.length && bad.length === 0,
      detail: [
        `${rows.length} of ${written.length} rules of Sigma as Elastic rules checked, ${bad.length} bad`,
        ...bad.slice(0, 8).map(({ name, errors }) => `${name}: ${errors.join(', ')}`),
        lastLines(done.stderr, 3),
      ]
        .join('\n')
        .trim(),
    },
  ]
}

const MOST_SIGMA_RULES = 250
