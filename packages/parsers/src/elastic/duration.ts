/** Seconds in `5m`, `1h`, `7d`; undefined for anything else. Months and years have no fixed length. */
export function secondsIn(duration: string): number | undefined {
  const found = /^(\d{1,12})\s*([smhdw])$/.exec(duration.trim())
  return found === null ? undefined : Number(found[1]) * (SECONDS[found[2] as string] as number)
}

/** Seconds back from now in `now-9m`. */
export function secondsBack(date: string): number | undefined {
  const text = date.trim()
  return text.startsWith('now-') ? secondsIn(text.slice(4)) : undefined
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
