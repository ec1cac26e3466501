import type { AddressKind } from './address-kinds.js'

/** What a `Condition` of one key asks. */
export type KeyTest =
  | { readonly test: 'equals'; readonly ignoreCase: boolean }
  | { readonly test: 'text'; readonly where: 'start' | 'end' | 'anywhere'; readonly ignoreCase: boolean }
  | { readonly test: 'has' }
  | { readonly test: 'in' }
  | { readonly test: 'order'; readonly op: 'lt' | 'le' | 'gt' | 'ge' }
  | { readonly test: 'present' }
  | { readonly test: 'value' }
  | { readonly test: 'content' }
  | { readonly test: 'address'; readonly kind: AddressKind }
  | { readonly test: 'network' }

/** `inverse`: the opposite of the test, so true where the key is missing. */
export type NamedTest = KeyTest & { readonly inverse: boolean }

/** The conditions of one key, under every spelling that Panther's documents and fixtures have for them. */
export function namedTest(name: string): NamedTest | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
}

/** The known name that is most like another, for a hint. */
export function similarName(name: string): string | undefined {
  const wanted = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return Object.keys(NAMES).find((known) => {
    const other = known.toLowerCase()
    return other === wanted || other === `is${wanted}` || (wanted.length > 5 && other.startsWith(wanted))
  })
}

const NAMES: Readonly<Record<string, NamedTest>> = {
  ...pair('Equals', 'DoesNotEqual', { test: 'equals', ignoreCase: false }),
  ...pair('IEquals', 'IDoesNotEqual', { test: 'equals', ignoreCase: true }),
  ...pair('StartsWith', 'DoesNotStartWith', { test: 'text', where: 'start', ignoreCase: false }),
  ...pair('IStartsWith', 'IDoesNotStartWith', { test: 'text', where: 'start', ignoreCase: true }),
  ...pair('EndsWith', 'DoesNotEndWith', { test: 'text', where: 'end', ignoreCase: false }),
  ...pair('IEndsWith', 'IDoesNotEndWith', { test: 'text', where: 'end', ignoreCase: true }),
  ...pair('Contains', 'DoesNotContain', { test: 'text', where: 'anywhere', ignoreCase: false }),
  ...pair('IContains', 'IDoesNotContain', { test: 'text', where: 'anywhere', ignoreCase: true }),
  ...pair('Has', 'DoesNotHave', { test: 'has' }),
  ...pair('IsIn', 'IsNotIn', { test: 'in' }),
  ...order('IsGreaterThan', 'gt'),
  ...order('IsLessThan', 'lt'),
  ...order('IsGreaterThanOrEquals', 'ge'),
  ...order('IsGreaterThanOrEqual', 'ge'),
  ...order('IsGreaterThanOrEqualTo', 'ge'),
  ...order('IsLessThanOrEquals', 'le'),
  ...order('IsLessThanOrEqual', 'le'),
  ...order('IsLessThanOrEqualTo', 'le'),
  ...pair('Exists', 'DoesNotExist', { test: 'present' }),
  ...pair('IsNotNull', 'IsNull', { test: 'value' }),
  ...pair('IsNotNullOrEmpty', 'IsNullOrEmpty', { test: 'content' }),
  IsIPAddress: { test: 'address', kind: 'any', inverse: false },
  IsIPv4Address: { test: 'address', kind: 'ipv4', inverse: false },
  IsIPv6Address: { test: 'address', kind: 'ipv6', inverse: false },
  IsIPAddressPublic: { test: 'address', kind: 'public', inverse: false },
  IsIPAddressPrivate: { test: 'address', kind: 'private', inverse: false },
  ...pair('IsIPAddressInCIDR', 'IsIPAddressNotInCIDR', { test: 'network' }),
}

function pair(name: string, opposite: string, test: KeyTest): Readonly<Record<string, NamedTest>> {
  return { [name]: { ...test, inverse: false }, [opposite]: { ...test, inverse: true } }
}

function order(name: string, op: 'lt' | 'le' | 'gt' | 'ge'): Readonly<Record<string, NamedTest>> {
  return { [name]: { test: 'order', op, inverse: false } }
}
