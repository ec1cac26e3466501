import { join } from 'node:path'
import { SOURCE_TEXT } from '@ruleglot/core'
import { emitRule, parseRule } from 'ruleglot'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { outputs, type Subject } from './outputs.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/** Sigma outputs in front of pySigma. Lucene has no aggregation: its backend refuses correlations by design, so those need the other backend alone. */
export function checkSigma(all: readonly Subject[]): readonly ToolCheck[] {
  return checkSigmaTexts('pySigma loads and converts with its Lucene and Splunk backends', [
    ...outputs('sigma', all).map(({ name, files }) => ({ name, text: Object.values(files).join('---\n') })),
    ...writtenAnew(),
  ])
}

export function checkSigmaTexts(
  name: string,
  cases: readonly { readonly name: string; readonly text: string }[],
): readonly ToolCheck[] {
  const python = pythonOf('SIGMA_PYTHON', '.ci/requirements-sigma.txt')
  const input = cases.map((row) => JSON.stringify(row)).join('\n')
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'check_sigma.py')], { input })
  const rows = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SigmaCheck)
  const bad = rows.filter((row) => !row.loads || row.splunk !== true || row.elasticsearch === false)
  const both = rows.filter((row) => row.elasticsearch === true && row.splunk === true).length
  const detail = `${rows.length} of ${cases.length} rules checked, ${both} converted by both, ${bad.length} bad`
  const errors = bad.slice(0, 5).map((row) => `${row.name}: ${row.errors.join('; ')}`)
  const clean = done.status === 0 && rows.length === cases.length && bad.length === 0
  return [
    {
      name,
      passed: clean,
      detail: [detail, ...errors, lastLines(done.stderr, 3)].join('\n').trim(),
    },
  ]
}

/** Every how-manieth rule is taken; RULEGLOT_FULL=1 takes all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 8

/** SigmaHQ's rules written by us: not from the text that they were read from. Field references and placeholders are left out: pySigma's backends refuse the rules of SigmaHQ that have them. */
function writtenAnew(): readonly { readonly name: string; readonly text: string }[] {
  return (readSigmaCorpus() ?? [])
    .filter(({ text }, i) => i % STEP === 0 && !/\|(?:fieldref|expand)\b/.test(text))
    .flatMap(({ path, text }) => {
      const parsed = parseRule('sigma', text)
      if (!parsed.ok) return []
      const { [SOURCE_TEXT]: _, ...vendor } = parsed.value.vendor
      const emitted = emitRule('sigma', { ...parsed.value, vendor })
      return emitted.ok ? [{ name: path, text: emitted.value.text }] : []
    })
}

interface SigmaCheck {
  readonly name: string
  readonly loads: boolean
  readonly elasticsearch?: boolean
  readonly splunk?: boolean
  readonly errors: readonly string[]
}
