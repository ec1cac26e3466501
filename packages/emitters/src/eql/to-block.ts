import { type Assumption, type Condition, type Handlers, invariant, type ShapeNode } from '@ruleglot/core'
import { chain } from '../elastic-query/chain.js'
import type { FieldFacts } from '../elastic-query/field-facts.js'
import { writeAlternatives } from '../elastic-query/orders.js'
import { intervalOf, writeInterval } from '../elastic-query/write-date.js'
import { type Block, EVERYTHING, type MemberTest, NOTHING, word } from './block.js'
import { writeString } from './escape.js'
import { nameInQuery, relying, type Written, withField, written } from './write-leaf.js'
import { writeCompare, writeTwoOrders } from './write-order.js'
import { writeCidr, writeCompareFields, writeMatch, writeRegex } from './write-text.js'
import { writeEquality } from './write-values.js'

/** From a condition that passed the capabilities to the pieces of its query, with what they rely on. */
export function toBlock(condition: Condition, context: FieldFacts, assumptions: Assumption[]): Block {
  return blockOf(condition, { ...context, assumptions })
}

interface Printing extends FieldFacts {
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
      : chain(
          'and',
          node.children.map((child) => blockOf(child, printing)),
        ),
  Or: (node, printing) =>
    node.children.length === 0 ? NOTHING : chain('or', listsOf(alternatives(node.children, printing))),
  Not: (node, printing) => negation(blockOf(node.child, printing)),
  Compare: (node, printing) => accepted(writeCompare(node, printing), printing),
  In: (node, printing) => accepted(writeEquality(node, printing), printing),
  Match: (node, printing) => accepted(writeMatch(node, printing), printing),
  Regex: (node, printing) => accepted(writeRegex(node, printing), printing),
  Cidr: (node, printing) => accepted(writeCidr(node, printing), printing),
  CompareFields: (node, printing) => accepted(writeCompareFields(node, printing), printing),
  Exists: (node, printing) => accepted(withField(node, present), printing),
  Shape: (node, printing) => negation(accepted(writeAbsence(node), printing)),
  Some: (node) => {
    const interval = intervalOf(node.condition)
    const text = interval === undefined ? undefined : writeInterval(...interval)
    const field = nameInQuery(node.path)
    invariant(text !== undefined && field !== undefined, 'tests of one element that EQL has no words for')
    return { type: 'test', field, operator: '==', values: [writeString(text)] }
  },
  Opaque: (node) => word(isOneTest(node.text) ? node.text : `(${node.text})`),
  Every: refused,
  Search: refused,
  Tokens: refused,
  Count: refused,
  Let: refused,
  Ref: refused,
}

function refused(node: Condition): never {
  invariant(false, `${node.kind} reached the EQL printer`)
}

function accepted(text: Written, printing: Printing): Block {
  invariant(!('problem' in text), 'the EQL printer refuses what its capabilities accept')
  printing.assumptions.push(...text.assumptions)
  return text.block
}

/** Text that `not`, `and` and `or` around it leave whole. What follows is read as it stands, brackets included. */
function isOneTest(text: string): boolean {
  return !/\b(?:and|or|not)\b/.test(text.replace(/""".*?"""|"(?:\\.|[^"\\])*"/g, ''))
}

function present(name: string): Written {
  return written(word(`${name} != null`, `${name} == null`))
}

/** Without a value there is neither null nor missing only if the field holds no empty list or object. */
function writeAbsence(node: ShapeNode): Written {
  const why = 'EQL knows only whether a field has a value, and empty lists and objects have none'
  return relying(relying(withField(node, present), 'scalar', node, why), 'stringWhenPresent', node, why)
}

function negation(part: Block): Block {
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

/** Tests of one field by one operator become one list, where the first of them stands. */
function listsOf(parts: readonly Block[]): readonly Block[] {
  const listed: Block[] = []
  const places = new Map<string, number>()
  const values = new Map<number, Set<MemberTest['values'][number]>>()
  for (const part of parts) {
    const key = part.type === 'test' ? `${part.operator} ${part.field}` : undefined
    const at = key === undefined ? undefined : places.get(key)
    if (part.type !== 'test' || at === undefined) {
      if (key !== undefined) places.set(key, listed.length)
      listed.push(part)
      continue
    }
    const own = values.get(at) ?? new Set((listed[at] as MemberTest).values)
    values.set(at, own)
    for (const value of part.values) own.add(value)
  }
  for (const [at, own] of values) listed[at] = { ...(listed[at] as MemberTest), values: [...own] }
  return listed
}
