import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { outputs, type Subject, sigmaSubjects } from './outputs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Panther outputs in front of panther-core, black and panther_analysis_tool. */
export function checkPanther(all: readonly Subject[]): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const core = runTool(python, [join(PYTHON_SCRIPTS, 'check_panther_core.py')])
  const sigma = sigmaSubjects(all, MOST_SIGMA_RULES)
  const everything = [...all, ...sigma]
  return [
    {
      name: 'stand-in event class agrees with panther-core',
      passed: core.status === 0,
      detail: lastLines(core.stdout + core.stderr, 3),
    },
    ...inFolder(outputs('panther', everything), (folder, rules) => [
      checkFormat(python, folder),
      checkAnalysisTool(python, folder, rules, `${all.length} Elastic and ${sigma.length} Sigma rules as Python`),
    ]),
    ...inFolder(
      outputs(
        'panther',
        everything.filter((_, i) => i % SIMPLE_STEP === 0),
        { style: 'simple' },
      ),
      (folder, rules) => [checkSchema(python, folder, rules)],
    ),
  ]
}

/** Of 3,754: some of every folder of SigmaHQ, within a minute of CI. */
const MOST_SIGMA_RULES = 250

/** Every so many rules are written as Simple Detections too. */
const SIMPLE_STEP = 3

type Written = ReturnType<typeof outputs>

export function inFolder(
  written: Written,
  check: (folder: string, rules: number) => readonly ToolCheck[],
): readonly ToolCheck[] {
  const folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
  try {
    for (const { files } of written) {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    }
    return check(folder, written.length)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The settings of panther-analysis for its own rules: black and isort at 100 columns, pylint. */
export function checkFormat(python: string, folder: string): ToolCheck {
  const modules = readdirSync(folder).filter((file) => file.endsWith('.py'))
  const runs = FORMATS.map(
    ([tool, ...args]) => [tool, runTool(python, ['-m', tool, ...args], { cwd: folder })] as const,
  )
  const failed = runs.filter(([, { status }]) => status !== 0)
  return {
    name: 'black, isort and pylint find nothing to change in the Python',
    passed: failed.length === 0,
    detail: [
      `${modules.length} modules`,
      ...failed.map(([tool, { stdout, stderr }]) => `${tool}: ${lastLines(stdout + stderr, 20)}`),
    ].join('\n'),
  }
}

const FORMATS: readonly (readonly [string, ...string[]])[] = [
  ['black', '--check', '--quiet', '-l', '100', '.'],
  ['isort', '--profile=black', '--line-length', '100', '--check-only', '--quiet', '.'],
  [
    'pylint',
    '--max-line-length=100',
    // The comment that names the source is one line.
    '--ignore-long-lines=^# (From|differs)',
    '--load-plugins=pylint.extensions.mccabe',
    '--disable=missing-docstring,duplicate-code,import-error,fixme,consider-iterating-dictionary',
    // Logic that the source repeats or nests is written as it stands there.
    '--disable=simplify-boolean-expression,too-complex,too-many-nested-blocks',
    '--score=n',
    '--recursive=y',
    '.',
  ],
]

export function checkAnalysisTool(python: string, folder: string, rules: number, what: string): ToolCheck {
  const done = runTool(join(dirname(python), 'panther_analysis_tool'), ['test', '--path', folder], { cwd: folder })
  const summary = /Passed: (\d+)[\s\S]*Failed: (\d+)[\s\S]*Invalid: (\d+)/.exec(done.stdout)
  const [passed, failed, invalid] = (summary ?? []).slice(1).map(Number)
  const clean = done.status === 0 && passed === rules && failed === 0 && invalid === 0
  const detail = `${what}: ${passed} of ${rules} written rules pass, ${failed} fail, ${invalid} invalid`
  return {
    name: 'panther_analysis_tool: schema and tests',
    passed: clean,
    detail: clean ? detail : `${detail}\n${lastLines(done.stdout + done.stderr, 30)}`,
  }
}

/** Simple Detections run in Panther's service only: the tool checks their schemas, both of them. */
function checkSchema(python: string, folder: string, rules: number): ToolCheck {
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'check_panther_schema.py'), folder])
  return {
    name: "panther_analysis_tool's schemas take the Simple Detections",
    passed: done.status === 0 && done.stdout.startsWith(`${rules} `),
    detail: lastLines(done.stdout + done.stderr, 20),
  }
}
