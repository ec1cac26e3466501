import type { Condition, Field, Handlers, NodeOf } from '@ruleglot/core'
import { inner, nodeList, readStructure, readsStructure, type Scope } from './access.js'
import { LEAF_PRINTERS, printNetworks } from './print-leaf.js'
import { FALSE, type PrintContext, type Printed, TRUE, unary } from './printed.js'
import { call, type Writer } from './writer.js'

export function print(node: Operand, context: PrintContext): Printed {
  if (node.kind === 'Networks') return printNetworks(node.field, node.networks, context)
  return (PRINTERS[node.kind] as (node: Condition, context: PrintContext) => Printed)(node, context)
}

/** In brackets unless it binds tighter than both `and` and `or`. */
function operand({ text, tightness }: Printed): string {
  return tightness === 'or' || tightness === 'and' ? `(${text})` : text
}

/** The parts of a condition joined on one level, for breaking long lines. */
export function joinedParts(
  node: Operand,
): { readonly parts: readonly Operand[]; readonly joint: '&&' | '||' } | undefined {
  if (node.kind === 'And' && node.children.length > 1) return { parts: node.children, joint: '&&' }
  if (node.kind !== 'Or') return undefined
  const parts = operandsOf(node)
  return parts.length > 1 ? { parts, joint: '||' } : undefined
}

export type Operand = Condition | Networks

/** Networks of one field, any of which holds. */
interface Networks {
  readonly kind: 'Networks'
  readonly field: Field
  readonly networks: readonly string[]
}

/** The children of an Or, with the networks of one field gathered where the first of them stands. */
function operandsOf({ children }: NodeOf<'Or'>): readonly Operand[] {
  const groups = new Map<string, string[]>()
  for (const child of children) {
    if (child.kind !== 'Cidr') continue
    const key = JSON.stringify(child.field)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [child.network])
    else if (!group.includes(child.network)) group.push(child.network)
  }
  return children.flatMap((child): readonly Operand[] => {
    if (child.kind !== 'Cidr') return [child]
    const key = JSON.stringify(child.field)
    const networks = groups.get(key)
    if (networks === undefined) return []
    groups.delete(key)
    return [{ kind: 'Networks', field: child.field, networks }]
  })
}

export function printOperand(node: Operand, context: PrintContext): string {
  return operand(print(node, context))
}

const PRINTERS: Handlers<Printed, PrintContext> = {
  True: () => TRUE,
  False: () => FALSE,
  And: ({ children }, context) => join(children, '&&', TRUE, context),
  Or: (node, context) => join(operandsOf(node), '||', FALSE, context),
  Not: ({ child }, context) => {
    const printed = print(child, context)
    if (printed.negated !== undefined) return { ...printed, text: printed.negated, negated: printed.text }
    return unary(`!${operand(printed)}`)
  },
  ...LEAF_PRINTERS,
  Search: (node, context) => {
    const { writer, scope } = context
    const whole = scope.form === 'plain' && scope.depth === 0 && node.scope.length === 0
    const plain = whole || readsStructure(writer, scope)
    const place = whole
      ? 'event'
      : plain
        ? readStructure(writer, scope, node.scope)
        : nodeList(writer, scope, node.scope)
    return unary(
      `${call(writer, 'below', place)}.some(${lambda(node.condition, inner(scope, node.scope, 'scalar'), writer)})`,
    )
  },
  Some: (node, context) => unary(`${elementList(node, context)}.some(${elementTest(node, context)})`),
  Every: (node, context) => unary(`${elementList(node, context)}.every(${elementTest(node, context)})`),
  Count: (node, context) => {
    const operator = { eq: '===', lt: '<', le: '<=', gt: '>', ge: '>=' }[node.op]
    return unary(
      `(${elementList(node, context)}.filter(${elementTest(node, context)}).length ${operator} ${node.count})`,
    )
  },
  Let: () => FALSE,
  Ref: () => FALSE,
  Opaque: () => FALSE,
}

function join(children: readonly Operand[], joint: '&&' | '||', none: Printed, context: PrintContext): Printed {
  if (children.length < 2) return children[0] === undefined ? none : print(children[0], context)
  const text = children.map((child) => printOperand(child, context)).join(` ${joint} `)
  return { text, tightness: joint === '&&' ? 'and' : 'or' }
}

type Quantified = NodeOf<'Some'> | NodeOf<'Every'> | NodeOf<'Count'>

function elementList({ path }: Quantified, { writer, scope }: PrintContext): string {
  if (!readsStructure(writer, scope)) return call(writer, 'present', nodeList(writer, scope, path))
  return call(writer, 'elements', readStructure(writer, scope, path))
}

function elementTest({ path, condition }: Quantified, { writer, scope }: PrintContext): string {
  return lambda(condition, inner(scope, path, readsStructure(writer, scope) ? 'plain' : 'expanded'), writer)
}

function lambda(condition: Condition, scope: Scope, writer: Writer): string {
  return `(${scope.variable}) => ${print(condition, { writer, scope }).text}`
}
