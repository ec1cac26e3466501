import type { Assumption, AssumptionKind, Path, Scalar, Span } from '@ruleglot/core'
import { askedAt } from './asked-at.js'
import type { Formula, Literal, Place, Scope } from './formula-node.js'
import type { Machine } from './machine.js'
import { absolute, assumed, placesIn, type Role } from './roles.js'

/** How a formula is written as IR, and what is assumed on the way. */
export interface Rendering {
  readonly m: Machine
  readonly explicit: boolean
  readonly assumptions: Assumption[]
  /** Places that the condition speaks of: what is assumed of them is named already. */
  readonly spoken: Set<Place>
  /** Lists by scope of which it is named that no null stands in them. */
  readonly nulls: Set<string>
  readonly span: Span
  /** Places of which list or scalar is assumed. */
  readonly roles: ReadonlyMap<Place, Role>
  /** Whether an assumption may be made at all. */
  readonly allowed: (kind: AssumptionKind, path: Path) => boolean
  /** Outer conditions that items are asked about, by atom: names of Let. */
  readonly lets: {
    readonly scope: string
    readonly names: Map<string, { readonly name: string; readonly literal: Literal }>
  }[]
}

export function createRendering(
  m: Machine,
  made: Pick<Rendering, 'explicit' | 'roles' | 'allowed' | 'span'>,
): Rendering {
  return { m, assumptions: [], spoken: new Set(), nulls: new Set(), lets: [], ...made }
}

/** Where the rule asks for the values, or reads the place; all of it where that is not known. */
export function spanOf(node: Place, r: Rendering, values: readonly Scalar[] = []): Span {
  return askedAt(r.m, node, values) ?? r.span
}

/** The path with the letter case that the condition asks for. */
export function pathOf(node: Place, r: Rendering): Path {
  if (node.exact || (!r.explicit && r.allowed('keyCase', absolute(node)))) return node.path
  return node.path.map((key) => ({ key, ignoreCase: true }) as const)
}

/** What reading a place relies on. `whole`: what stands below it matters as well. */
export function read(node: Place, r: Rendering, whole = false): void {
  if (node.path.length === 0) return
  r.spoken.add(node)
  const last = r.roles.get(node) ?? 'scalar'
  if (!r.explicit) {
    if (last === 'scalar') assume(r, 'scalar', node)
    else if (last === 'list') assume(r, 'list', node)
    else if (last !== 'either') {
      assume(r, 'scalar', node)
      assume(r, KIND_OF_ROLE[last], node)
    }
    if (!node.exact && r.allowed('keyCase', absolute(node))) assume(r, 'keyCase', node)
  }
  if (whole || node.path.length > 1 || node.path.some((key) => key.includes('.'))) assume(r, 'nestedKeys', node)
}

const KIND_OF_ROLE = {
  text: 'stringWhenPresent',
  number: 'numberWhenPresent',
  boolean: 'booleanWhenPresent',
  object: 'objectWhenPresent',
} as const

/** What is assumed of the items of lists, which no leaf of its own says. */
export function assumeItems(r: Rendering): void {
  for (const [node, role] of r.roles) {
    if (node.path.length === 0 && role !== 'scalar' && role !== 'list' && role !== 'either')
      assume(r, KIND_OF_ROLE[role], node)
  }
}

/**
 * What is assumed of places that the condition no longer speaks of, where that is why it does not: a list of which the
 * rule asks something, under `scalar`, leaves no trace but must be named. To be called after all has been written.
 */
export function assumeDropped(r: Rendering, before: Formula, after: Formula): void {
  // No formula sees null in a list: where it matters and the list is not asked about any more, it is said all the same.
  for (const [id, list] of r.m.nulls) if (!r.nulls.has(id)) assume(r, 'noNullElements', list)
  const kept = placesIn([after])
  const gone = [...r.roles].filter(
    ([node, role]) => role !== 'either' && node.path.length > 0 && !kept.has(node) && !r.spoken.has(node),
  )
  const roles = new Map(r.roles)
  for (const [node] of gone) roles.delete(node)
  if (gone.length === 0 || assumed(r.m.store, before, roles) === after) return
  for (const [i, [node, role]] of gone.entries()) {
    const less = new Map([...roles, ...gone.slice(i + 1)])
    if (i < MOST_ASKED && assumed(r.m.store, before, less) === after) continue
    roles.set(node, role)
    read(node, r)
  }
}

/** Each answer goes through the whole formula again. */
const MOST_ASKED = 16

export function assumeList(node: Place, scope: Scope, r: Rendering): void {
  read(node, r)
  if (node.path.length > 0 && r.roles.get(node) !== 'list') assume(r, 'flatLists', node)
  if (!r.m.nulls.has(scope.id)) return
  r.nulls.add(scope.id)
  assume(r, 'noNullElements', node)
}

const WHY: Partial<Record<AssumptionKind, string>> = {
  scalar: 'Python compares the value that stands there; a list is not its elements',
  stringWhenPresent: '`in` asks for a part of a text; of anything else it means something different',
  list: 'the rule goes through it as a list of values',
  flatLists: 'Python does not open a list inside a list',
  nestedKeys: 'get() and deep_get() go from key to key',
  keyCase: 'get() and deep_get() ignore the letter case of keys',
  notBoolean: "Python's True is 1 and False is 0",
  asciiCase: "lower() and upper() differ from ruleglot's folding on a few letters",
  noEmptyObject: 'an object that holds nothing is not None',
  distinctValues: 'deep_walk() gives equal values once, and one value bare',
  noNullElements: 'null in the list makes the rule raise, or is an item like others',
}

export function assume(r: Rendering, kind: AssumptionKind, node: Place): void {
  const add = (one: AssumptionKind, path: Path): void => {
    r.assumptions.push({ kind: one, path, why: WHY[kind] ?? 'Python reads it so', span: spanOf(node, r) })
  }
  const around = node.scope.list
  if (around === undefined || (kind !== 'scalar' && kind !== 'list')) {
    add(kind, spelled(node, r))
    return
  }
  const own = pathOf(node, r)
  for (const i of own.keys()) {
    const isList = kind === 'list' && i === own.length - 1
    add(isList ? 'listInItems' : 'scalarInItems', [...spelled(around, r), ...own.slice(0, i + 1)])
  }
}

/** The path from the event with letter case as the condition reads it. */
function spelled(node: Place, r: Rendering): Path {
  const around = node.scope.list
  return around === undefined ? pathOf(node, r) : [...spelled(around, r), ...pathOf(node, r)]
}
