import { type Condition, compareConditions, ecsSchema, evaluator, type JsonValue } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { emitCondition, parseRule } from 'ruleglot'
import { mutants } from '../proof/mutants.js'
import { runPythonEvaluator } from '../python.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'
import type { Section } from './section.js'

/** What the comparison proves of real rules: round trips without the short cut of equal normal forms, and single edits. */
export const proofSample: Section = (progress) => measure({ elastic: 24, sigma: 120, mutants: 240 }, 'proof', progress)

/** All rules; it takes an hour of one core, so only when RULEGLOT_FULL=1 asks for it. */
export const proofWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1'
    ? measure({ elastic: 1, sigma: 7, mutants: 8 }, 'proof-whole', progress)
    : undefined

interface Steps {
  readonly elastic: number
  readonly sigma: number
  readonly mutants: number
}

interface NamedRule {
  readonly name: string
  readonly condition: Condition
}

const LANGUAGES = ['kql', 'panther-condition', 'sigma', 'javascript', 'panther'] as const

async function measure(steps: Steps, name: string, progress: (text: string) => void): ReturnType<Section> {
  const elastic = readElasticCorpus()?.rules.map(({ path, condition }) => ({ name: path, condition }))
  const sigma = readSigmaCorpus()?.flatMap(({ path, text }): readonly NamedRule[] => {
    const parsed = parseRule('sigma', text, { file: path })
    return parsed.ok ? [{ name: path, condition: parsed.value.condition }] : []
  })
  if (elastic === undefined || sigma === undefined) return undefined
  const every = (rules: readonly NamedRule[], step: number): readonly NamedRule[] =>
    rules.filter((_, i) => i % step === 0)
  const rules = [...every(elastic, steps.elastic), ...every(sigma, steps.sigma)]
  const refuted: string[] = []
  const trips = LANGUAGES.map((language) => {
    const row = roundTrips(language, rules, refuted)
    progress(`${language}: ${JSON.stringify({ ...row, unproven: row.unproven.length })}`)
    return row
  })
  const edited = every([...elastic, ...sigma], steps.mutants)
  const edits = await singleEdits(edited, refuted)
  progress(`edits: ${JSON.stringify({ ...edits, unproven: edits.unproven.length })}`)
  const data = { rules: rules.length, trips, edited: edited.length, edits }
  return { data, markdown: markdownOf(name, data), refuted }
}

interface TripRow {
  readonly language: string
  /** Read back under the assumptions that the writer names. */
  readonly compared: number
  readonly equivalent: number
  /** The writer's own verdict is exact. */
  readonly exact: number
  /** Of those, the proof without the short cut finds a difference: must be none. */
  readonly exactButDifferent: number
  readonly unproven: readonly { readonly rule: string; readonly why: string }[]
}

function roundTrips(language: (typeof LANGUAGES)[number], rules: readonly NamedRule[], refuted: string[]): TripRow {
  const emitter = emitters.find(({ id }) => id === language)
  const reader = parsers.find(({ id }) => id === language)
  const unproven: { rule: string; why: string }[] = []
  let [compared, equivalent, exact, exactButDifferent] = [0, 0, 0, 0]
  for (const { name, condition } of rules) {
    const options = { schema: ecsSchema, ...(language === 'javascript' ? { as: 'module' as const } : {}) }
    const verified = emitCondition(language, condition, options)
    const emitted = emitter?.emitCondition?.(condition, options)
    if (!verified.ok || emitted?.ok !== true) continue
    const back = reader?.parseCondition?.(emitted.value.text, options)
    if (back?.ok !== true) continue
    compared++
    const isExact = verified.value.verdict === 'exact'
    if (isExact) exact++
    const { verdict, unproven: why = '' } = compareConditions(condition, back.value.condition, {
      assumptions: [...emitted.value.assumptions, ...back.value.assumptions],
      shortcut: false,
      leastAssumptions: false,
    })
    if (verdict === 'equivalent') equivalent++
    else if (verdict === 'unproven') unproven.push({ rule: name, why })
    else if (isExact) {
      exactButDifferent++
      refuted.push(`${language} ${name}: exact, but ${verdict}`)
    }
  }
  return { language, compared, equivalent, exact, exactButDifferent, unproven }
}

interface EditRow {
  readonly pairs: number
  readonly verdicts: Readonly<Record<string, number>>
  readonly witnesses: number
  readonly unproven: readonly { readonly rule: string; readonly edit: string; readonly why: string }[]
}

/** Ten edits of each rule, spread over it; every witness is run in both evaluators. */
async function singleEdits(rules: readonly NamedRule[], refuted: string[]): Promise<EditRow> {
  const verdicts: Record<string, number> = {}
  const unproven: { rule: string; edit: string; why: string }[] = []
  const shown: { ir: Condition; event: JsonValue; expected: boolean; name: string }[] = []
  let pairs = 0
  for (const { name, condition } of rules) {
    const all = mutants(condition)
    for (let i = 0; i < Math.min(EDITS, all.length); i++) {
      const { edit, condition: other } = all[Math.floor((i * all.length) / EDITS)] ?? (all[i] as (typeof all)[number])
      pairs++
      const { verdict, witness = {}, unproven: why = '' } = compareConditions(condition, other)
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
      if (verdict === 'unproven') unproven.push({ rule: name, edit, why })
      for (const [event, first] of [
        [witness.onlyA, true],
        [witness.onlyB, false],
      ] as const) {
        if (event === undefined) continue
        if (evaluator(condition)(event) !== first || evaluator(other)(event) !== !first) refuted.push(`${name} ${edit}`)
        shown.push({ ir: condition, event, expected: first, name }, { ir: other, event, expected: !first, name })
      }
    }
  }
  const python = await runPythonEvaluator(shown.map(({ ir, event }) => ({ ir, events: [event] })))
  shown.forEach(({ expected, name }, i) => {
    if (python[i]?.[0] !== expected) refuted.push(`${name}: the Python evaluator decides a witness otherwise`)
  })
  return { pairs, verdicts, witnesses: shown.length / 2, unproven }
}

const EDITS = 10

function markdownOf(
  name: string,
  { rules, trips, edited, edits }: { rules: number; trips: readonly TripRow[]; edited: number; edits: EditRow },
): string {
  const lines = [
    '# What the comparison proves of real rules',
    '',
    `Written by \`${name === 'proof' ? '' : 'RULEGLOT_FULL=1 '}npm run corpus ${name}\`; do not edit. Method: [proof.md](../proof.md).`,
    '',
    `${rules} rules of Elastic and SigmaHQ, written in a language, read back and compared by the decision procedure alone:`,
    'equal normal forms are not taken for a proof here.',
    '',
    '| language | compared | equivalent | exact by the writer | exact but different | unproven |',
    '|---|---|---|---|---|---|',
    ...trips.map(
      (row) =>
        `| ${row.language} | ${row.compared} | ${row.equivalent} | ${row.exact} | ${row.exactButDifferent} | ${row.unproven.length} |`,
    ),
    '',
    ...trips.flatMap(({ language, unproven }) => unproven.map(({ rule, why }) => `- ${language}, ${rule}: ${why}`)),
    '',
    `Single edits of ${edited} rules, ten each: ${edits.pairs} pairs. Verdicts: ${Object.entries(edits.verdicts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([verdict, number]) => `${verdict} ${number}`)
      .join(', ')}. ${edits.witnesses} witnesses, all run in both evaluators.`,
    '',
    ...edits.unproven.map(({ rule, edit, why }) => `- ${rule}, ${edit}: ${why}`),
    '',
  ]
  return lines.join('\n').replace(/\n{3,}/g, '\n\n')
}
