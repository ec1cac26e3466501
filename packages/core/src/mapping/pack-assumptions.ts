import type { Assumption, AssumptionKind } from '../assumptions/assumption.js'
import { splitKeySpellings } from '../assumptions/key-spellings.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { typeKind } from './apply-facts.js'
import { type MappingContext, routingValues, sourcesOf } from './mapping-context.js'
import type { PackIndex, PathFacts } from './pack-index.js'

/**
 * What a pack knows about the fields of a condition over the vendor's event, as assumptions: they hold, so they are
 * used and not reported.
 */
export function packAssumptions(conditions: readonly Condition[], index: PackIndex): readonly Assumption[] {
  const paths = new Map<string, Path>()
  for (const condition of conditions) for (const path of fieldsRead(condition)) paths.set(dotted(path), path)
  return [...paths].flatMap(([name, path]) => {
    const facts = index.facts(name)
    if (facts === undefined) return []
    return knownKinds(facts).map((kind) => ({ kind, path, why: `the mapping ${index.pack.id} says so` }))
  })
}

/** Whether the pack says that an assumption about the vendor's event holds. */
export function isKnown({ kind, path }: Pick<Assumption, 'kind' | 'path'>, index: PackIndex): boolean {
  const facts = index.facts(dotted(path))
  if (facts === undefined) {
    if (index.listAt(dotted(path)) === dotted(path) && LIST_KINDS.includes(kind)) return true
    return KEY_KINDS.includes(kind) && index.hasFixedKeys(dotted(path))
  }
  if (kind === 'scalarInItems') return index.listAt(dotted(path)) !== dotted(path)
  if (kind === 'listInItems') return index.listAt(dotted(path)) === dotted(path)
  if (kind === 'list') return index.listAt(dotted(path)) === dotted(path) && index.listAbove(dotted(path)) === undefined
  return knownKinds(facts).includes(kind) || ALWAYS.includes(kind)
}

/** Whether the pack says that an assumption is broken by every event that has the field: it must not be made. */
export function isContradicted({ kind, path }: Pick<Assumption, 'kind' | 'path'>, index: PackIndex): boolean {
  if (kind === 'scalarInItems') return index.listAt(dotted(path)) === dotted(path)
  return kind === 'scalar' && index.listAt(dotted(path)) !== undefined
}

/** Events are the vendor's: keys are spelled and nested as the pack writes them, lists hold no lists. */
const ALWAYS: readonly AssumptionKind[] = ['keyCase', 'nestedKeys', 'flatLists', 'keywordField', 'nestedField']
const KEY_KINDS: readonly AssumptionKind[] = ['keyCase', 'nestedKeys']
const LIST_KINDS: readonly AssumptionKind[] = [
  'keyCase',
  'nestedKeys',
  'flatLists',
  'list',
  'listInItems',
  'nestedField',
]

function knownKinds(facts: PathFacts): readonly AssumptionKind[] {
  const kinds: AssumptionKind[] = []
  kinds.push('noNullElements')
  if (!facts.many) kinds.push('scalar')
  if (facts.type === 'object') kinds.push('objectWhenPresent')
  const kind = typeKind(facts.type)
  if (kind !== undefined) kinds.push(...BY_KIND[kind], 'noEmptyObject')
  const isPlain = facts.letters === 'ascii' || (facts.case ?? 'free') !== 'free'
  if (kind === 'string' && isPlain) kinds.push('asciiCase', 'noKelvinSign', 'singleLine')
  if (facts.type === 'ip' || facts.type === 'date') kinds.push('asciiCase', 'noKelvinSign', 'singleLine')
  return kinds
}

const BY_KIND: Readonly<Record<'string' | 'number' | 'boolean', readonly AssumptionKind[]>> = {
  string: ['stringWhenPresent', 'notBoolean', 'safeIntegers'],
  number: ['numberWhenPresent', 'notBoolean', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
  boolean: ['booleanWhenPresent', 'safeIntegers', 'asciiCase', 'noKelvinSign', 'plainIpv4', 'singleLine'],
}

/** Assumptions about a platform's fields as assumptions about the vendor's; one that has no counterpart stays as it is. */
export function assumptionsToSource(
  assumptions: readonly Assumption[],
  context: MappingContext,
): readonly Assumption[] {
  return splitKeySpellings(assumptions).flatMap((assumption) => {
    const name = dotted(assumption.path)
    // Routing is what every event of the source has: nothing is assumed of it.
    if (routingValues(name, context) !== undefined) return []
    const sources = sourcesOf(assumption.path, context)
    if (sources.length === 0) return [assumption]
    return sources.map(({ path }) => ({ ...assumption, path: context.index.keysOf(path) }))
  })
}
