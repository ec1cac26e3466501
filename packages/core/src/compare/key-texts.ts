import { addressText } from '../normalise/canonical-network.js'
import type { KeyDomain } from './scalar-test.js'

/** Texts of the first and the last key of an interval, in the spellings that are common. */
export function keyTexts(domain: KeyDomain, from: bigint, to: bigint): readonly string[] {
  const keys = from === to ? [from] : domain === 'instant' ? [nextDay(from, to), from, to] : [from, from + 1n, to]
  return keys.filter((key) => key >= from && key <= to).flatMap(TEXTS[domain])
}

const TEXTS: { readonly [D in KeyDomain]: (key: bigint) => readonly string[] } = {
  ipv4: (key) => [addressText(4, key)],
  ipv6: (key) => {
    const full = addressText(6, key)
    const short = shortened(full)
    return [short, full, short.toUpperCase(), full.toUpperCase()]
  },
  instant: (key) => {
    const date = new Date(Number(key))
    const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
    if (!/^\d{4}-/.test(text)) return FAR.map((zone) => withZone(key, zone)).filter((one) => one !== '')
    const texts = [text]
    if (text.endsWith('.000Z')) texts.unshift(text.replace('.000Z', 'Z'))
    if (text.endsWith(':00.000Z')) texts.push(text.replace(':00.000Z', 'Z'))
    if (text.endsWith('T00:00:00.000Z')) texts.push(text.slice(0, 10))
    return [...texts, text.slice(0, -1), text.replace('Z', '+00:00')]
  },
}

/** The first midnight in the interval, or its start. */
function nextDay(from: bigint, to: bigint): bigint {
  const day = 86_400_000n
  const next = from + ((day - (((from % day) + day) % day)) % day)
  return next <= to ? next : from
}

const FAR = ['+23:59', '-23:59'] as const

/** An instant outside of the years 0000 to 9999 in UTC, written in a zone where it is inside. */
function withZone(key: bigint, zone: (typeof FAR)[number]): string {
  const shift = (zone === '+23:59' ? 1 : -1) * 86_340_000
  const date = new Date(Number(key) + shift)
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString()
  return /^\d{4}-/.test(text) ? text.replace('Z', zone) : ''
}

/** The first longest run of zero groups as `::`. */
function shortened(full: string): string {
  const runs = [...full.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length)
  const [longest] = runs
  if (longest === undefined) return full
  const { index } = longest
  const rest = full.slice(index + longest[0].length)
  return `${full.slice(0, index)}:${rest === '' ? ':' : rest}`
}
