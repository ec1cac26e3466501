import { type Condition, canonicalText, isPath, literalOf, type Path, type Scalar } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'
import { regexLiterals } from './regex-literals.js'
import type { Literal } from './window-table.js'

/**
 * What an event that a condition is true on cannot do without. A clause is a list of hints; one of them at least holds.
 * Hints may hold on other events too: they only say where to look.
 */
export type Clause = readonly Hint[]

export interface Hint {
  /** The field; `anywhere` stands for every scalar of the event. */
  readonly path: Path | 'anywhere'
  /** Some value, folded, is this text or holds this literal. `present`: the field has a value, or an object below it. */
  readonly what: { readonly exact: string } | Literal | 'present'
}

/** Clauses of which each holds on every event that the condition is true on. `cost` says which of them is a good one. */
export function necessaryClauses(condition: Condition, cost: (hint: Hint) => number): readonly Clause[] {
  return clausesOf(condition, [], cost)
}

export function clauseCost(clause: Clause, cost: (hint: Hint) => number): number {
  let sum = 0
  for (const hint of clause) sum += cost(hint)
  return sum
}

export function cheapestClause(clauses: readonly Clause[], cost: (hint: Hint) => number): Clause | undefined {
  let best: Clause | undefined
  let least = Number.POSITIVE_INFINITY
  for (const clause of clauses) {
    const own = clauseCost(clause, cost)
    if (own < least) {
      least = own
      best = clause
    }
  }
  return best
}

type Cost = (hint: Hint) => number
/** Where the paths of a condition begin. */
type Base = Path | 'anywhere'

const NONE: readonly Clause[] = []

function clausesOf(node: Condition, base: Base, cost: Cost): readonly Clause[] {
  switch (node.kind) {
    case 'False':
      return [[]]
    case 'And': {
      const all: Clause[] = []
      for (const child of node.children) for (const clause of clausesOf(child, base, cost)) all.push(clause)
      return all
    }
    case 'Or':
      return joinedByOr(
        node.children.map((child) => clausesOf(child, base, cost)),
        cost,
      )
    case 'Not':
      return clausesOfNot(node.child, base, cost)
    // A leaf of p.q holds when some element of p has it at q.
    case 'Some':
      return base === 'anywhere' ? NONE : clausesOf(node.condition, [...base, ...node.path], cost)
    case 'Search':
      return clausesOf(node.condition, 'anywhere', cost)
    case 'CompareFields':
      return [...presence(node.left, base), ...presence(node.right, base)]
    case 'Exists':
    case 'Tokens':
    case 'Cidr':
      return presence(node.field, base)
    case 'Compare':
      if (node.op !== 'eq' || node.domain !== undefined || typeof node.value === 'object') {
        return presence(node.field, base)
      }
      return exactly(node.field, base, [node.value])
    case 'In':
      return exactly(node.field, base, node.values)
    case 'Match': {
      const place = placeOf(node.field, base)
      return place === undefined ? NONE : patternClauses(node.pattern, place)
    }
    case 'Regex': {
      const place = placeOf(node.field, base)
      if (place === undefined) return NONE
      const clauses = regexLiterals(node.tree, true).map(
        (texts): Clause => texts.map((text) => ({ path: place, what: { text, at: 'anywhere' } })),
      )
      return [...clauses, ...presence(node.field, base)]
    }
    default:
      return NONE
  }
}

/** What cannot be done without where the node is not to hold: negation says nothing of a leaf, but turns joins around. */
function clausesOfNot(node: Condition, base: Base, cost: Cost): readonly Clause[] {
  switch (node.kind) {
    case 'True':
      return [[]]
    case 'Not':
      return clausesOf(node.child, base, cost)
    case 'Or':
      return node.children.flatMap((child) => clausesOfNot(child, base, cost))
    case 'And':
      return joinedByOr(
        node.children.map((child) => clausesOfNot(child, base, cost)),
        cost,
      )
    default:
      return NONE
  }
}

/** The best clause of each way, together. */
function joinedByOr(ways: readonly (readonly Clause[])[], cost: Cost): readonly Clause[] {
  const any: Hint[] = []
  for (const way of ways) {
    const best = cheapestClause(way, cost)
    if (best === undefined) return NONE
    for (const hint of best) any.push(hint)
  }
  return [any]
}

type Place = Hint['path']
type MatchPattern = Extract<Condition, { readonly kind: 'Match' }>['pattern']

function placeOf(field: Extract<Condition, { readonly kind: 'Exists' }>['field'], base: Base): Place | undefined {
  if (!isPath(field)) return undefined
  if (base === 'anywhere') return field.length === 0 ? 'anywhere' : undefined
  const path = [...base, ...field]
  return path.every((segment) => typeof segment === 'string') ? path : undefined
}

function presence(field: Extract<Condition, { readonly kind: 'Exists' }>['field'], base: Base): readonly Clause[] {
  const path = placeOf(field, base)
  return path === undefined || path === 'anywhere' ? NONE : [[{ path, what: 'present' }]]
}

function exactly(
  field: Extract<Condition, { readonly kind: 'Exists' }>['field'],
  base: Base,
  values: readonly Scalar[],
): readonly Clause[] {
  const path = placeOf(field, base)
  if (path === undefined) return NONE
  return [values.map((value) => ({ path, what: { exact: foldFast(canonicalText(value)) } }))]
}

/** Each text of a pattern is a clause of its own. */
function patternClauses(pattern: MatchPattern, path: Place): readonly Clause[] {
  const whole = literalOf(pattern)
  if (whole !== undefined) return [[{ path, what: { exact: foldFast(whole) } }]]
  const clauses: Clause[] = []
  for (const [i, part] of pattern.entries()) {
    if (typeof part !== 'string' || part === '') continue
    const at = i === 0 ? 'start' : i === pattern.length - 1 ? 'end' : 'anywhere'
    clauses.push([{ path, what: { text: foldFast(part), at } }])
  }
  if (clauses.length === 0 && path !== 'anywhere') clauses.push([{ path, what: 'present' }])
  return clauses
}
