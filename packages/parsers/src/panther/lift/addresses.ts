import {
  and as both,
  type Condition,
  type Path,
  type RegexTree,
  regex,
  type Span,
  type ValueExpression,
} from '@ruleglot/core'
import { each, onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { and, not, or } from './formula.js'
import { type Formula, KIND, LISTS, OBJECTS, type Place } from './formula-node.js'
import { EVERY_IPV4, EVERY_IPV6, inNetwork } from './in-network.js'
import { test } from './literals.js'
import { byKind, type Machine, one, raise, restrict, unknownValues, use } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Values } from './value.js'

/** Python's ipaddress: addresses in fields, networks in the rule. */
export function ipAddress(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  return each(restrict(m, args.plain[0] ?? [], live), (value, when) => {
    if (value.type === 'constant' && (value.value === null || value.value === '')) {
      raise(m, when, 'ValueError', call.span)
      return []
    }
    if (value.type !== 'node') return unknownValues(m, when, 'ip_address()', call.span)
    use(m, value.node, 'plain')
    const [text, number, other] = byKind(m, when, value.node, value.mask, [
      KIND.string,
      KIND.number | KIND.boolean,
      LISTS | OBJECTS,
    ]) as [Formula, Formula, Formula]
    raise(m, other, 'ValueError', call.span)
    const valid = or(m.store, [
      inNetwork(m, value.node, EVERY_IPV4, call.span),
      inNetwork(m, value.node, EVERY_IPV6, call.span),
      withZone(m, value.node, call.span),
    ])
    raise(m, and(m.store, [text, not(m.store, valid)]), 'ValueError', call.span)
    return [
      ...one(and(m.store, [text, valid]), { type: 'address', node: value.node }),
      ...unknownValues(m, number, 'ip_address() of a number', call.span),
    ]
  })
}

/** Of IPv4; bits behind the prefix raise, unless `strict=False` drops them. */
export function ipNetwork(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  const text = args.plain[0] === undefined ? undefined : onlyConstant(args.plain[0])?.value
  const given = args.plain[1] ?? args.named.get('strict')
  const strict = given === undefined ? true : onlyConstant(given)?.value
  const found = typeof text === 'string' ? NETWORK.exec(text) : null
  if (found === null || typeof strict !== 'boolean') return unknownValues(m, live, 'ip_network() of a field', call.span)
  const [, address = '', prefix = '32'] = found
  const octets = address.split('.').map(Number)
  const size = Number(prefix)
  const kept = octets.map((octet, i) => octet & (0xff << (8 - Math.min(8, Math.max(0, size - 8 * i)))) & 0xff)
  const isPlain = octets.every((octet, i) => octet === kept[i])
  if (size > 32 || octets.some((octet) => octet > 255) || (strict && !isPlain)) {
    raise(m, live, 'ValueError', call.span)
    return []
  }
  return one(live, { type: 'network', text: `${kept.join('.')}/${size}` })
}

const NETWORK = /^((?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2}))(?:\/(0|[1-9]\d?))?$/

/** `fe80::1%eth0`: an address for Python, and in no network of IPv4. */
function withZone(m: Machine, node: Place, span: Span): Formula {
  const leaf = ([path]: readonly Path[]): Condition => {
    const field = path as Path
    const before: ValueExpression = { call: 'split', args: [field, { literal: '%' }, { literal: 0 }] }
    return both([regex(field, ZONED, { span }), { kind: 'Cidr', field: before, network: EVERY_IPV6, span }])
  }
  return test(m.store, { key: 'address with a zone', nodes: [node], mask: KIND.string, leaf, needs: [], span })
}

/** One percent sign with something behind it, and no slash. */
const OTHERS: RegexTree = {
  type: 'set',
  ranges: [
    [0, 0x24],
    [0x26, 0x2e],
    [0x30, 0x10ffff],
  ],
}
const ZONED: RegexTree = {
  type: 'concat',
  parts: [
    { type: 'repeat', part: OTHERS, min: 0, max: null },
    { type: 'text', text: '%' },
    { type: 'repeat', part: OTHERS, min: 1, max: null },
  ],
}
