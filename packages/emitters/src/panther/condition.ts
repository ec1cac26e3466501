import {
  type Condition,
  dotted,
  type Field,
  type Handlers,
  isPath,
  type NodeOf,
  type Path,
  visit,
} from '@ruleglot/core'
import { type Computed, computedFrom, computedOf } from './computed.js'
import { pythonString } from './escape.js'
import { withIdioms } from './idioms.js'
import { assumeAsciiCase, assumeOneValue, type Scope, valuesOf, writeIdiom, writeLeaf } from './leaf.js'
import { type FieldTest, fieldTestOf, joinNegated, joinTests } from './leaf-test.js'
import {
  allOf,
  anyOf,
  assume,
  atom,
  comparison,
  type Expression,
  LEVEL,
  negate,
  spelling,
  useLocal,
  useRaw,
  type Writing,
} from './writing.js'

/** Writes a condition as one Python expression that is a bool on every event. Capabilities have been checked. */
export function writeCondition(condition: Condition, writing: Writing, scope: Scope = EVENT): Expression {
  return write(condition, { writing, scope, lets: new Map() })
}

/** Fields that the condition itself looks at as lists. */
export function listsIn(condition: Condition): ReadonlySet<string> {
  const lists = new Set<string>()
  visit(condition, (node) => {
    if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count') lists.add(dotted(node.path))
    const asks = node.kind === 'Shape' && node.kinds.some((kind) => kind === 'array' || kind === 'emptyArray')
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

interface Context {
  readonly writing: Writing
  readonly scope: Scope
  readonly lets: ReadonlyMap<string, Bound>
}

/** A shared part is written out where it is used, with the names of the place where it was bound. */
interface Bound {
  readonly value: Condition
  readonly context: Context
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
    const idioms = withIdioms(flat(node, 'And'), 'And', (path) => isOneValue(path, context))
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
    const idioms = withIdioms(flat(node, 'Or'), 'Or', (path) => isOneValue(path, context))
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
    const { name, elements, inner } = elementsOf(node.path, node.condition, context)
    const test = node.condition.kind === 'True' ? '' : ` if ${inner.text}`
    const sum = `sum(1 for ${name} in ${elements}${test})`
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

function quantified(quantifier: 'any' | 'all', path: Path, condition: Condition, context: Context): Expression {
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

/** A list there is nothing that the condition asks for, nor the schema knows of. */
function isOneValue(path: Path, { writing, scope }: Context): boolean {
  if (writing.explicit || scope.inElement || path.length === 0) return false
  const isList = (_: unknown, i: number): boolean => {
    const prefix = path.slice(0, i + 1)
    const facts = writing.options.schema?.lookup(prefix)
    return writing.lists.has(dotted(prefix)) || facts?.array === true || facts?.type === 'nested'
  }
  return !path.some(isList)
}

function writeFieldPair(node: NodeOf<'CompareFields'>, context: Context): Expression {
  const { writing, scope } = context
  const { left, right } = node
  const plain = writePlainPair(node, context)
  if (plain !== undefined) return plain
  const values = (field: Field): string => pairValues(field, writing, scope)
  const test = pairTest(node, writing)
  return atom(`any(${test} for left in ${values(left)} for right in ${values(right)})`)
}

/** Two fields of one value each, or what is made of their texts. */
function writePlainPair(node: NodeOf<'CompareFields'>, context: Context): Expression | undefined {
  const { left, right, op, ignoreCase, on, span } = node
  const { writing } = context
  const sides = [left, right].map((field) => sideOf(field, context))
  const [a, b] = sides
  if (a === undefined || b === undefined) return undefined
  const areMade = a.computed !== undefined && b.computed !== undefined
  // Of values of any type only those that are there and equal are told by == alone.
  if (op === 'ne' && !areMade) return undefined
  if (op === 'eq' && [a, b].some(({ path }) => writing.otherTypes.has(dotted(path)))) return undefined
  const ofTexts = areMade || (op !== 'eq' && op !== 'ne')
  for (const { path } of [a, b]) {
    assumeOneValue(path, writing, span, false)
    if (!ofTexts || on === 'scalar')
      assume(writing, 'stringWhenPresent', path, 'Python compares values of any type', span)
    if (ignoreCase) assumeAsciiCase({ path, writing, span })
  }
  if (!ofTexts && !ignoreCase && a.computed === undefined && b.computed === undefined) {
    const read = useRaw(writing, a.path)
    return allOf([comparison(read, 'is not', 'None'), comparison(read, '==', useRaw(writing, b.path))])
  }
  const texts = [a, b].map(({ path, computed }) => {
    const value = useLocal(writing, path, 'raw')
    const { text, needs } = computed === undefined ? { text: value, needs: [] } : computedFrom(value, computed)
    return { test: [atom(`isinstance(${value}, str)`), ...needs], text: ignoreCase ? `${text}.lower()` : text }
  })
  const [first, second] = texts.map(({ text }) => text) as [string, string]
  const tests = {
    eq: comparison(first, '==', second),
    ne: comparison(first, '!=', second),
    contains: comparison(second, 'in', first),
    startsWith: atom(`${first}.startswith(${second})`),
    endsWith: atom(`${first}.endswith(${second})`),
  }
  return allOf([...texts.flatMap(({ test }) => test), tests[op as keyof typeof tests]])
}

interface Side {
  readonly path: Path
  readonly computed: Computed | undefined
}

function sideOf(field: Field, context: Context): Side | undefined {
  const computed = computedOf(field)
  const path = computed?.path ?? (isPath(field) ? field : undefined)
  if (path === undefined || !isOneValue(path, context)) return undefined
  return { path: spelling(path, context.writing), computed }
}

/** All values of a field; what is made of them, where it is made. */
function pairValues(field: Field, writing: Writing, scope: Scope): string {
  const computed = computedOf(field)
  if (computed === undefined) return valuesOf(field, writing, scope)
  const { text, needs } = computedFrom('value', computed)
  const test = allOf([atom('isinstance(value, str)'), ...needs])
  return `(${text} for value in ${valuesOf(computed.path, writing, scope)} if ${test.text})`
}

function pairTest({ op, ignoreCase, on }: NodeOf<'CompareFields'>, writing: Writing): string {
  const read = (name: string): string => {
    const text = on === 'scalar' ? `_text(${name})` : name
    return ignoreCase ? `_fold(${text})` : text
  }
  if (on === 'scalar') writing.helpers.add('_text')
  if (ignoreCase) writing.helpers.add('_fold')
  const [left, right] = [read('left'), read('right')]
  const typed = on === 'scalar' ? '' : 'isinstance(left, str) and isinstance(right, str) and '
  switch (op) {
    case 'contains':
      return `${typed}${right} in ${left}`
    case 'startsWith':
      return `${typed}${left}.startswith(${right})`
    case 'endsWith':
      return `${typed}${left}.endswith(${right})`
    case 'ne':
      if (on === 'scalar') return `${left} != ${right}`
      return 'left != right or isinstance(left, bool) != isinstance(right, bool)'
    default:
      if (on === 'scalar') return `${left} == ${right}`
      return 'left == right and isinstance(left, bool) == isinstance(right, bool)'
  }
}
