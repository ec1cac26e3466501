import type { CompareOperator, Domain, Scalar } from '../ir/node.js'
import { type Address, parseAddress } from './address.js'
import { compareText } from './code-points.js'
import { parseInstant } from './instant.js'

/** Orders two members of a domain; undefined where they are not comparable (IPv4 beside IPv6). */
export type Ordering = number | undefined

/** Tells for a value whether it is in relation `op` to the bound. A value outside of the domain never is. */
export type ValueTest = (value: Scalar) => boolean

/** A test against a literal bound. A bound that is not in the domain is in relation to nothing. */
export function boundTest(domain: Domain, op: CompareOperator, bound: Scalar): ValueTest {
  return testIn(DOMAINS[domain] as DomainOf<unknown>, op, bound)
}

/** How two values of a domain stand; undefined when one is outside of it or they are not comparable. */
export function orderIn(domain: Domain, a: Scalar, b: Scalar): Ordering {
  const { read, order } = DOMAINS[domain] as DomainOf<unknown>
  const left = read(a)
  const right = read(b)
  return left === undefined || right === undefined ? undefined : order(left, right)
}

/** Whether a value has a place in the domain. */
export function inDomain(domain: Domain, value: Scalar): boolean {
  return DOMAINS[domain].read(value) !== undefined
}

export function satisfies(ordering: number, op: CompareOperator): boolean {
  switch (op) {
    case 'eq':
      return ordering === 0
    case 'lt':
      return ordering < 0
    case 'le':
      return ordering <= 0
    case 'gt':
      return ordering > 0
    case 'ge':
      return ordering >= 0
  }
}

/** A number, or a string of the form `-?digits[.digits]` as the nearest double. */
export function readNumeric(value: Scalar): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : undefined
}

interface DomainOf<T> {
  readonly read: (value: Scalar) => T | undefined
  /** Instants: a literal bound is a number of milliseconds, a value is text. */
  readonly readBound?: (bound: Scalar) => T | undefined
  readonly order: (a: T, b: T) => Ordering
}

const DECIMAL = /^-?[0-9]+(?:\.[0-9]+)?$/

const number = (value: Scalar): number | undefined => (typeof value === 'number' ? value : undefined)
const text = (value: Scalar): string | undefined => (typeof value === 'string' ? value : undefined)
// Not a subtraction: Infinity from itself is NaN.
const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

const DOMAINS: {
  readonly number: DomainOf<number>
  readonly text: DomainOf<string>
  readonly numeric: DomainOf<number>
  readonly instant: DomainOf<number>
  readonly ip: DomainOf<Address>
} = {
  number: { read: number, order: byNumber },
  text: { read: text, order: compareText },
  numeric: { read: readNumeric, order: byNumber },
  instant: {
    read: (value) => (typeof value === 'string' ? parseInstant(value) : undefined),
    readBound: number,
    order: byNumber,
  },
  ip: {
    read: (value) => (typeof value === 'string' ? parseAddress(value) : undefined),
    order: (a, b) => (a.family !== b.family ? undefined : a.bits < b.bits ? -1 : a.bits > b.bits ? 1 : 0),
  },
}

function testIn<T>({ read, readBound, order }: DomainOf<T>, op: CompareOperator, literal: Scalar): ValueTest {
  const bound = (readBound ?? read)(literal)
  if (bound === undefined) return () => false
  return (value) => {
    const own = read(value)
    if (own === undefined) return false
    const ordering = order(own, bound)
    return ordering !== undefined && satisfies(ordering, op)
  }
}
