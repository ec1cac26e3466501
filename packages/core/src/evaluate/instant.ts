import type { RelativeInstant } from '../ir/node.js'

/**
 * Instants in milliseconds since 1970 UTC. A value is an instant when it is a string of the ISO 8601 form
 * `YYYY-MM-DD[Thh:mm[:ss[.fraction]][zone]]` with every field in range (proleptic Gregorian, no leap second, hours 00
 * to 23); zone is `Z`, `+hh:mm`, `+hhmm` or `+hh`, and UTC when absent. Digits behind the millisecond are cut off.
 * A number is no instant: nothing says whether it counts seconds or milliseconds.
 */
export function parseInstant(text: string): number | undefined {
  const fields = ISO_8601.exec(text)
  if (fields === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] = fields
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return undefined
  const [h, min, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  const [zh, zm] = [Number(zoneHour ?? 0), Number(zoneMinute ?? 0)]
  if (h > 23 || min > 59 || s > 59 || zh > 23 || zm > 59) return undefined
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))
  const zone = (sign === '-' ? -1 : 1) * (zh * HOUR + zm * MINUTE)
  return startOfDay(y, m, d) + h * HOUR + min * MINUTE + s * 1000 + milliseconds - zone
}

/** `now` moved by the bound's milliseconds, then rounded down to the unit in UTC; weeks begin on Monday. */
export function resolveInstant(bound: RelativeInstant, now: number): number {
  const moved = now + bound.now
  if (bound.floor === undefined) return moved
  const { year, month } = instantFields(moved)
  switch (bound.floor) {
    case 'minute':
      return floorTo(moved, MINUTE)
    case 'hour':
      return floorTo(moved, HOUR)
    case 'day':
      return floorTo(moved, DAY)
    case 'week':
      return floorTo(moved - FIRST_MONDAY, 7 * DAY) + FIRST_MONDAY
    case 'month':
      return startOfDay(year, month, 1)
    case 'year':
      return startOfDay(year, 1, 1)
  }
}

export interface InstantFields {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
}

/** The fields of an instant in UTC. */
export function instantFields(instant: number): InstantFields {
  const date = new Date(instant)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    weekday: ((date.getUTCDay() + 6) % 7) + 1,
  }
}

const ISO_8601 =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(?:Z|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?$/

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** 1970-01-05. */
const FIRST_MONDAY = 4 * DAY

const floorTo = (instant: number, unit: number): number => Math.floor(instant / unit) * unit

/** Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not. */
function startOfDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function daysInMonth(year: number, month: number): number {
  return (startOfDay(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - startOfDay(year, month, 1)) / DAY
}
