import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { generateTests, wholeCondition } from '@ruleglot/core'
import { translateRule } from 'ruleglot'
import { namedAssumptions } from '../corpus/measure.js'
import type { Subject } from './outputs.js'
import { lastLines, pythonOf, runTool, type ToolCheck } from './tool-check.js'

const RULES = 200

/** Panther rules with generated tests: panther_analysis_tool runs each test on the rule's Python. */
export function checkGeneratedTests(all: readonly Subject[]): readonly ToolCheck[] {
  const python = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
  const folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
  try {
    const step = Math.max(1, Math.floor(all.length / RULES))
    let rules = 0
    let tests = 0
    for (const [i, subject] of all.entries()) {
      if (i % step !== 0 || rules === RULES) continue
      const written = withTests(subject, `rule_${i}`)
      if (written === undefined) continue
      rules++
      tests += written.tests
      for (const [name, text] of Object.entries(written.files)) writeFileSync(join(folder, name), text)
    }
    const tool = join(dirname(python), 'panther_analysis_tool')
    const done = runTool(tool, ['test', '--path', folder], { cwd: folder })
    const summary = /Passed: (\d+)[\s\S]*Failed: (\d+)[\s\S]*Invalid: (\d+)/.exec(done.stdout)
    const [passed, failed, invalid] = (summary ?? []).slice(1).map(Number)
    const clean = done.status === 0 && passed === rules && failed === 0 && invalid === 0
    const detail = `${passed} of ${rules} rules pass their ${tests} generated tests, ${failed} fail, ${invalid} invalid`
    return [
      {
        name: 'panther_analysis_tool: generated tests',
        passed: clean,
        detail: clean ? detail : `${detail}\n${lastLines(done.stdout + done.stderr, 30)}`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The rule with tests on events that keep what its Python relies on. Undefined where Panther cannot say the rule. */
function withTests(
  { rule }: Subject,
  fileStem: string,
): { readonly files: Readonly<Record<string, string>>; readonly tests: number } | undefined {
  const condition = wholeCondition(rule)
  const assumptions = namedAssumptions({ name: 'panther', language: 'panther', options: {} }, condition)
  const tests = generateTests(condition, { assumptions })
  const written = translateRule(
    { ...rule, tests },
    { to: 'panther', mapping: 'none', fileStem, target: { logTypes: ['AWS.CloudTrail'] } },
  )
  // Only what means the same can have the same tests.
  if (!written.ok || written.value.verdict !== 'exact' || tests.length === 0) return undefined
  return { files: written.value.files, tests: tests.length }
}
