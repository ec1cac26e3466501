import type { Path, Span } from '@ruleglot/core'
import { type Formula, isLiteral, KIND, type Place } from './formula-node.js'
import { test } from './literals.js'
import type { Machine } from './machine.js'

/** The text at the place is an address in the network. */
export function inNetwork(m: Machine, node: Place, network: string, span: Span): Formula {
  const every = network.includes(':') ? EVERY_IPV6 : EVERY_IPV4
  const wider = network === every ? undefined : inNetwork(m, node, every, span)
  return test(m.store, {
    key: `cidr ${network}`,
    nodes: [node],
    mask: KIND.string,
    leaf: ([path]) => ({ kind: 'Cidr', field: path as Path, network, span }),
    needs: [],
    implies: wider !== undefined && isLiteral(wider) ? [wider.atom] : [],
    span,
  })
}

export const EVERY_IPV4 = '0.0.0.0/0'
export const EVERY_IPV6 = '::/0'
