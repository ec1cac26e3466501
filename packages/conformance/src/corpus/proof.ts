import type { RoundTrip } from '../proof/round-trip.js'
import { roundTrip, TRIP_TARGETS } from '../proof/round-trip.js'
import { type EditedRule, singleEdits } from '../proof/single-edits.js'
import { editLines, sumOfEdits, tripRows, tripTable } from './proof-report.js'
import { type ProofRule, readProofRules } from './proof-rules.js'
import type { Section } from './section.js'

const EDITS = 10

/** What the comparison proves of real rules: round trips also without the short cut of equal normal forms, and single edits. */
export const proofSample: Section = async (progress) => {
  const corpora = readProofRules()
  if (corpora === undefined) return undefined
  const { elastic, sigma } = corpora
  const every = (rules: readonly ProofRule[], step: number): readonly ProofRule[] =>
    rules.filter((_, i) => i % step === 0)
  const trips: { name: string; trips: Record<string, RoundTrip> }[] = []
  for (const { name, condition } of [...every(elastic, 24), ...every(sigma, 120)]) {
    const own = TRIP_TARGETS.map((target) => [target.name, roundTrip(target, condition, true)])
    trips.push({ name, trips: Object.fromEntries(own) })
  }
  progress(`${trips.length} rules written and read back`)
  const edits: (EditedRule & { readonly name: string })[] = []
  for (const { name, condition } of every([...elastic, ...sigma], 240)) {
    edits.push({ name, ...(await singleEdits(condition, EDITS)) })
  }
  const { languages, refuted } = tripRows(trips)
  const sum = sumOfEdits(edits)
  const markdown = [
    '# What the comparison proves of real rules',
    '',
    'Written by `npm run corpus proof`; do not edit. Method: [proof.md](../proof.md).',
    '',
    [
      `${trips.length} rules of Elastic and SigmaHQ, written in a language, read back and compared;`,
      'where the writer says exact, once more by the decision procedure alone:',
      'equal normal forms are not taken for a proof there.',
    ].join(' '),
    '',
    ...tripTable(languages),
    ...editLines(sum, EDITS),
  ].join('\n')
  const data = { rules: trips.length, languages, edits: sum }
  return { data, markdown, refuted: [...refuted, ...edits.flatMap(({ misjudged }) => misjudged)] }
}
