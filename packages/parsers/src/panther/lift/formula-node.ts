import type { Condition, Path, Scalar, Span } from '@ruleglot/core'

/**
 * What must hold for Python to take a way through a rule, as an exact Boolean formula over what stands in the raw event.
 * Python sees one value at a place, never the items of a list: `is` gives its kind, the other literals what it holds.
 * Formulas are shared (equal ones are one object) and simplified as they are made. Negation stands at literals only.
 */
export type Formula = Constant | Literal | Several

export interface Constant {
  readonly op: 'true' | 'false'
  readonly id: number
}

export interface Several {
  readonly op: 'and' | 'or'
  readonly id: number
  readonly parts: readonly Formula[]
}

export type Literal = Is | In | Test | Some | Count | Unknown

interface Signed {
  readonly id: number
  /** The literal without its sign. */
  readonly atom: string
  readonly negated: boolean
}

/** The place holds one of these kinds. Never negated: the other kinds are named instead. */
export interface Is extends Signed {
  readonly op: 'is'
  readonly node: Place
  readonly mask: number
}

/** The place holds one of these scalars. */
export interface In extends Signed {
  readonly op: 'in'
  readonly node: Place
  readonly values: readonly Scalar[]
}

/** A leaf of IR over the values of some places, true only where the first holds one of the kinds. */
export interface Test extends Signed {
  readonly op: 'test'
  readonly nodes: readonly Place[]
  readonly mask: number
  readonly leaf: (paths: readonly Path[]) => Condition
  /** Python's truth of what stands there, kept as one literal: rules ask for it all the time. */
  readonly truthy?: true
  readonly needs: readonly 'asciiCase'[]
  /** Literals that are true where this one is. */
  readonly implies?: readonly string[]
  readonly span: Span
}

/** The place is a list, and one of its items satisfies. */
export interface Some extends Signed {
  readonly op: 'some'
  readonly node: Place
  readonly scope: Scope
  readonly body: Formula
}

/** The place is a list, and so many of its items satisfy. */
export interface Count extends Signed {
  readonly op: 'count'
  readonly node: Place
  readonly scope: Scope
  readonly body: Formula
  readonly sign: 'eq' | 'lt' | 'le' | 'gt' | 'ge'
  readonly count: number
  /** Values that are counted once each, where that is not to be seen: no two may be equal. */
  readonly distinct?: Place
}

/** What could not be read. `refutes`: literals that are false where this one is true. */
export interface Unknown extends Signed {
  readonly op: 'unknown'
  readonly text: string
  readonly reason: string
  readonly refutes: readonly string[]
  readonly span: Span
}

/** The event, or an item of a list at a place of the scope around. */
export interface Scope {
  readonly id: string
  readonly depth: number
  readonly list?: Place
}

/** One place of the raw event, by nested keys. `exact`: letter case counts. */
export interface Place {
  readonly key: string
  readonly scope: Scope
  readonly path: readonly string[]
  readonly exact: boolean
  readonly parent: Place | undefined
}

export const KIND = {
  missing: 1,
  null: 2,
  boolean: 4,
  number: 8,
  string: 16,
  emptyArray: 32,
  array: 64,
  emptyObject: 128,
  object: 256,
} as const

export const ANY = 511
export const LISTS = KIND.array | KIND.emptyArray
export const OBJECTS = KIND.object | KIND.emptyObject
export const SCALARS = KIND.boolean | KIND.number | KIND.string
/** An item of a list as IR sees it: no list, no null. */
const ITEM = SCALARS | OBJECTS

export const TRUE: Constant = { op: 'true', id: 0 }
export const FALSE: Constant = { op: 'false', id: 1 }
export const EVENT: Scope = { id: '', depth: 0 }

/** Thrown inside the lifter only: the rule is too large to be followed. */
export class TooLarge extends Error {}

export function isLiteral(formula: Formula): formula is Literal {
  return formula.op !== 'true' && formula.op !== 'false' && formula.op !== 'and' && formula.op !== 'or'
}

export function scopeOf(list: Place, depth: number): Scope {
  return { id: `${list.key} ${depth}`, depth, list }
}

/** The kinds that can stand at a place at all. */
export function possible(node: Place): number {
  if (node.path.length > 0) return ANY
  return node.scope.list === undefined ? OBJECTS : ITEM
}

export function kindOf(value: Scalar): number {
  return typeof value === 'string' ? KIND.string : typeof value === 'number' ? KIND.number : KIND.boolean
}
