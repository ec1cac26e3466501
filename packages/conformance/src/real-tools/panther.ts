import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { outputs, type Subject } from './outputs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Panther outputs in front of panther-core, black and panther_analysis_tool. */
export function checkPanther(all: readonly Subject[]): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const core = runTool(python, [join(PYTHON_SCRIPTS, 'check_panther_core.py')])
  const folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
  try {
    const written = outputs('panther', all)
    for (const { files } of written) {
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    }
    return [
      {
        name: 'stand-in event class agrees with panther-core',
        passed: core.status === 0,
        detail: lastLines(core.stdout + core.stderr, 3),
      },
      checkBlack(python, folder),
      checkAnalysisTool(python, folder, written.length),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function checkBlack(python: string, folder: string): ToolCheck {
  const modules = readdirSync(folder).filter((file) => file.endsWith('.py'))
  const black = runTool(python, ['-m', 'black', '--check', '--quiet', '-l', '100', '.'], { cwd: folder })
  return {
    name: 'black leaves the Python as it is',
    passed: black.status === 0,
    detail: `${modules.length} modules ${lastLines(black.stderr)}`,
  }
}

function checkAnalysisTool(python: string, folder: string, rules: number): ToolCheck {
  const done = runTool(join(dirname(python), 'panther_analysis_tool'), ['test', '--path', folder], { cwd: folder })
  const summary = /Passed: (\d+)[\s\S]*Failed: (\d+)[\s\S]*Invalid: (\d+)/.exec(done.stdout)
  const [passed, failed, invalid] = (summary ?? []).slice(1).map(Number)
  const clean = done.status === 0 && passed === rules && failed === 0 && invalid === 0
  const detail = `${passed} of ${rules} rules pass, ${failed} fail, ${invalid} invalid`
  return {
    name: 'panther_analysis_tool: schema and tests',
    passed: clean,
    detail: clean ? detail : `${detail}\n${lastLines(done.stdout + done.stderr, 30)}`,
  }
}
