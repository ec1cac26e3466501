import type { Hint } from './necessary-clauses.js'
import type { ObservedTexts } from './observed-texts.js'

/**
 * In what share of events a hint holds, about: from texts that were observed, or from what literals look like. A little
 * is added for each hint, and less for those that are found fastest, so that few and cheap ones are chosen among equals.
 */
export function hintCost({ what }: Hint, observed: ObservedTexts | undefined, events: number): number {
  if (what === 'present') return 0.01 + (observed?.presence(events) ?? 0.3)
  const isExact = 'exact' in what
  const look = isExact ? EACH / 10 : EACH
  if (observed !== undefined && events >= FEWEST_EVENTS) return look + observed.share(what, events) + prior(what) / 100
  // A field that no event had is not free: the events to come may have it.
  return look + prior(what)
}

const EACH = 2e-4
const FEWEST_EVENTS = 50

function prior(what: Exclude<Hint['what'], 'present'>): number {
  if ('exact' in what) return what.exact.length < 2 ? 0.1 : 0.02
  const { text } = what
  if (COMMON.some((word) => word.includes(text))) return 0.2
  return Math.max(1e-4, 0.6 ** text.length)
}

/** Words that events of many kinds hold. */
const COMMON = [
  '\\powershell.exe',
  '\\cmd.exe',
  '\\svchost.exe',
  '\\explorer.exe',
  'c:\\windows\\system32\\',
  'c:\\users\\',
  'c:\\program files (x86)\\',
  'microsoft windows',
  'https://www.',
  '.amazonaws.com',
  '/usr/bin/',
  '.dll',
  'localhost',
]
