import { type RoundTrip, TRIP_TARGETS } from '../proof/round-trip.js'
import type { EditedRule } from '../proof/single-edits.js'

/** What became of one rule in each language. */
export interface TrippedRule {
  readonly name: string
  readonly trips: Readonly<Record<string, RoundTrip>>
}

export interface TripRow {
  readonly language: string
  readonly written: number
  readonly exact: number
  readonly otherwise: number
  readonly unproven: number
  /** Put to the decision procedure alone. */
  readonly searched: number
  readonly searchedEquivalent: number
  readonly searchedUnproven: number
  readonly left: readonly { readonly rule: string; readonly why: string }[]
}

/** Sums by language; `refuted` are outputs called exact of which the search finds otherwise. */
export function tripRows(rules: readonly TrippedRule[]): {
  readonly languages: readonly TripRow[]
  readonly refuted: readonly string[]
} {
  const refuted: string[] = []
  const languages = TRIP_TARGETS.map(({ name: language }): TripRow => {
    const own = rules.map(({ name, trips }) => ({ rule: name, trip: trips[language] ?? {} }))
    const count = (is: (trip: RoundTrip) => boolean): number => own.filter(({ trip }) => is(trip)).length
    for (const { rule, trip } of own) {
      const { written, searched } = trip
      if (written === 'exact' && searched !== undefined && searched !== 'equivalent' && searched !== 'unproven') {
        refuted.push(`${language} ${rule}: exact, but the search says ${searched}`)
      }
    }
    return {
      language,
      written: count(({ written }) => written !== undefined),
      exact: count(({ written }) => written === 'exact'),
      otherwise: count(({ written }) => written !== undefined && written !== 'exact' && written !== 'unproven'),
      unproven: count(({ written }) => written === 'unproven'),
      searched: count(({ searched }) => searched !== undefined),
      searchedEquivalent: count(({ searched }) => searched === 'equivalent'),
      searchedUnproven: count(({ searched }) => searched === 'unproven'),
      left: own.flatMap(({ rule, trip }) =>
        trip.written === 'unproven' || trip.searched === 'unproven' ? [{ rule, why: trip.why ?? '' }] : [],
      ),
    }
  })
  return { languages, refuted }
}

export function tripTable(languages: readonly TripRow[]): readonly string[] {
  return [
    '| language | written | exact | wider, narrower, different | unproven | searched | of them equivalent | unproven |',
    '|---|---|---|---|---|---|---|---|',
    ...languages.map(
      (row) =>
        `| ${row.language} | ${row.written} | ${row.exact} | ${row.otherwise} | ${row.unproven} | ${row.searched} | ${row.searchedEquivalent} | ${row.searchedUnproven} |`,
    ),
    '',
    ...languages.flatMap(({ language, left }) => left.map(({ rule, why }) => `- ${language}, ${rule}: ${why}`)),
    '',
  ]
}

export interface EditSum {
  readonly rules: number
  readonly pairs: number
  readonly verdicts: Readonly<Record<string, number>>
  readonly witnesses: number
  readonly unproven: readonly { readonly rule: string; readonly edit: string; readonly why: string }[]
}

export function sumOfEdits(rows: readonly (EditedRule & { readonly name: string })[]): EditSum {
  const verdicts: Record<string, number> = {}
  for (const row of rows) {
    for (const [verdict, number] of Object.entries(row.verdicts)) verdicts[verdict] = (verdicts[verdict] ?? 0) + number
  }
  return {
    rules: rows.length,
    pairs: rows.reduce((sum, { pairs }) => sum + pairs, 0),
    verdicts: Object.fromEntries(Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1))),
    witnesses: rows.reduce((sum, { witnesses }) => sum + witnesses, 0),
    unproven: rows.flatMap(({ name, unproven }) => unproven.map((one) => ({ rule: name, ...one }))),
  }
}

export function editLines({ rules, pairs, verdicts, witnesses, unproven }: EditSum, most: number): readonly string[] {
  const counts = Object.entries(verdicts).map(([verdict, number]) => `${verdict} ${number}`)
  return [
    [
      `Single edits of ${rules} rules, ${most} each: ${pairs} pairs. Verdicts: ${counts.join(', ')}.`,
      `${witnesses} witnesses, all run in both evaluators.`,
    ].join(' '),
    '',
    ...unproven.map(({ rule, edit, why }) => `- ${rule}, ${edit}: ${why}`),
    ...(unproven.length === 0 ? [] : ['']),
  ]
}
