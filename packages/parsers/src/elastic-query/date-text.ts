import type { RelativeInstant } from '@ruleglot/core'

/**
 * A date as Elasticsearch's `strict_date_optional_time||epoch_millis` reads it. What is not written is filled in: at
 * the bottom (`from`) or the top (`to`, exclusive) of the unit that is missing. Times without a zone are UTC.
 */
export interface DateInterval {
  readonly from: number | RelativeInstant
  /** Exclusive. */
  readonly to: number | RelativeInstant
}

export type DateReading = DateInterval | 'unsupported' | undefined

/** `unsupported`: a date expression that months, years or an anchor keep from being a fixed distance from now. */
export function readDate(text: string): DateReading {
  if (text.startsWith('now')) return readDateMath(text)
  if (text.includes('||')) return readDate(text.slice(0, text.indexOf('||'))) === undefined ? undefined : 'unsupported'
  return readTime(text) ?? readEpoch(text)
}

const TIME =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(?:(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/

function readTime(text: string): DateInterval | undefined {
  const fields = TIME.exec(text)
  if (fields === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = fields
  const at = [year, month ?? '1', day ?? '1', hour ?? '0', minute ?? '0', second ?? '0'].map(Number)
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = at
  const ms = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  if (mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) || h > 23 || mi > 59 || s > 59) return undefined
  const offset = zoneOffset(zone)
  if (offset === undefined) return undefined
  const from = utc(y, mo - 1, d, h, mi, s, ms) - offset
  if (month === undefined) return { from, to: utc(y + 1, 0, 1) - offset }
  if (day === undefined) return { from, to: utc(y, mo, 1) - offset }
  return { from, to: from + precision(hour, minute, second, fraction) }
}

function precision(hour?: string, minute?: string, second?: string, fraction?: string): number {
  if (hour === undefined) return UNITS.d
  if (minute === undefined) return UNITS.h
  if (second === undefined) return UNITS.m
  // A fraction, however short, leaves nothing to fill in.
  return fraction === undefined ? UNITS.s : 1
}

function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0): number {
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  const date = new Date(Date.UTC(2000, month, day, hour, minute, second, ms))
  date.setUTCFullYear(year + (date.getUTCFullYear() - 2000), date.getUTCMonth(), date.getUTCDate())
  return date.getTime()
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

function zoneOffset(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const hours = Number(digits.slice(0, 2))
  const minutes = Number(digits.slice(2) || '0')
  if (hours > 18 || minutes > 59) return undefined
  return (zone[0] === '-' ? -1 : 1) * (hours * UNITS.h + minutes * UNITS.m)
}

function readEpoch(text: string): DateInterval | undefined {
  if (!/^-?\d{1,15}$/.test(text)) return undefined
  return { from: Number(text), to: Number(text) + 1 }
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

const FLOORS = { m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', y: 'year' } as const

/** `now`, then steps `+1d`, `-15m`; a rounding `/d` only at the end, as nothing else is a fixed distance from now. */
function readDateMath(text: string): DateReading {
  const expression = /^now((?:[+-]\d{0,9}[yMwdhHms])*)((?:\/[yMwdhHms])?)((?:[+-/]\d{0,9}[yMwdhHms])*)$/.exec(text)
  if (expression === null) return undefined
  const [, steps = '', rounding = '', rest = ''] = expression
  const now = distance(steps)
  if (rest !== '' || now === undefined) return 'unsupported'
  if (rounding === '') return { from: { now }, to: { now: now + 1 } }
  const unit = (rounding[1] === 'H' ? 'h' : rounding[1]) as keyof typeof FLOORS | 's'
  if (unit === 's') return 'unsupported'
  const floor = FLOORS[unit]
  // The end of a month or year is no fixed distance from its start.
  if (unit === 'M' || unit === 'y') return 'unsupported'
  return { from: { now, floor }, to: { now: now + UNITS[unit], floor } }
}

function distance(steps: string): number | undefined {
  let total = 0
  for (const [, sign, amount = '', letter = ''] of steps.matchAll(/([+-])(\d*)([yMwdhHms])/g)) {
    if (letter === 'y' || letter === 'M') return undefined
    const unit = UNITS[(letter === 'H' ? 'h' : letter) as keyof typeof UNITS]
    total += (sign === '-' ? -1 : 1) * (amount === '' ? 1 : Number(amount)) * unit
  }
  return total
}
