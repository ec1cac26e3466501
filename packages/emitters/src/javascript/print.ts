import type { Condition, Handlers, NodeOf } from '@ruleglot/core'
import { inner, nodeList, readStructure, readsStructure, type Scope } from './access.js'
import { type Operand, operandsOf } from './operand.js'
import { LEAF_PRINTERS, printNetworks, printTexts } from './print-leaf.js'
import { FALSE, type PrintContext, type Printed, TRUE, unary } from './printed.js'
import { call, type Writer } from './writer.js'

export function print(node: Operand, context: PrintContext): Printed {
  if (node.kind === 'Networks') return printNetworks(node.field, node.networks, context)
  if (node.kind === 'Texts') return printTexts(node, context)
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
  if (node.kind !== 'And' && node.kind !== 'Or') return undefined
  const parts = operandsOf(node)
  return parts.length > 1 ? { parts, joint: node.kind === 'And' ? '&&' : '||' } : undefined
}

export function printOperand(node: Operand, context: PrintContext): string {
  return operand(print(node, context))
}

const PRINTERS: Handlers<Printed, PrintContext> = {
  True: () => TRUE,
  False: () => FALSE,
  And: (node, context) => join(operandsOf(node), '&&', TRUE, context),
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
