import { type Condition, dotted, type Handlers, type NodeOf, type Path, visit } from '@ruleglot/core'
import { isAnyCaseList, withoutAnyCaseLists } from './any-case-lists.js'
import { type Context, isOneValue } from './context.js'
import { pythonString } from './escape.js'
import { allOf, anyOf, atom, comparison, type Expression, LEVEL, negate } from './expression.js'
import { writeFieldPair } from './field-pair.js'
import { withIdioms } from './idioms.js'
import { forEach, itemLoops } from './item-loops.js'
import { joinEqual } from './join-equal.js'
import { joinScopes } from './join-scopes.js'
import { joinSearches } from './join-searches.js'
import { joinNegated, joinTests } from './join-tests.js'
import { writeLeaf } from './leaf.js'
import { type FieldTest, fieldTestOf } from './leaf-test.js'
import { assumeOneValue, type Scope } from './place.js'
import { writeIdiom } from './write-idiom.js'
import { spelling, useRaw, type Writing } from './writing.js'

/** Writes a condition as one Python expression that is a bool on every event. Capabilities have been checked. */
export function writeCondition(condition: Condition, writing: Writing, scope: Scope = EVENT): Expression {
  const written = writing.explicit ? condition : withoutAnyCaseLists(condition, writing)
  return write(written, { writing, scope, lets: new Map() })
}

/** Fields that the condition itself looks at as lists. */
export function listsIn(condition: Condition): ReadonlySet<string> {
  const lists = new Set<string>()
  visit(condition, (node) => {
    if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count') lists.add(dotted(node.path))
    const asks =
      node.kind === 'Shape' &&
      !isAnyCaseList(node) &&
      node.kinds.some((kind) => kind === 'array' || kind === 'emptyArray')
    if (asks) lists.add(dotted(node.field))
  })
  return lists
}

/** Fields of which the condition asks whether they hold something other than text. */
export function otherTypesIn(condition: Condition): ReadonlySet<string> {
  const found = new Set<string>()
  visit(condition, (node) => {
    if (node.kind === 'Shape' && !node.kinds.includes('string') && !node.kinds.includes('missing'))
      found.add(dotted(node.field))
  })
  return found
}

const EVENT: Scope = { node: 'event', inElement: false }

function write(node: Condition, context: Context): Expression {
  return (HANDLERS[node.kind] as (node: Condition, context: Context) => Expression)(node, context)
}

const TRUE: Expression = { text: 'True', level: LEVEL.atom, negated: { text: 'False', level: LEVEL.atom } }
const FALSE: Expression = { text: 'False', level: LEVEL.atom, negated: { text: 'True', level: LEVEL.atom } }

const HANDLERS: Handlers<Expression, Context> = {
  True: () => TRUE,
  False: () => FALSE,
  And: (node, context) => {
    const { writing, scope } = context
    const tests = joinEqual(flat(node, 'And'), (path) => isOneValue(path, context))
    const idioms = withIdioms(tests, 'And', (path) => isOneValue(path, context))
    const parts = joinNegated(idioms, writing.foldedFields)
    if (parts.length === 0) return TRUE
    return allOf(
      parts.map((part) => {
        if ('idiom' in part) return writeIdiom(part, writing)
        return 'not' in part ? negate(writeLeaf(part.not, writing, scope)) : write(part, context)
      }),
    )
  },
  Or: (node, context) => {
    const { writing, scope } = context
    const idioms = withIdioms(joinScopes(joinSearches(flat(node, 'Or'))), 'Or', (path) => isOneValue(path, context))
    const parts = joinTests(idioms, writing.foldedFields)
    if (parts.length === 0) return FALSE
    return anyOf(
      parts.map((part) => {
        if ('idiom' in part) return writeIdiom(part, writing)
        return 'test' in part ? writeLeaf(part, writing, scope) : write(part, context)
      }),
    )
  },
  Not: (node, context) => negate(write(node.child, context)),
  Compare: writeTest,
  In: writeTest,
  Match: writeTest,
  Regex: writeTest,
  Cidr: writeTest,
  Exists: writeTest,
  Tokens: writeTest,
  Shape: writeShape,
  CompareFields: writeFieldPair,
  Search: (node, context) => {
    const name = freeName(context, 'value')
    context.writing.helpers.add('_scalars')
    const inner = write(node.condition, inside(context, name))
    return atom(`any(${inner.text} for ${name} in _scalars(${context.scope.node}))`)
  },
  Some: (node, context) => quantified('any', node.path, node.condition, context),
  Every: (node, context) => quantified('all', node.path, node.condition, context),
  Count: (node, context) => {
    const sum = countedItems(node, context) ?? countedElements(node, context)
    const { is, isNot } = COUNT_OPERATORS[node.op]
    return {
      text: `${sum} ${is} ${node.count}`,
      level: LEVEL.compare,
      negated: { text: `${sum} ${isNot} ${node.count}`, level: LEVEL.compare },
    }
  },
  Let: (node, context) =>
    write(node.body, { ...context, lets: new Map([...context.lets, [node.name, { value: node.value, context }]]) }),
  Ref: (node, context) => {
    const bound = context.lets.get(node.name)
    return bound === undefined ? FALSE : write(bound.value, bound.context)
  },
  Opaque: () => FALSE,
}

const COUNT_OPERATORS = {
  eq: { is: '==', isNot: '!=' },
  lt: { is: '<', isNot: '>=' },
  le: { is: '<=', isNot: '>' },
  gt: { is: '>', isNot: '<=' },
  ge: { is: '>=', isNot: '<' },
} as const

function writeTest(node: Condition, { writing, scope }: Context): Expression {
  return writeLeaf(fieldTestOf(node, writing.foldedFields) as FieldTest, writing, scope)
}

/** The children with those of the same kind opened. */
function flat(node: NodeOf<'And' | 'Or'>, kind: 'And' | 'Or'): readonly Condition[] {
  return node.children.flatMap((child) => (child.kind === kind ? flat(child, kind) : [child]))
}

function countedElements({ path, condition }: NodeOf<'Count'>, context: Context): string {
  const { name, elements, inner } = elementsOf(path, condition, context)
  const test = condition.kind === 'True' ? '' : ` if ${inner.text}`
  return `sum(1 for ${name} in ${elements}${test})`
}

/** The same of a list that is known to be one. */
function countedItems({ path, condition }: NodeOf<'Count'>, context: Context): string | undefined {
  const loops = itemLoops(path, condition, context)
  if (loops === undefined) return undefined
  const [only, ...more] = loops.loops
  if (condition.kind === 'True' && only !== undefined && more.length === 0) return `len(${only.over})`
  const test = condition.kind === 'True' ? '' : ` if ${write(condition, loops.inside).text}`
  return `sum(1 ${forEach(loops)}${test})`
}

function quantified(quantifier: 'any' | 'all', path: Path, condition: Condition, context: Context): Expression {
  const loops = condition.kind === 'True' ? undefined : itemLoops(path, condition, context)
  if (loops !== undefined) return atom(`${quantifier}(${write(condition, loops.inside).text} ${forEach(loops)})`)
  const { name, elements, inner } = elementsOf(path, condition, context)
  return atom(`${quantifier}(${inner.text} for ${name} in ${elements})`)
}

function elementsOf(path: Path, condition: Condition, context: Context) {
  const { writing, scope } = context
  const name = freeName(context, 'item')
  if (path.length > 0) writing.helpers.add('_elements')
  else writing.helpers.add('_open')
  const elements = path.length > 0 ? `_elements(${scope.node}, ${pythonString(dotted(path))})` : `_open(${scope.node})`
  return { name, elements, inner: write(condition, inside(context, name)) }
}

function inside(context: Context, name: string): Context {
  return { ...context, scope: { node: name, inElement: true } }
}

/** item, item_2, ...: the name of the element one level further in. */
function freeName({ scope }: Context, name: string): string {
  if (!scope.inElement) return name
  const depth = /_(\d+)$/.exec(scope.node)
  return `${name}_${depth === null ? 2 : Number(depth[1]) + 1}`
}

function writeShape(node: NodeOf<'Shape'>, context: Context): Expression {
  const { writing, scope } = context
  const kinds = [...new Set(node.kinds)].sort()
  const path = node.field
  const type = TYPES[kinds.join(' ')]
  if (type !== undefined && isOneValue(path, context)) {
    const one = spelling(path, writing)
    assumeOneValue(one, writing, node.span, true)
    const test = `isinstance(${useRaw(writing, one)}, ${type})`
    return { ...atom(test), negated: { text: `not ${test}`, level: LEVEL.not } }
  }
  if (path.length === 0) return shapeOfElement(kinds, context)
  writing.helpers.add('_nodes')
  const nodes = `_nodes(${scope.node}, ${pythonString(dotted(path))})`
  const missing = kinds.includes('missing')
  const others = kinds.filter((kind) => kind !== 'missing').map(pythonString)
  const parts: Expression[] = []
  if (missing) parts.push({ text: `not ${nodes}`, level: LEVEL.not, negated: atom(`bool(${nodes})`) })
  if (others.length > 0) {
    writing.helpers.add('_shape')
    const name = freeName(context, 'node')
    const test = others.length === 1 ? `_shape(${name}) == ${others[0]}` : `_shape(${name}) in (${others.join(', ')})`
    parts.push(atom(`any(${test} for ${name} in ${nodes})`))
  }
  return parts.length === 0 ? FALSE : anyOf(parts)
}

/** An element stands there and is no list; null is none. */
function shapeOfElement(kinds: readonly string[], { writing, scope }: Context): Expression {
  const asked = kinds.filter((kind) => kind !== 'missing').map(pythonString)
  if (asked.length === 0) return FALSE
  writing.helpers.add('_shape')
  if (asked.length === 1) return comparison(`_shape(${scope.node})`, '==', asked[0] as string)
  return comparison(`_shape(${scope.node})`, 'in', `(${asked.join(', ')})`)
}

/** What Python calls these kinds, where only one value can stand there. A bool is an int. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  boolean: 'bool',
  'boolean number string': '(str, int, float)',
}
