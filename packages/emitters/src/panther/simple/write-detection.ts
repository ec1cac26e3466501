import {
  type Assumption,
  type Condition,
  type Diagnostic,
  depthOf,
  diagnostic,
  dotted,
  type EmitOptions,
  type Field,
  failure,
  isPath,
  mergeAssumptions,
  type NodeOf,
  type Path,
  type Result,
  type Scalar,
  success,
} from '@ruleglot/core'
import { joinTests } from '../join-tests.js'
import type { FieldTest } from '../leaf-test.js'
import { guardedTest, hasTest, quantified } from './element-parts.js'
import {
  assume,
  type Expression,
  keyOf,
  newSimpleWriting,
  type Place,
  refuse,
  type SimpleWriting,
} from './simple-writing.js'
import { always, opposite, writeLeaf } from './write-leaf.js'

export interface WrittenDetection {
  /** All of them hold. */
  readonly expressions: readonly Expression[]
  readonly assumptions: readonly Assumption[]
}

/** The language of Opaque parts that are match expressions themselves. */
const DETECTION = 'panther-detection'

/**
 * A condition as match expressions. `Not` goes inwards to conditions that have an inverse; where there is none, `None`
 * of a single expression says it. What match expressions cannot say is refused.
 */
export function writeDetection(condition: Condition, options: EmitOptions): Result<WrittenDetection> {
  const problem = tooMuch(condition, options)
  if (problem !== undefined) return failure([problem])
  const writing = newSimpleWriting()
  const written = write(condition, { writing, negated: false, place: {}, lets: new Map() })
  if (writing.problems.length > 0) return failure(unique(writing.problems))
  const top = written['All']
  const expressions =
    Array.isArray(top) && Object.keys(written).length === 1 ? (top as readonly Expression[]) : [written]
  return success({ expressions, assumptions: mergeAssumptions([writing.assumptions]) })
}

function tooMuch(condition: Condition, { guards }: EmitOptions): Diagnostic | undefined {
  if (guards === 'explicit') {
    return diagnostic('emit/unsupported', 'Match expressions have no tests of shapes, which explicit guards are.', {
      hint: 'Leave out --guards explicit, or write the rule in Python: --style python.',
    })
  }
  if (depthOf(condition) <= DEEPEST) return undefined
  return diagnostic('limit/nesting', `The condition is nested more than ${DEEPEST} deep, too deep for YAML.`, {
    hint: 'Split the rule, or flatten its brackets.',
  })
}

/** Two levels of YAML for each; readers of YAML call themselves for each level. */
const DEEPEST = 45

const MOST_EXPRESSIONS = 5000

function unique(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(problems.map((problem) => [`${problem.message} ${problem.span?.start}`, problem]))
  return [...seen.values()]
}

interface Context {
  readonly writing: SimpleWriting
  readonly negated: boolean
  readonly place: Place
  readonly lets: ReadonlyMap<string, { readonly value: Condition; readonly context: Context }>
}

function write(node: Condition, context: Context): Expression {
  const { writing, negated, place } = context
  if (++writing.budget.expressions > MOST_EXPRESSIONS) {
    if (writing.budget.expressions > MOST_EXPRESSIONS + 1) return always(false)
    return refuse(
      writing,
      `The condition needs more than ${MOST_EXPRESSIONS} match expressions.`,
      node.span,
      'limit/nodes',
    )
  }
  const test = guardedTest(node)
  if (test !== undefined) return writeLeaf(test, negated, place, writing)
  const has = hasTest(node)
  if (has !== undefined) return writeHas(has.path, has.value, node, context)
  const elements = quantified(node)
  if (elements !== undefined) return writeElements(elements, context)
  switch (node.kind) {
    case 'True':
      return always(!negated)
    case 'False':
      return always(negated)
    case 'Not':
      return write(node.child, { ...context, negated: !negated })
    case 'And':
    case 'Or':
      return writeJoined(node, context)
    case 'Shape':
      return writeShape(node, context)
    case 'CompareFields':
      return writePair(node, context)
    case 'Let':
      return write(node.body, {
        ...context,
        lets: new Map([...context.lets, [node.name, { value: node.value, context }]]),
      })
    case 'Ref': {
      const bound = context.lets.get(node.name)
      return bound === undefined ? always(negated) : write(bound.value, { ...bound.context, negated })
    }
    case 'Opaque': {
      if (node.language !== DETECTION) {
        const message = `This part is kept as ${node.language} text that was not understood, so it cannot be written here.`
        return refuse(writing, message, node.span, 'emit/opaque')
      }
      const kept = JSON.parse(node.text) as Expression
      return negated ? opposite(kept) : kept
    }
    case 'Search':
      return refuse(writing, 'Match expressions look at named keys, not at the whole event.', node.span)
    default:
      return refuse(writing, `Match expressions cannot say this test (${node.kind}).`, node.span)
  }
}

/** De Morgan: under a negation `And` is Any and `Or` is All. */
function writeJoined(node: NodeOf<'And'> | NodeOf<'Or'>, context: Context): Expression {
  const { negated, place, writing } = context
  const isAll = (node.kind === 'And') !== negated
  const children = flat(node, node.kind)
  if (children.length === 0) return always(isAll)
  const units = node.kind === 'Or' ? withoutTextOrders(joinTests<never>(children)) : children
  const parts = units.map((part) =>
    'test' in part ? writeLeaf(part as FieldTest, negated, place, writing) : write(part, context),
  )
  const combinator = isAll ? 'All' : 'Any'
  const opened = parts.flatMap((part): readonly Expression[] => {
    const inner = part[combinator]
    return Array.isArray(inner) && Object.keys(part).length === 1 ? (inner as readonly Expression[]) : [part]
  })
  const [first] = opened
  return opened.length === 1 && first !== undefined ? first : { [combinator]: opened }
}

/**
 * An order that takes numbers as well as texts is one of numbers here: that the field holds a number when present is
 * assumed for it, and under that no text takes part.
 */
function withoutTextOrders(parts: readonly (FieldTest | Condition)[]): readonly (FieldTest | Condition)[] {
  const ordered = (part: FieldTest | Condition, domain: string): string | undefined => {
    if (!('test' in part) || part.test.type !== 'order' || part.test.domain !== domain) return undefined
    return isPath(part.field) ? dotted(part.field) : undefined
  }
  const numbers = new Set(parts.map((part) => ordered(part, 'number')).filter((name) => name !== undefined))
  return parts.filter((part) => !numbers.has(ordered(part, 'text') ?? ''))
}

function flat(node: NodeOf<'And'> | NodeOf<'Or'>, kind: 'And' | 'Or'): readonly Condition[] {
  return node.children.flatMap((child) =>
    child.kind === kind &&
    hasTest(child) === undefined &&
    guardedTest(child) === undefined &&
    quantified(child) === undefined
      ? flat(child, kind)
      : [child],
  )
}

function writeHas(path: Path, value: Scalar, node: Condition, { negated, place, writing }: Context): Expression {
  assume(writing, 'flatLists', [...(place.list ?? []), ...path], 'a list inside a list is one element', node.span)
  return {
    ...keyOf(path, place, writing, node.span, { above: true }),
    Condition: negated ? 'DoesNotHave' : 'Has',
    Value: value,
  }
}

function writeElements(found: NonNullable<ReturnType<typeof quantified>>, context: Context): Expression {
  const { node, shaped } = found
  const { negated, writing, place } = context
  const { path, span } = node
  if (path.length === 0) {
    return refuse(writing, 'Match expressions name the list whose elements they test.', span)
  }
  const key = keyOf(path, place, writing, span, { above: true })
  const list = [...(place.list ?? []), ...path]
  if (place.list === undefined) assume(writing, 'list', path, 'Panther goes through the elements of the list', span)
  else assume(writing, 'flatLists', list, 'a list inside a list is one element', span)
  const inner = (negatedInside: boolean): readonly Expression[] => {
    const written = write(node.condition, { ...context, place: { list }, negated: negatedInside })
    const all = written['All']
    return Array.isArray(all) && Object.keys(written).length === 1 ? (all as readonly Expression[]) : [written]
  }
  const comprehension = (condition: string, expressions: readonly Expression[]): Expression => ({
    ...key,
    Condition: condition,
    Expressions: expressions,
  })
  switch (node.kind) {
    case 'Some':
      return comprehension(negated ? 'NoElement' : 'AnyElement', inner(false))
    case 'Every': {
      if (!shaped) return comprehension(negated ? 'AnyElement' : 'NoElement', inner(true))
      const all = comprehension('AllElements', inner(false))
      return negated ? opposite(all) : all
    }
    case 'Count': {
      if (node.op !== 'eq' || node.count !== 1) {
        return refuse(writing, 'Match expressions count to one only (OnlyOneElement).', span)
      }
      const one = comprehension('OnlyOneElement', inner(false))
      return negated ? opposite(one) : one
    }
  }
}

function writeShape(node: NodeOf<'Shape'>, { negated, place, writing }: Context): Expression {
  const { field, kinds, span } = node
  const set = [...new Set(kinds)].sort().join()
  if (set === 'missing') {
    return {
      ...keyOf(field, place, writing, span, { above: true, parts: true }),
      Condition: negated ? 'Exists' : 'DoesNotExist',
    }
  }
  if (set === 'missing,null') {
    if (place.list === undefined) {
      assume(writing, 'noEmptyObject', field, 'an object that holds nothing is not null', span)
    }
    return { ...keyOf(field, place, writing, span, { parts: true }), Condition: negated ? 'IsNotNull' : 'IsNull' }
  }
  return refuse(writing, `Match expressions have no tests of types: ${dotted(field)} is ${kinds.join(' or ')}.`, span)
}

const PAIRS = {
  eq: ['Equals', 'DoesNotEqual'],
  startsWith: ['StartsWith', 'DoesNotStartWith'],
  endsWith: ['EndsWith', 'DoesNotEndWith'],
  contains: ['Contains', 'DoesNotContain'],
} as const

const PAIR_ORDERS = {
  lt: 'IsLessThan',
  le: 'IsLessThanOrEquals',
  gt: 'IsGreaterThan',
  ge: 'IsGreaterThanOrEquals',
} as const

function writePair(node: NodeOf<'CompareFields'>, context: Context): Expression {
  const { negated, place, writing } = context
  const { left, right, op, domain, ignoreCase, on, span } = node
  if (!isPath(left) || !isPath(right) || left.length === 0 || right.length === 0) {
    return refuse(writing, 'Match expressions compare two named keys.', span)
  }
  if (op === 'ne') return writeDifference(node, left, right, context)
  const keys = [left, right].map((path) => keyOf(path, place, writing, span))
  const both = (kind: 'stringWhenPresent' | 'numberWhenPresent'): void => {
    for (const path of [left, right]) {
      if (place.list === undefined) assume(writing, kind, path, 'Panther does not say what other types do', span)
    }
  }
  if (op === 'lt' || op === 'le' || op === 'gt' || op === 'ge') {
    if (domain !== 'number' && domain !== 'numeric') {
      return refuse(writing, 'Match expressions order two keys as numbers only.', span)
    }
    both('numberWhenPresent')
    const test = { Condition: PAIR_ORDERS[op], Values: keys }
    return negated ? opposite(test) : test
  }
  if (domain !== undefined && domain !== 'text') {
    return refuse(writing, 'Match expressions compare two keys as they stand.', span)
  }
  if (op !== 'eq' || ignoreCase || on === 'scalar' || domain === 'text') both('stringWhenPresent')
  const [name, inverse] = PAIRS[op]
  return { Condition: `${ignoreCase ? 'I' : ''}${negated ? inverse : name}`, Values: keys }
}

/** DoesNotEqual is true of a missing key too, `ne` is not. */
function writeDifference(node: NodeOf<'CompareFields'>, left: Path, right: Path, context: Context): Expression {
  const exists = (field: Field): Condition => ({ kind: 'Exists', field })
  const equal: Condition = { ...node, op: 'eq' }
  return write({ kind: 'And', children: [exists(left), exists(right), { kind: 'Not', child: equal }] }, context)
}
