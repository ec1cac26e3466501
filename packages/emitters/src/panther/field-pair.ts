import { dotted, type Field, isPath, type NodeOf, type Path } from '@ruleglot/core'
import { type Computed, computedFrom, computedOf } from './computed.js'
import { type Context, isOneValue } from './context.js'
import { valuesOf } from './every-value.js'
import { allOf, atom, comparison, type Expression } from './expression.js'
import { assumeAsciiCase, assumeOneValue, type Scope } from './place.js'
import { assume, spelling, useLocal, useRaw, type Writing } from './writing.js'

/** A test of two fields with each other. */
export function writeFieldPair(node: NodeOf<'CompareFields'>, context: Context): Expression {
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
  // What is made of a text is one, so that only texts are equal to it.
  const ofTexts =
    areMade ||
    (op !== 'eq' && op !== 'ne') ||
    (on === 'string' && [a, b].some(({ computed }) => computed !== undefined))
  if (!ofTexts && [a, b].some(({ path }) => writing.otherTypes.has(dotted(path)))) return undefined
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
