import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { outputs, subjects } from './outputs.js'

/**
 * Outputs in front of the tools that will read them: black, panther_analysis_tool, panther-core, pySigma with two
 * backends. PANTHER_PYTHON and SIGMA_PYTHON name the Pythons that have them (.ci/run makes both).
 */
const panther = pythonOf('PANTHER_PYTHON', '.ci/requirements-panther.txt')
const sigma = pythonOf('SIGMA_PYTHON', '.ci/requirements-sigma.txt')
const scripts = fileURLToPath(new URL('../../python/', import.meta.url))
let failures = 0

function check(name: string, passed: boolean, detail: string): void {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n`)
  if (!passed) failures++
}

function pythonOf(variable: string, requirements: string): string {
  const path = process.env[variable]
  if (path !== undefined) return path
  process.stderr.write(`${variable} must name a Python with the packages of ${requirements}.\n`)
  process.exit(3)
}

function runPython(python: string, args: readonly string[], options: { input?: string; cwd?: string } = {}) {
  return spawnSync(python, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options })
}

const lastLines = (text: string, n = 12): string => text.trimEnd().split('\n').slice(-n).join('\n')

function checkPantherCore(): void {
  const done = runPython(panther, [join(scripts, 'check_panther_core.py')])
  check('stand-in event class agrees with panther-core', done.status === 0, lastLines(done.stdout + done.stderr, 3))
}

function checkPanther(folder: string): void {
  const written = outputs('panther', all)
  for (const { files } of written) {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  }
  const modules = readdirSync(folder).filter((file) => file.endsWith('.py'))
  const black = runPython(panther, ['-m', 'black', '--check', '--quiet', '-l', '100', '.'], { cwd: folder })
  check('black leaves the Python as it is', black.status === 0, `${modules.length} modules ${lastLines(black.stderr)}`)
  const tool = join(dirname(panther), 'panther_analysis_tool')
  const done = spawnSync(tool, ['test', '--path', folder], { encoding: 'utf8', maxBuffer: 1 << 30, cwd: folder })
  const summary = /Passed: (\d+)[\s\S]*Failed: (\d+)[\s\S]*Invalid: (\d+)/.exec(done.stdout)
  const [passed, failed, invalid] = (summary ?? []).slice(1).map(Number)
  const clean = done.status === 0 && passed === written.length && failed === 0 && invalid === 0
  const detail = `${passed} of ${written.length} rules pass, ${failed} fail, ${invalid} invalid`
  check(
    'panther_analysis_tool: schema and tests',
    clean,
    clean ? detail : `${detail}\n${lastLines(done.stdout + done.stderr, 30)}`,
  )
}

/** Lucene has no aggregation: its backend refuses correlations by design, so those need the other backend alone. */
function checkSigma(): void {
  const written = outputs('sigma', all)
  const cases = written.map(({ name, files }) => ({ name, text: Object.values(files).join('---\n') }))
  const input = cases.map((row) => JSON.stringify(row)).join('\n')
  const done = runPython(sigma, [join(scripts, 'check_sigma.py')], { input })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SigmaCheck)
  const bad = rows.filter((row) => !row.loads || row.splunk !== true || row.elasticsearch === false)
  const both = rows.filter((row) => row.elasticsearch === true && row.splunk === true).length
  const detail = `${rows.length} of ${written.length} rules checked, ${both} converted by both, ${bad.length} bad`
  const errors = bad.slice(0, 5).map((row) => `${row.name}: ${row.errors.join('; ')}`)
  const clean = done.status === 0 && rows.length === written.length && bad.length === 0
  check(
    'pySigma loads and converts with its Lucene and Splunk backends',
    clean,
    [detail, ...errors, lastLines(done.stderr, 3)].join('\n').trim(),
  )
}

interface SigmaCheck {
  readonly name: string
  readonly loads: boolean
  readonly elasticsearch?: boolean
  readonly splunk?: boolean
  readonly errors: readonly string[]
}

const all = subjects()
process.stdout.write(`${all.length} source rules\n`)
const folder = mkdtempSync(join(tmpdir(), 'ruleglot-'))
try {
  checkPantherCore()
  checkPanther(folder)
  checkSigma()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failures > 0 ? 1 : 0)
