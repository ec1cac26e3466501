import type { RelativeInstant } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { type EscapeProblem, unescapeText } from './unescape.js'

/** A value as written. Numbers that a double does not hold are a problem, not another number. */
export type Literal = string | number | boolean | null | RelativeInstant

export type LiteralResult =
  | { readonly value: Literal }
  | { readonly problem: EscapeProblem; readonly code: 'condition/escape' | 'condition/number' }

export function readLiteral(token: IToken): LiteralResult {
  const { image } = token
  const first = image[0] as string
  if (first === '-' || (first >= '0' && first <= '9')) return numeral(image)
  if (/^now/i.test(image)) return { value: relativeInstant(image) }
  if (/^(?:true|false|null)$/i.test(image)) return { value: WORDS[image.toLowerCase()] as Literal }
  const read = unescapeText(image)
  return 'problem' in read ? { problem: read.problem, code: 'condition/escape' } : { value: read.text }
}

const WORDS: Readonly<Record<string, Literal>> = { true: true, false: false, null: null }

function numeral(image: string): LiteralResult {
  const value = Number(image)
  const exact = Number.isFinite(value) && (!/^-?\d+$/.test(image) || BigInt(image) === BigInt(value))
  if (exact) return { value: value === 0 ? 0 : value }
  return {
    code: 'condition/number',
    problem: {
      start: 0,
      end: image.length,
      message: `Events cannot hold the number ${image.slice(0, 40)}: JSON numbers are doubles.`,
      hint: 'Put it in quotes if the field holds text.',
    },
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const FLOORS = { m: 'minute', h: 'hour', d: 'day', w: 'week', M: 'month', y: 'year' } as const

/** now, now-15m, now-1d/d. */
function relativeInstant(image: string): RelativeInstant {
  const [, sign, amount, unit, floor] = /^[nN][oO][wW](?:([+-])(\d+)(ms|[smhdw]))?(?:\/([mhdwMy]))?$/.exec(image) ?? []
  const offset = amount === undefined ? 0 : Number(amount) * (UNITS[unit as string] as number) * (sign === '-' ? -1 : 1)
  return { now: offset, ...(floor === undefined ? {} : { floor: FLOORS[floor as keyof typeof FLOORS] }) }
}
