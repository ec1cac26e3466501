import { roundTrip, TRIP_TARGETS } from '../proof/round-trip.js'
import { singleEdits } from '../proof/single-edits.js'
import { inParts } from './in-parts.js'
import { editLines, sumOfEdits, type TrippedRule, tripRows, tripTable } from './proof-report.js'
import { type ProofRule, readLiftedRules, readProofRules } from './proof-rules.js'
import type { Section } from './section.js'

/** Every Elastic rule and every 24th of SigmaHQ through every language, by the search too. On demand. */
export const roundTripsWhole: Section = async (progress) => {
  const rules = isAsked() ? readProofRules() : undefined
  if (rules === undefined) return undefined
  return trips('round-trips-whole', [...rules.elastic, ...rules.sigma.filter((_, i) => i % 24 === 0)], progress)
}

/** The lifted rules of panther-analysis likewise, all by the search too. On demand, with a checkout. */
export const liftedTripsWhole: Section = async (progress) => {
  const rules = isAsked() ? readLiftedRules() : undefined
  return rules === undefined ? undefined : trips('lifted-trips-whole', rules, progress)
}

const EDITS = 10

/** Ten single edits of each of 500 rules. On demand. */
export const singleEditsWhole: Section = async (progress) => {
  const rules = isAsked() ? readProofRules() : undefined
  if (rules === undefined) return undefined
  const taken = [...rules.elastic, ...rules.sigma].filter((_, i) => i % 9 === 0)
  const name = 'single-edits-whole'
  const rows = await inParts(name, taken, ({ condition }) => singleEdits(condition, EDITS), progress)
  if (rows === undefined) return undefined
  const data = sumOfEdits(rows)
  const markdown = ['# Single edits of real rules', '', ...written(name), '', ...editLines(data, EDITS)].join('\n')
  const refuted = rows.flatMap((row) => row.misjudged.map((one) => `${row.name} ${one}`))
  return { data, markdown, refuted }
}

function isAsked(): boolean {
  return process.env['RULEGLOT_FULL'] === '1'
}

async function trips(name: string, rules: readonly ProofRule[], progress: (text: string) => void): ReturnType<Section> {
  const measure = (rule: ProofRule): Pick<TrippedRule, 'trips'> => ({
    trips: Object.fromEntries(TRIP_TARGETS.map((target) => [target.name, roundTrip(target, rule.condition, true)])),
  })
  const rows = await inParts(name, rules, measure, progress)
  if (rows === undefined) return undefined
  const { languages, refuted } = tripRows(rows)
  const markdown = [
    '# Round trips of real rules',
    '',
    ...written(name),
    '',
    `${rows.length} rules, each written in every language, read back and compared. Where the writer's verdict is exact, that is proven; then it was proven once more by the decision procedure alone, equal normal forms not taken for a proof.`,
    '',
    ...tripTable(languages),
  ].join('\n')
  return { data: { rules: rows.length, languages }, markdown, refuted }
}

function written(name: string): readonly string[] {
  return [
    `Written by \`RULEGLOT_FULL=1 npm run corpus ${name}\`, run again until it says that everything is measured; do not edit. Method: [proof.md](../proof.md).`,
  ]
}
