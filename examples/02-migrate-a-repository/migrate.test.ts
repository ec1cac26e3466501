import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The steps of the workflow run here as they stand, on a copy of the folder. */
const example = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('../../packages/ruleglot/dist/cli/main.js', import.meta.url))
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
  cpSync(example, folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const workflow = load(readFileSync(join(example, '.github/workflows/rules.yml'), 'utf8')) as {
  readonly jobs: {
    readonly converted: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }
  }
}
const steps = workflow.jobs.converted.steps.flatMap(({ name = '', run }) => (run === undefined ? [] : [{ name, run }]))

function runStep(run: string) {
  const script = run.replaceAll('npx ruleglot', `"${process.execPath}" "${command}"`)
  const env = { ...process.env, GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
  return spawnSync('bash', ['-e', '-c', script], { cwd: folder, encoding: 'utf8', env })
}

test.each(steps)('$name', ({ run }) => {
  const { status, stderr } = runStep(run)
  expect(`${status} ${status === 0 ? '' : stderr}`).toBe('0 ')
})

test('the summary is Markdown', () => {
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('| panther | 3 | 0 | 0 | 0 | 0 | 0 |')
})

test('a rule that changes without its outputs fails the first step', () => {
  const path = join(folder, 'rules/elastic/okta_policy_deleted.toml')
  writeFileSync(path, readFileSync(path, 'utf8').replace('policy.lifecycle.delete', 'policy.lifecycle.deactivate'))
  const { status, stderr } = runStep(steps[0]?.run ?? '')
  expect(status).toBe(1)
  expect(stderr).toContain('differs: converted/panther/elastic/okta_policy_deleted.py')
})
