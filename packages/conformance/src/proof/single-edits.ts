import { type Comparison, type Condition, compareConditions, evaluator, type JsonValue } from '@ruleglot/core'
import { runPythonEvaluator } from '../python.js'
import { mutants } from './mutants.js'

/** What the comparison said of single edits of one rule. */
export interface EditedRule {
  readonly pairs: number
  readonly verdicts: Readonly<Partial<Record<Comparison['verdict'], number>>>
  readonly witnesses: number
  /** Verdicts that an event refutes, and witnesses that one of the two evaluators decides otherwise: must be none. */
  readonly misjudged: readonly string[]
  readonly unproven: readonly { readonly edit: string; readonly why: string }[]
}

/** So many edits of a rule, spread over all there are; every witness is run in both evaluators. */
export async function singleEdits(condition: Condition, most: number): Promise<EditedRule> {
  const all = mutants(condition)
  const verdicts: Partial<Record<Comparison['verdict'], number>> = {}
  const misjudged: string[] = []
  const unproven: { edit: string; why: string }[] = []
  const shown: { ir: Condition; event: JsonValue; expected: boolean; edit: string }[] = []
  const run = evaluator(condition)
  const count = Math.min(most, all.length)
  for (let i = 0; i < count; i++) {
    const { edit, condition: other } = all[Math.floor((i * all.length) / count)] as (typeof all)[number]
    const { verdict, witness = {}, unproven: why = '' } = compareConditions(condition, other)
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    if (verdict === 'unproven') unproven.push({ edit, why })
    const runOther = evaluator(other)
    for (const [event, first] of [
      [witness.onlyA, true],
      [witness.onlyB, false],
    ] as const) {
      if (event === undefined) continue
      if (run(event) !== first || runOther(event) !== !first) misjudged.push(`${edit}: a false witness`)
      shown.push({ ir: condition, event, expected: first, edit }, { ir: other, event, expected: !first, edit })
    }
  }
  const batches = shown.map(({ ir, event }) => ({ ir, events: [event] }))
  const python = batches.length === 0 ? [] : await runPythonEvaluator(batches)
  shown.forEach(({ expected, edit }, i) => {
    if (python[i]?.[0] !== expected) misjudged.push(`${edit}: the Python evaluator decides a witness otherwise`)
  })
  return { pairs: count, verdicts, witnesses: shown.length / 2, misjudged, unproven }
}
