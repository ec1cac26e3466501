import type { Condition, Scalar } from '@ruleglot/core'
import { TRUTHY } from './facts.js'
import {
  FALSE,
  type Formula,
  type In,
  type Is,
  kindOf,
  type Place,
  possible,
  type Test,
  TRUE,
  type Unknown,
} from './formula-node.js'
import { intern, type Store } from './store.js'

/** Literals, each made once. */
export function is(store: Store, node: Place, kinds: number): Formula {
  const all = possible(node)
  const mask = kinds & all
  if (mask === 0) return FALSE
  if (mask === all) return TRUE
  const atom = `is ${node.key} ${mask}`
  return intern<Is>(store, atom, (id) => ({ op: 'is', id, atom, negated: false, node, mask }))
}

export function isIn(store: Store, node: Place, values: readonly Scalar[]): Formula {
  return inLiteral(store, node, [...new Set(values)], false)
}

export function inLiteral(store: Store, node: Place, values: readonly Scalar[], negated: boolean): Formula {
  const kept = values.filter((value) => (kindOf(value) & possible(node)) !== 0)
  if (kept.length === 0) return negated ? TRUE : FALSE
  const atom = `in ${node.key} ${JSON.stringify(kept)}`
  return intern<In>(store, `${negated ? '-' : '+'}${atom}`, (id) => ({
    op: 'in',
    id,
    atom,
    negated,
    node,
    values: kept,
  }))
}

export function test(
  store: Store,
  made: Omit<Test, 'op' | 'id' | 'atom' | 'negated'> & { readonly key: string },
): Formula {
  const { key, ...rest } = made
  const atom = `test ${rest.nodes.map((node) => node.key).join(' ')} ${key}`
  return intern<Test>(store, `+${atom}`, (id) => ({ op: 'test', id, atom, negated: false, ...rest }))
}

export function unknown(
  store: Store,
  made: Pick<Unknown, 'text' | 'reason' | 'span'> & { readonly refutes?: readonly string[]; readonly mark?: string },
): Formula {
  const atom = `unknown ${made.span.file} ${made.span.start} ${made.mark ?? ''} ${made.text}`
  const { text, reason, span, refutes = [] } = made
  return intern<Unknown>(store, `+${atom}`, (id) => ({
    op: 'unknown',
    id,
    atom,
    negated: false,
    text,
    reason,
    span,
    refutes,
  }))
}

/** Python takes what stands at the place for true. */
export function truthy(store: Store, node: Place): Formula {
  const leaf = (): Condition => ({ kind: 'True' })
  return test(store, {
    key: 'truthy',
    nodes: [node],
    mask: TRUTHY,
    leaf,
    needs: [],
    truthy: true,
    span: { start: 0, end: 0 },
  })
}
