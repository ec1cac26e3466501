import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { evaluator, type JsonValue, sampleEvents, type Truth } from '@ruleglot/core'
import { sigma } from '@ruleglot/parsers/sigma'
import { sharedData } from '../shared-data.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { lastLines, PYTHON_SCRIPTS, pythonOf, runTool, type ToolCheck } from './tool-check.js'

/**
 * Our reading of Sigma rules beside pySigma's: its parser says what a rule is made of, our evaluators what events hold.
 * Every rule of the corpus on events from its own literals, and the conformance cases on theirs. A difference must be
 * one of those below; spec/languages/sigma.md explains them.
 */
export function checkSigmaTree(): readonly ToolCheck[] {
  const python = pythonOf('SIGMA_PYTHON', '.ci/requirements-sigma.txt')
  const corpus = (readSigmaCorpus() ?? []).map(({ path, text }) => {
    const condition = conditionOf(text)
    return { name: path, text, events: condition === undefined ? [] : sampleEvents([condition], { limit: EVENTS }) }
  })
  return [
    check('the corpus on events from its literals', python, corpus, CORPUS_DIFFERENCES, IS_FULL),
    check('the conformance cases', python, conformanceCases(), CASE_DIFFERENCES, true),
  ]
}

/** Made of each rule. RULEGLOT_FULL=1: more. */
const IS_FULL = process.env['RULEGLOT_FULL'] === '1'
const EVENTS = IS_FULL ? 100 : 24

const DOLLAR = 'Python takes "$" for the end or the place before a final line feed; here it is the end.'

const CORPUS_DIFFERENCES: Readonly<Record<string, string>> = {
  'rules/windows/file/file_event/file_event_win_hktl_remote_cred_dump.yml': DOLLAR,
  'rules/windows/file/file_event/file_event_win_impacket_file_indicators.yml': DOLLAR,
  'rules/windows/file/file_event/file_event_win_wmiexec_default_filename.yml': DOLLAR,
  'rules/windows/process_access/proc_access_win_hktl_cobaltstrike_bof_injection_pattern.yml': DOLLAR,
}

const CASE_DIFFERENCES: Readonly<Record<string, string>> = {
  'numbers-022': 'PyYAML reads YAML 1.1, where a bare "on" is a boolean.',
  'encoding-005': 'pySigma escapes a literal star again before it encodes.',
  'encoding-012': 'pySigma encodes the byte order mark of utf16 as UTF-8.',
  'encoding-013': 'pySigma refuses to encode other than ASCII letters as UTF-16.',
  'encoding-026': 'pySigma cuts base64offset by the number of characters, not of bytes.',
  'reject-039': 'pySigma takes "all" with a single value.',
  'reject-041': 'pySigma takes null inside a list.',
  'reject-047': 'pySigma takes "contains" behind "re".',
  'reject-053': 'pySigma refuses a network with host bits.',
  'reject-077': 'pySigma takes a search identifier without content.',
  'reject-082': 'pySigma takes base64 twice.',
}

interface TreeCase {
  readonly name: string
  readonly text: string
  readonly events: readonly JsonValue[]
}

interface TreeAnswer {
  readonly name: string
  readonly verdicts?: readonly Truth[]
  readonly error?: string
}

function check(
  about: string,
  python: string,
  cases: readonly TreeCase[],
  known: Readonly<Record<string, string>>,
  /** Every known difference must show: few events may miss one. */
  allShow: boolean,
): ToolCheck {
  const input = cases.map((one) => JSON.stringify(one)).join('\n')
  const done = runTool(python, [join(PYTHON_SCRIPTS, 'sigma_tree.py')], { input })
  const answers = done.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TreeAnswer)
  const differences = cases.flatMap((one, i) => {
    const difference = differenceOf(one, answers[i])
    return difference === undefined ? [] : [{ name: one.name, difference }]
  })
  const open = differences.filter(({ name }) => !Object.hasOwn(known, name))
  const gone = Object.keys(known).filter(
    (name) => allShow && isAsked(name, cases) && !differences.some((one) => one.name === name),
  )
  const events = cases.reduce((sum, one) => sum + one.events.length, 0)
  const detail = `${cases.length} rules, ${events} events, ${differences.length - open.length} known differences, ${open.length} new, ${gone.length} gone`
  return {
    name: `pySigma's tree decides alike: ${about}`,
    passed: done.status === 0 && answers.length === cases.length && open.length === 0 && gone.length === 0,
    detail: [detail, ...open.slice(0, 5).map((one) => JSON.stringify(one)), ...gone, lastLines(done.stderr, 3)]
      .join('\n')
      .trim(),
  }
}

const isAsked = (name: string, cases: readonly TreeCase[]): boolean => cases.some((one) => one.name === name)

/** In words, where the two differ; a rule that both refuse is no difference. */
function differenceOf({ text, events }: TreeCase, answer: TreeAnswer | undefined): string | undefined {
  const condition = conditionOf(text)
  if (answer === undefined) return 'no answer'
  const { verdicts, error } = answer
  if (verdicts === undefined) return condition === undefined ? undefined : `pySigma refuses it: ${error}`
  if (condition === undefined) return 'pySigma takes it'
  const run = evaluator(condition)
  const at = events.findIndex((event, i) => run(event) !== verdicts[i])
  return at === -1
    ? undefined
    : `${run(events[at] as JsonValue)} here, ${verdicts[at]} there: ${JSON.stringify(events[at])}`
}

function conditionOf(text: string) {
  const parsed = sigma.parseRules?.({ '': text }, {})
  return parsed?.ok === true ? parsed.value[0]?.condition : undefined
}

function conformanceCases(): readonly TreeCase[] {
  const path = sharedData('conformance/sigma.jsonl')
  if (path === undefined) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const {
        id,
        rule,
        events = [],
      } = JSON.parse(line) as {
        readonly id: string
        readonly rule: string
        readonly events?: readonly { readonly event: JsonValue }[]
      }
      return { name: id, text: rule, events: events.map(({ event }) => event) }
    })
}
