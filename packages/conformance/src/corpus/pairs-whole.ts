import { judgePairs } from '../proof/judge-pairs.js'
import { proofPairs } from '../proof/pairs.js'
import { hasPython, runPythonEvaluator } from '../python.js'
import { inParts } from './in-parts.js'
import type { Section } from './section.js'

const PAIRS = 20_000
const PART = 200
const SEED = Number(process.env['RULEGLOT_SEED'] ?? 5)

interface JudgedPart {
  readonly verdicts: Readonly<Record<string, number>>
  readonly vacuous: number
  readonly events: number
  readonly witnesses: number
  readonly refuted: readonly string[]
  readonly unproven: readonly { readonly why: string; readonly pair: string }[]
}

/** 20,000 generated pairs of the fragment that the proof decides completely, every witness in both evaluators. On demand. */
export const pairsWhole: Section = async (progress) => {
  if (process.env['RULEGLOT_FULL'] !== '1' || !hasPython()) return undefined
  const seeds = Array.from({ length: PAIRS / PART }, (_, i) => ({
    name: `${PART} of seed ${SEED + i * PART}`,
    seed: SEED + i * PART,
  }))
  const rows = await inParts('pairs-whole', seeds, judgedPart, progress)
  if (rows === undefined) return undefined
  const sum = (of: (row: JudgedPart) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const verdicts = Object.fromEntries(
    ['equivalent', 'wider', 'narrower', 'different', 'unproven'].map((verdict) => [
      verdict,
      sum((row) => row.verdicts[verdict] ?? 0),
    ]),
  )
  const data = {
    pairs: PAIRS,
    seed: SEED,
    verdicts,
    vacuous: sum(({ vacuous }) => vacuous),
    events: sum(({ events }) => events),
    witnesses: sum(({ witnesses }) => witnesses),
    refuted: sum(({ refuted }) => refuted.length),
    unproven: rows.flatMap(({ name, unproven }) => unproven.map((one) => ({ part: name, ...one }))),
  }
  return { data, markdown: markdownOf(data), refuted: rows.flatMap(({ refuted }) => refuted) }
}

async function judgedPart({ seed }: { readonly seed: number }): Promise<JudgedPart> {
  const judged = judgePairs(proofPairs(PART, seed), (index) => index % 2 === 0)
  const python = await runPythonEvaluator(judged.witnesses.map(({ ir, event }) => ({ ir, events: [event] })))
  const denied = judged.witnesses.filter(({ expected }, i) => python[i]?.[0] !== expected)
  return {
    verdicts: judged.verdicts,
    vacuous: judged.vacuous,
    events: judged.events,
    witnesses: judged.witnesses.length / 2,
    refuted: [
      ...judged.refuted,
      ...denied.map((one) => `the Python evaluator decides otherwise: ${JSON.stringify(one)}`),
    ],
    unproven: judged.unproven.map(({ why, pair }) => ({ why, pair: JSON.stringify(pair) })),
  }
}

function markdownOf(data: {
  readonly verdicts: Readonly<Record<string, number>>
  readonly vacuous: number
  readonly events: number
  readonly witnesses: number
  readonly refuted: number
  readonly unproven: readonly { readonly part: string; readonly why: string }[]
}): string {
  return [
    '# Generated pairs of conditions',
    '',
    [
      'Written by `RULEGLOT_FULL=1 npm run corpus pairs-whole`, run again until it says that everything is measured;',
      'do not edit. Method: [proof.md](../proof.md).',
    ].join(' '),
    '',
    [
      `${PAIRS} pairs from seed ${SEED}, half of them with the short cut of equal normal forms and half without;`,
      `half under assumptions. Under those of ${data.vacuous} pairs nothing can match, so that they are not judged.`,
    ].join(' '),
    '',
    '| verdict | pairs |',
    '|---|---|',
    ...Object.entries(data.verdicts).map(([verdict, number]) => `| ${verdict} | ${number} |`),
    '',
    `Verdicts refuted by one of ${data.events} events, and witnesses denied by one of the two evaluators, of ${data.witnesses}: ${data.refuted}.`,
    '',
    ...data.unproven.map(({ part, why }) => `- ${part}: ${why}`),
    ...(data.unproven.length === 0 ? [] : ['']),
  ].join('\n')
}
