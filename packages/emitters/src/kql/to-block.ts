import {
  type Assumption,
  type Condition,
  type Handlers,
  invariant,
  type Path,
  type ShapeNode,
  segmentKey,
} from '@ruleglot/core'
import { chain } from '../elastic-query/chain.js'
import { writeAlternatives } from '../elastic-query/orders.js'
import { intervalOf, writeInterval } from '../elastic-query/write-date.js'
import { type Block, EVERYTHING, type FieldTest, NOTHING, word } from './block.js'
import { writeFieldName, writeText } from './escape.js'
import { writeCidr } from './write-address.js'
import { writeExists } from './write-exists.js'
import { type LeafContext, relying, test, type Written, withField } from './write-leaf.js'
import { writeCompare, writeTwoOrders } from './write-order.js'
import { writeMatch, writeTokens } from './write-pattern.js'
import { writeEquality } from './write-values.js'

/** From a condition that passed the capabilities to the pieces of its query, with what they rely on. */
export function toBlock(condition: Condition, context: Omit<LeafContext, 'scope'>, assumptions: Assumption[]): Block {
  return blockOf(condition, { ...context, scope: [], assumptions })
}

interface Printing extends LeafContext {
  readonly assumptions: Assumption[]
}

function blockOf(node: Condition, printing: Printing): Block {
  return (HANDLERS[node.kind] as (node: Condition, printing: Printing) => Block)(node, printing)
}

const HANDLERS: Handlers<Block, Printing> = {
  True: () => EVERYTHING,
  False: () => NOTHING,
  And: (node, printing) =>
    node.children.length === 0
      ? EVERYTHING
      : chain('and', joinSameField(node.children.map((child) => blockOf(child, printing)))),
  Or: (node, printing) =>
    node.children.length === 0 ? NOTHING : chain('or', listsOf(alternatives(node.children, printing))),
  Not: (node, printing) => negation(blockOf(node.child, printing)),
  Compare: (node, printing) => accepted(writeCompare(node, printing), printing),
  In: (node, printing) => accepted(writeEquality(node, printing), printing),
  Match: (node, printing) => accepted(writeMatch(node, printing), printing),
  Cidr: (node, printing) => accepted(writeCidr(node, printing), printing),
  Tokens: (node, printing) => accepted(writeTokens(node, printing), printing),
  Exists: (node, printing) => accepted(writeExists(node, printing), printing),
  Shape: (node, printing) => negation(accepted(writeAbsence(node, printing), printing)),
  Some: (node, printing) => {
    const name = writeFieldName(node.path.map(segmentKey).join('.'))
    const interval = intervalOf(node.condition)
    if (interval !== undefined) {
      const text = writeInterval(...interval)
      invariant(text !== undefined, 'an interval that KQL has no date for')
      return { type: 'test', field: name, value: word(writeText(text)) }
    }
    const scope: Path | undefined = printing.scope && [...printing.scope, ...node.path]
    if (scope !== undefined && printing.typeOf(scope) === undefined) {
      printing.assumptions.push({
        kind: 'nestedField',
        path: scope,
        why: 'Kibana refuses the braces on a field whose mapping is not nested',
        ...(node.span === undefined ? {} : { span: node.span }),
      })
    }
    return { type: 'braces', field: name, part: blockOf(node.condition, { ...printing, scope }) }
  },
  Search: (node, printing) => blockOf(node.condition, { ...printing, scope: undefined }),
  Opaque: (node) => word(`(${node.text})`),
  Every: refused,
  Regex: refused,
  CompareFields: refused,
  Count: refused,
  Let: refused,
  Ref: refused,
}

function refused(node: Condition): never {
  invariant(false, `${node.kind} reached the KQL printer`)
}

function accepted(written: Written, printing: Printing): Block {
  invariant(!('problem' in written), 'the KQL printer refuses what its capabilities accept')
  printing.assumptions.push(...written.assumptions)
  return written.block
}

/** Without a value there is neither null nor missing only if the field holds no empty list or object. */
function writeAbsence(node: ShapeNode, printing: Printing): Written {
  const why = 'KQL knows only whether a field has a value, and empty lists and objects have none'
  const present = withField(node, printing, (name) => test(name, word('*')))
  return relying(relying(present, 'scalar', node, printing, why), 'stringWhenPresent', node, printing, why)
}

function negation(part: Block): Block {
  // `not not` is no KQL: what is negated twice stands as it is.
  return part.type === 'not' ? part.part : { type: 'not', part }
}

function alternatives(children: readonly Condition[], printing: Printing): readonly Block[] {
  return writeAlternatives(
    children,
    (child) => blockOf(child, printing),
    (child, next) => {
      const both = writeTwoOrders(child, next, printing)
      return both === undefined ? undefined : accepted(both, printing)
    },
  )
}

/** Tests of one field become one list, where the first of them stands. */
function listsOf(parts: readonly Block[]): readonly Block[] {
  const listed: Block[] = []
  const values = new Map<string, Block[]>()
  for (const part of parts) {
    const known = part.type === 'test' ? values.get(part.field) : undefined
    if (part.type === 'test' && known !== undefined) known.push(part.value)
    else {
      if (part.type === 'test') values.set(part.field, [part.value])
      listed.push(part)
    }
  }
  return listed.map((part) => {
    const all = part.type === 'test' ? (values.get(part.field) ?? []) : []
    return part.type === 'test' && all.length > 1 ? { ...part, value: chain('or', all) } : part
  })
}

/** Neighbours that test one field, at least one of them plainly: `field:(a* and not b)`. */
function joinSameField(parts: readonly Block[]): readonly Block[] {
  const runs: { readonly first: Block; readonly values: Block[] }[] = []
  for (const part of parts) {
    const before = runs[runs.length - 1]
    const value = valueTested(part)
    if (before?.first.type === 'test' && value !== undefined && value.field === before.first.field)
      before.values.push(value.value)
    else runs.push({ first: part, values: part.type === 'test' ? [part.value] : [] })
  }
  return runs.map(({ first, values }) =>
    first.type === 'test' && values.length > 1 ? { ...first, value: chain('and', values) } : first,
  )
}

function valueTested(part: Block): FieldTest | undefined {
  if (part.type === 'test') return part
  if (part.type !== 'not' || part.part.type !== 'test') return undefined
  return { ...part.part, value: negation(part.part.value) }
}
