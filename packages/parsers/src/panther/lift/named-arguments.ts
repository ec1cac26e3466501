import type { Arguments } from './call.js'

/** Arguments by name that are read, by the method or function of Python that takes them. Any other is not known. */
const METHODS: Readonly<Record<string, readonly string[] | undefined>> = {
  get: ['default'],
  deep_get: ['default'],
  deep_walk: ['default', 'return_val'],
  udm: ['default'],
}

const FUNCTIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  'panther_base_helpers.deep_get': ['default'],
  'ipaddress.ip_network': ['strict'],
  're.compile': ['flags'],
  're.search': ['flags'],
  're.match': ['flags'],
  're.fullmatch': ['flags'],
  sorted: ['key', 'reverse'],
}

export function readsNamed(kind: 'method' | 'function', name: string, { named }: Arguments): boolean {
  if (named.size === 0 || (kind === 'function' && ANY.has(name))) return true
  const table = kind === 'method' ? METHODS : FUNCTIONS
  const known = (Object.hasOwn(table, name) ? table[name] : undefined) ?? []
  return [...named.keys()].every((one) => known.includes(one))
}

/** Where names are data, or nothing is asked of what comes out. */
const ANY: ReadonlySet<string> = new Set(['dict', 'print'])
