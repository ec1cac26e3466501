import { type Condition, visit } from '@ruleglot/core'
import { roundTrip, TRIP_TARGETS } from '../proof/round-trip.js'
import { singleEdits } from '../proof/single-edits.js'
import { inParts } from './in-parts.js'
import { editLines, sumOfEdits, type TrippedRule, tripRows, tripTable } from './proof-report.js'
import { type ProofRule, readLiftedRules, readProofRules } from './proof-rules.js'
import type { Section } from './section.js'

/** Every Elastic rule and every one of SigmaHQ through every language, 500 of each by the search too. On demand. */
export const roundTripsWhole: Section = async (progress) => {
  const rules = isAsked() ? readProofRules() : undefined
  if (rules === undefined) return undefined
  return trips('round-trips-whole', [...searchedToo(rules.elastic), ...searchedToo(rules.sigma)], progress)
}

/** The lifted rules of panther-analysis likewise. On demand, with a checkout. */
export const liftedTripsWhole: Section = async (progress) => {
  const rules = isAsked() ? readLiftedRules() : undefined
  return rules === undefined ? undefined : trips('lifted-trips-whole', searchedToo(rules), progress)
}

/** Rules of a language that are put to the decision procedure alone, spread over all. */
const SEARCHED = 500

interface TripRule extends ProofRule {
  readonly search: boolean
}

function searchedToo(rules: readonly ProofRule[]): readonly TripRule[] {
  const taken = Math.min(SEARCHED, rules.length)
  const before = (i: number): number => Math.floor((i * taken) / rules.length)
  return rules.map((rule, i) => ({ ...rule, search: before(i + 1) > before(i) }))
}

const EDITS = 10

/** Ten single edits of each of 500 rules. On demand. */
export const singleEditsWhole: Section = async (progress) => {
  const rules = isAsked() ? readProofRules() : undefined
  if (rules === undefined) return undefined
  // Parts that nobody could read (exceptions outside of the file) are outside of what is decided completely.
  const whole = [...rules.elastic, ...rules.sigma].filter(({ condition }) => isRead(condition))
  const taken = whole.filter((_, i) => i % 9 === 0)
  const name = 'single-edits-whole'
  const rows = await inParts(name, taken, ({ condition }) => singleEdits(condition, EDITS), progress)
  if (rows === undefined) return undefined
  const data = sumOfEdits(rows)
  const without = 'Rules with parts outside of the file (exception lists) are left out: of those nothing is known.'
  const markdown = [
    '# Single edits of real rules',
    '',
    ...written(name),
    '',
    without,
    '',
    ...editLines(data, EDITS),
  ].join('\n')
  const refuted = rows.flatMap((row) => row.misjudged.map((one) => `${row.name} ${one}`))
  return { data, markdown, refuted }
}

function isRead(condition: Condition): boolean {
  let read = true
  visit(condition, (node) => {
    if (node.kind === 'Opaque') read = false
  })
  return read
}

function isAsked(): boolean {
  return process.env['RULEGLOT_FULL'] === '1'
}

async function trips(name: string, rules: readonly TripRule[], progress: (text: string) => void): ReturnType<Section> {
  const measure = (rule: TripRule): Pick<TrippedRule, 'trips'> => ({
    trips: Object.fromEntries(
      TRIP_TARGETS.map((target) => [target.name, roundTrip(target, rule.condition, rule.search)]),
    ),
  })
  const rows = await inParts(name, rules, measure, progress)
  if (rows === undefined) return undefined
  const { languages, refuted } = tripRows(rows)
  const markdown = [
    '# Round trips of real rules',
    '',
    ...written(name),
    '',
    [
      `${rows.length} rules, each written in every language, read back and compared.`,
      "Where the writer's verdict is exact, that is proven;",
      `of ${rules.filter(({ search }) => search).length} rules it was proven once more by the decision procedure alone,`,
      'equal normal forms not taken for a proof.',
    ].join(' '),
    '',
    ...tripTable(languages),
  ].join('\n')
  return { data: { rules: rows.length, languages }, markdown, refuted }
}

function written(name: string): readonly string[] {
  return [
    [
      `Written by \`RULEGLOT_FULL=1 npm run corpus ${name}\`, run again until it says that everything is measured;`,
      'do not edit. Method: [proof.md](../proof.md).',
    ].join(' '),
  ]
}
