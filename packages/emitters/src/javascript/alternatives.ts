import { type CidrNode, type Condition, type Field, isPath, type Scalar, type Truth } from '@ruleglot/core'
import { someScalar } from './raw-reader.js'

/**
 * The alternatives of an Or that closures decide together: networks of one field, and comparisons of one field, by
 * looking its values up instead of comparing each.
 */
export type Test = (event: unknown, now: number | undefined) => Truth

/** From so many comparisons of one field on they are looked up. */
export const MANY_CASES = 4

/** An alternative that needs `value` at the field, and what it needs besides. */
export interface Case {
  readonly node: Condition
  readonly value: Scalar
  readonly rest: readonly Condition[]
}

/** A path of names; undefined for patterns, expressions and names of any case. */
export function plainPath(field: Field): readonly string[] | undefined {
  return isPath(field) && field.every((segment) => typeof segment === 'string')
    ? (field as readonly string[])
    : undefined
}

/** The networks of each field that has several. */
export function networksByField(
  children: readonly Condition[],
): readonly { readonly path: readonly string[]; readonly nodes: readonly CidrNode[] }[] {
  const fields = new Map<string, { readonly path: readonly string[]; readonly nodes: CidrNode[] }>()
  for (const node of children) {
    const path = node.kind === 'Cidr' ? plainPath(node.field) : undefined
    if (node.kind !== 'Cidr' || path === undefined) continue
    const key = JSON.stringify(path)
    const group = fields.get(key)
    if (group === undefined) fields.set(key, { path, nodes: [node] })
    else group.nodes.push(node)
  }
  return [...fields.values()].filter(({ nodes }) => nodes.length > 1)
}

/** The field that most alternatives compare with a value, by itself or as one of the things they need. */
export function likeliestField(children: readonly Condition[]): {
  readonly path: readonly string[]
  readonly cases: readonly Case[]
} {
  const fields = new Map<string, { readonly path: readonly string[]; readonly cases: Case[] }>()
  for (const node of children) {
    const parts = node.kind === 'And' ? node.children : [node]
    const seen = new Set<string>()
    for (const part of parts) {
      if (part.kind !== 'Compare' || part.op !== 'eq' || part.domain !== undefined) continue
      const path = plainPath(part.field)
      if (path === undefined || typeof part.value === 'object') continue
      const key = JSON.stringify(path)
      // A field may be asked twice, where it holds a list.
      if (seen.has(key)) continue
      seen.add(key)
      const own = { node, value: part.value, rest: parts.filter((other) => other !== part) }
      const group = fields.get(key)
      if (group === undefined) fields.set(key, { path, cases: [own] })
      else group.cases.push(own)
    }
  }
  let best: { readonly path: readonly string[]; readonly cases: readonly Case[] } = { path: [], cases: [] }
  for (const group of fields.values()) if (group.cases.length > best.cases.length) best = group
  return best
}

/** True when a value of the field has a test that is: as `(field is value and test) or ...`, unknown parts included. */
export function dispatchTest(
  path: readonly string[],
  cases: readonly { readonly value: Scalar; readonly test: Test }[],
  nested: boolean,
): Test {
  const byValue = new Map<Scalar, Test[]>()
  for (const { value, test } of cases) {
    const tests = byValue.get(value)
    if (tests === undefined) byValue.set(value, [test])
    else tests.push(test)
  }
  let event: unknown
  let clock: number | undefined
  let unknown = false
  const found = someScalar(
    path,
    (value) => {
      const tests = byValue.get(value)
      if (tests === undefined) return false
      for (let i = 0; i < tests.length; i++) {
        const truth = (tests[i] as Test)(event, clock)
        if (truth === true) return true
        if (truth === 'unknown') unknown = true
      }
      return false
    },
    nested,
  )
  return (of, now) => {
    event = of
    clock = now
    unknown = false
    const holds = found(of)
    event = undefined
    return holds || (unknown ? 'unknown' : false)
  }
}
