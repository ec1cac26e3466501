import { type CompareOperator, type Condition, count, not, type Path, type Span, TRUE } from '@ruleglot/core'
import { isEvent, readValue } from './read-value.js'
import { assumeRead } from './subject.js'
import { assume, type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

type Loops = Extract<Expression, { type: 'generator' }>['loops']
type Compare = Extract<Expression, { type: 'compare' }>

/**
 * `for a in event.deep_get("p", default=[]) for b in a.deep_get("q", default=[])`: the path of the innermost list, from
 * where the loops stand, and the scope in which its item stands for the event. Undefined for other loops.
 */
export function itemLoops(loops: Loops, scope: Scope): { readonly path: Path; readonly inside: Scope } | undefined {
  const [first] = loops
  if (first === undefined || !isItems(first.over, scope)) return undefined
  const path: Path[number][] = []
  let inside = scope
  for (const { name, over } of loops) {
    const items = isItems(over, inside) ? readValue(over, inside) : undefined
    if (items?.type !== 'items') throw new Unread(over.span, 'a loop inside of a loop over items that is not read')
    assumeItems(items, inside, over.span)
    path.push(...items.path)
    inside = {
      ...inside,
      facts: [],
      names: new Map<string, Symbol_>([[name, { type: 'item' }]]),
      list: [...(inside.list ?? []), ...items.path],
    }
  }
  return { path, inside }
}

/** `len(event.deep_get("p", default=[])) == 1`. */
export function readLength({ left, right, sign, span }: Compare, scope: Scope): Condition | undefined {
  if (left.type !== 'call' || left.function.type !== 'name' || left.function.name !== 'len') return undefined
  const [of, ...more] = left.args
  if (of === undefined || more.length > 0 || scope.names.has('len') || !isItems(of, scope)) return undefined
  const items = readValue(of, scope)
  const n = readValue(right, scope)
  const op = COUNT[sign]
  if (items.type !== 'items' || op === undefined || n.type !== 'literal' || typeof n.value !== 'number') {
    throw new Unread(span, 'a length that is not read')
  }
  assumeItems(items, scope, span)
  return op === 'ne' ? not(count(items.path, TRUE, 'eq', n.value)) : count(items.path, TRUE, op, n.value)
}

const COUNT: Readonly<Record<string, CompareOperator | 'ne'>> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
}

function isItems(over: Expression, scope: Scope): boolean {
  if (over.type === 'name') return scope.names.get(over.name)?.type === 'items'
  if (over.type !== 'call' || over.function.type !== 'attribute' || over.function.name !== 'deep_get') return false
  return over.named.length > 0 && isEvent(over.function.object, scope)
}

/** That it is a list of objects, which get() is asked of, and where it stands. */
function assumeItems(items: Extract<Symbol_, { type: 'items' }>, scope: Scope, span: Span): void {
  assumeRead(scope, items, span, true)
  if (scope.list !== undefined) {
    for (const i of items.path.slice(1).keys()) assume(scope, 'scalar', items.path.slice(0, i + 1), span)
  }
  assume(scope, 'objectWhenPresent', items.path, span)
  assume(scope, 'noNullElements', items.path, span)
}
