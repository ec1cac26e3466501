import { type FieldType, parseAddress, type Scalar } from '@ruleglot/core'
import type { ValueKind } from './literals.js'

/** What a field of each type compares with, in KQL and EQL alike; types that take no plain values are left out. */
export const VALUE_KINDS: Readonly<Partial<Record<FieldType | 'unknown', ValueKind>>> = {
  unknown: 'untyped',
  keyword: 'text',
  constant_keyword: 'text',
  wildcard: 'text',
  flattened: 'text',
  long: 'number',
  float: 'number',
  boolean: 'boolean',
}

/** What has to be assumed where a text stands for values of one type only. */
export const ASSUMED = {
  string: 'stringWhenPresent',
  number: 'numberWhenPresent',
  boolean: 'booleanWhenPresent',
} as const

/** The scalars whose canonical text this is. */
export function scalarsReadAs(text: string): readonly Scalar[] {
  const number = Number(text)
  return [
    text,
    ...(text.trim() !== '' && Number.isFinite(number) && String(number) === text ? [number] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
  ]
}

/** A `long` holds whole numbers only. */
export function isWhole(value: Scalar): boolean {
  return typeof value !== 'number' || Number.isInteger(value)
}

/** The values as IPv4 addresses, if they all are: those have one spelling, so text and address are the same test. */
export function ipv4Addresses(values: readonly Scalar[]): readonly string[] | undefined {
  const addresses = values.filter(
    (value): value is string => typeof value === 'string' && parseAddress(value)?.family === 4,
  )
  return addresses.length === values.length ? addresses : undefined
}
