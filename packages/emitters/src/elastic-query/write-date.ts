import type { CompareNode, Condition, RelativeInstant } from '@ruleglot/core'

/** Instants as KQL writes dates. Undefined where no date text stands for the instant. */
export type Instant = number | RelativeInstant

/** A text that is exactly this instant as a lower or an exclusive upper bound (`>=` and `<` fill in from below). */
export function writeInstant(instant: Instant): string | undefined {
  return typeof instant === 'number' ? writeAbsolute(instant) : writeRelative(instant)
}

/** The text whose stretch of time goes from `from` up to `to`: a day, a minute, a millisecond. */
export function writeInterval(from: Instant, to: Instant): string | undefined {
  if (typeof from === 'number' && typeof to === 'number') {
    const text = isoOf(from)
    return text === undefined ? undefined : STRETCHES.find(({ ends }) => ends(from) === to)?.cut(text)
  }
  if (typeof from === 'number' || typeof to === 'number' || from.floor !== to.floor) return undefined
  const length = to.now - from.now
  const expected = from.floor === undefined ? 1 : FLOORS[from.floor]?.length
  return length === expected ? writeRelative(from) : undefined
}

/** `Some` of a value between two instants, as `field:date` reads. */
export function intervalOf(condition: Condition): readonly [Instant, Instant] | undefined {
  if (condition.kind !== 'And' || condition.children.length !== 2) return undefined
  const bounds = condition.children.filter(isInstantBound)
  const from = bounds.find(({ op }) => op === 'ge')
  const to = bounds.find(({ op }) => op === 'lt')
  return from === undefined || to === undefined ? undefined : [from.value as Instant, to.value as Instant]
}

function isInstantBound(node: Condition): node is CompareNode {
  return node.kind === 'Compare' && node.domain === 'instant' && Array.isArray(node.field) && node.field.length === 0
}

/** Years 0000 to 9999 to the millisecond. */
function isoOf(instant: number): string | undefined {
  if (!Number.isInteger(instant) || Math.abs(instant) > 8.64e15) return undefined
  const text = new Date(instant).toISOString()
  return text.length === 24 ? text : undefined
}

function writeAbsolute(instant: number): string | undefined {
  const text = isoOf(instant)
  if (text?.endsWith('T00:00:00.000Z')) return text.slice(0, 10)
  return text?.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text
}

const after = (ms: number) => (from: number) => from + ms

/** What a date text can leave out: where the stretch that it names ends, and the text itself. */
const STRETCHES: readonly {
  readonly ends: (from: number) => number
  readonly cut: (iso: string) => string | undefined
}[] = [
  { ends: after(1), cut: (iso) => iso },
  { ends: after(1000), cut: (iso) => (iso.endsWith('.000Z') ? `${iso.slice(0, 19)}Z` : undefined) },
  { ends: after(60_000), cut: (iso) => (iso.endsWith(':00.000Z') ? `${iso.slice(0, 16)}Z` : undefined) },
  { ends: after(3_600_000), cut: (iso) => (iso.endsWith(':00:00.000Z') ? `${iso.slice(0, 13)}Z` : undefined) },
  { ends: after(86_400_000), cut: (iso) => (iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : undefined) },
  {
    ends: (from) => shifted(from, 0, 1),
    cut: (iso) => (iso.endsWith('-01T00:00:00.000Z') ? iso.slice(0, 7) : undefined),
  },
  {
    ends: (from) => shifted(from, 1, 0),
    cut: (iso) => (iso.endsWith('-01-01T00:00:00.000Z') ? iso.slice(0, 4) : undefined),
  },
]

function shifted(from: number, years: number, months: number): number {
  const date = new Date(from)
  return date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months)
}

const UNITS: readonly (readonly [string, number])[] = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
]

/** Only what rounds both ways by a fixed distance. */
const FLOORS: Readonly<Record<string, { readonly letter: string; readonly length: number }>> = {
  minute: { letter: 'm', length: 60_000 },
  hour: { letter: 'h', length: 3_600_000 },
  day: { letter: 'd', length: 86_400_000 },
  week: { letter: 'w', length: 604_800_000 },
}

function writeRelative({ now, floor }: RelativeInstant): string | undefined {
  const rounding = floor === undefined ? '' : FLOORS[floor]
  if (rounding === undefined || !Number.isInteger(now)) return undefined
  const steps = writeSteps(now)
  return steps === undefined ? undefined : `now${steps}${rounding === '' ? '' : `/${rounding.letter}`}`
}

function writeSteps(ms: number): string | undefined {
  if (ms === 0) return ''
  const unit = UNITS.find(([, length]) => ms % length === 0)
  if (unit === undefined) return undefined
  const [letter, length] = unit
  const amount = Math.abs(ms / length)
  return amount > 999_999_999 ? undefined : `${ms < 0 ? '-' : '+'}${amount}${letter}`
}
