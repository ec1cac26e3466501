import type { Condition, ShapeKind } from '../ir/node.js'
import type { ScalarTest } from './scalar-test.js'

/**
 * What is said of one element, in few kinds of parts: a Boolean formula over atoms. Equal formulas are one, and a
 * formula and its negation differ in the lowest bit only, so that both sides of a comparison share what they share.
 */
export type Formula = number

export const ALWAYS: Formula = 0
export const NEVER: Formula = 1

export const negate = (formula: Formula): Formula => formula ^ 1
export const isNegated = (formula: Formula): boolean => (formula & 1) === 1

/** Keys hold no dots. The event itself stands under this one, in an object around everything. */
export const EVENT_KEY = '.'

export type Atom =
  /** The element is a scalar that passes. */
  | { readonly type: 'scalar'; readonly test: ScalarTest }
  /** The element is an object without keys. */
  | { readonly type: 'emptyObject' }
  /** The element is an object. */
  | { readonly type: 'object' }
  /** Some element of the path is so. */
  | { readonly type: 'some'; readonly path: readonly string[]; readonly inner: Formula }
  /** Some node under the key is of one of these kinds (bits of KIND), or there is none and that is one of them. */
  | { readonly type: 'node'; readonly key: string; readonly kinds: number }
  /** At least so many (two or more) elements of the path are so. */
  | { readonly type: 'count'; readonly path: readonly string[]; readonly inner: Formula; readonly least: number }
  /** Some scalar at or below the element is so. */
  | { readonly type: 'below'; readonly inner: Formula }
  /** Some element is so whose path from here fits what is left of a pattern. */
  | { readonly type: 'fitting'; readonly rest: string; readonly inner: Formula }
  /** Of the keys that are equal when folded, this one comes first. */
  | { readonly type: 'first'; readonly folded: string; readonly key: string }
  /** A leaf that nothing is known of but that it is the same wherever it stands in one element. */
  | { readonly type: 'free'; readonly leaf: Condition; readonly name: string }

export type FormulaNode =
  | { readonly type: 'and'; readonly parts: readonly Formula[] }
  | { readonly type: 'true' }
  | Atom

export const KIND: { readonly [K in ShapeKind]: number } = {
  missing: 1,
  null: 2,
  boolean: 4,
  number: 8,
  string: 16,
  array: 32,
  emptyArray: 64,
  object: 128,
  emptyObject: 256,
}
export const EVERY_KIND = 511

/** All formulas of one comparison. */
export interface Formulas {
  readonly nodeOf: (formula: Formula) => FormulaNode
  readonly and: (parts: readonly Formula[]) => Formula
  readonly or: (parts: readonly Formula[]) => Formula
  readonly scalar: (test: ScalarTest) => Formula
  readonly object: (kind: 'object' | 'emptyObject') => Formula
  readonly some: (path: readonly string[], inner: Formula) => Formula
  readonly node: (key: string, kinds: number) => Formula
  readonly count: (path: readonly string[], inner: Formula, least: number) => Formula
  readonly below: (inner: Formula) => Formula
  readonly fitting: (rest: string, inner: Formula) => Formula
  readonly first: (folded: string, key: string) => Formula
  readonly free: (leaf: Condition, name: string) => Formula
  /** How much an event has to hold, roughly, to make it true. */
  readonly cost: (formula: Formula) => number
}

export function createFormulas(): Formulas {
  const nodes: FormulaNode[] = [{ type: 'true' }]
  const known = new Map<string, Formula>()
  const costs = new Map<Formula, number>()

  const made = (key: string, node: () => FormulaNode): Formula => {
    const formula = known.get(key)
    if (formula !== undefined) return formula
    const fresh = nodes.length * 2
    nodes.push(node())
    known.set(key, fresh)
    return fresh
  }
  const nodeOf = (formula: Formula): FormulaNode => nodes[formula >> 1] as FormulaNode

  function and(parts: readonly Formula[]): Formula {
    const flat = new Set<Formula>()
    const stack = [...parts].reverse()
    for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
      const node = isNegated(part) ? undefined : nodeOf(part)
      if (part === NEVER || flat.has(negate(part))) return NEVER
      if (node?.type === 'and') for (let i = node.parts.length - 1; i >= 0; i--) stack.push(node.parts[i] as Formula)
      else if (part !== ALWAYS) flat.add(part)
    }
    if (flat.size === 0) return ALWAYS
    const distinct = [...flat]
    if (distinct.length === 1) return distinct[0] as Formula
    const key = [...distinct].sort((a, b) => a - b).join()
    return made(`&${key}`, () => ({ type: 'and', parts: distinct }))
  }
  const or = (parts: readonly Formula[]): Formula => negate(and(parts.map(negate)))

  /** What speaks of some element speaks of each alternative by itself. */
  function spread(inner: Formula, of: (part: Formula) => Formula): Formula {
    const node = nodeOf(inner)
    if (inner === NEVER) return NEVER
    return node.type === 'and' && isNegated(inner) ? or(node.parts.map((part) => of(negate(part)))) : of(inner)
  }

  function some(path: readonly string[], inner: Formula): Formula {
    if (path.length === 0) return inner
    return spread(inner, (part) => {
      const node = nodeOf(part)
      if (node.type === 'some' && !isNegated(part)) return some([...path, ...node.path], node.inner)
      return made(`some ${path.join('.')} ${part}`, () => ({ type: 'some', path, inner: part }))
    })
  }

  function cost(formula: Formula): number {
    const before = costs.get(formula)
    if (before !== undefined) return before
    const node = nodeOf(formula)
    let sum = isNegated(formula) ? 0 : node.type === 'fitting' || node.type === 'below' ? 2 : 1
    if (node.type === 'true') sum = isNegated(formula) ? Number.POSITIVE_INFINITY : 0
    else if (node.type === 'and') {
      const parts = node.parts.map((part) => cost(isNegated(formula) ? negate(part) : part))
      sum = isNegated(formula) ? Math.min(...parts.slice(0, 1000)) : parts.reduce((a, b) => a + b, 0)
    } else if (node.type === 'free') sum = 50
    costs.set(formula, sum)
    return sum
  }

  return {
    nodeOf,
    and,
    or,
    some,
    cost,
    scalar: (test) =>
      test.values?.length === 0 ? NEVER : made(`scalar ${test.key}`, () => ({ type: 'scalar', test })),
    object: (type) => made(type, () => ({ type })),
    node: (key, kinds) => {
      if (kinds === 0) return NEVER
      return kinds === EVERY_KIND ? ALWAYS : made(`node ${kinds} ${key}`, () => ({ type: 'node', key, kinds }))
    },
    count: (path, inner, least) =>
      inner === NEVER
        ? NEVER
        : made(`count ${least} ${path.join('.')} ${inner}`, () => ({ type: 'count', path, inner, least })),
    below: (inner) => spread(inner, (part) => made(`below ${part}`, () => ({ type: 'below', inner: part }))),
    fitting: (rest, inner) =>
      spread(inner, (part) => made(`fitting ${part} ${rest}`, () => ({ type: 'fitting', rest, inner: part }))),
    first: (folded, key) => made(`first ${key}`, () => ({ type: 'first', folded, key })),
    free: (leaf, name) => made(`free ${name}`, () => ({ type: 'free', leaf, name })),
  }
}
