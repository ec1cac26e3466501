import { not, or } from '../ir/build.js'
import { isFieldTest } from '../ir/field-test.js'
import type { AndNode, Condition, Field, OrNode, SearchNode, ShapeNode, ValueExpression } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { scopedTransform } from './scoped-transform.js'

/**
 * Lifts out of `Some` what does not need the element: a leaf on `q` in `Some(p)` is the leaf on `p.q`, `Some` in `Some`
 * is one, and an element that satisfies a or b satisfies a, or one satisfies b. Negated leaves and conjunctions stay:
 * they speak of one element. After negations, so that no `Or` hides under a `Not`.
 */
export function liftFromElements(condition: Condition): Condition {
  return scopedTransform(condition, (node, { inElement }) => {
    if (node.kind === 'Or') return joinSearches(node, node.children, (child) => child)
    if (node.kind === 'And')
      return joinSearches(node, node.children, (child) => (child.kind === 'Not' ? child.child : child), not)
    if (node.kind !== 'Some') return node
    // The element of an element is itself; the event as a whole may be null or a list, so there this does not hold.
    return inElement && node.path.length === 0 ? node.condition : lift(node.path, node.condition)
  })
}

/**
 * Searches of one scope become one: a scalar that satisfies a, or one that satisfies b, is one that satisfies a or b;
 * and of negated searches likewise. Inside, the alternatives then merge like any others.
 */
function joinSearches(
  node: AndNode | OrNode,
  children: readonly Condition[],
  searchIn: (child: Condition) => Condition,
  wrap: (search: Condition) => Condition = (search) => search,
): Condition {
  const negated = node.kind === 'And'
  const groups = new Map<string, SearchNode[]>()
  const rest: Condition[] = []
  for (const child of children) {
    const search = searchIn(child)
    if (search.kind !== 'Search' || (child.kind === 'Not') !== negated) {
      rest.push(child)
      continue
    }
    const key = JSON.stringify(search.scope)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [search])
    else group.push(search)
  }
  if ([...groups.values()].every((group) => group.length === 1)) return node
  const joined = [...groups.values()].map((group) => {
    const [first] = group as [SearchNode]
    return wrap(group.length === 1 ? first : { ...first, condition: or(group.map(({ condition }) => condition)) })
  })
  return { ...node, children: [...rest, ...joined] }
}

function lift(path: Path, inner: Condition): Condition {
  if (isFieldTest(inner)) {
    const field = prefixed(path, inner.field)
    return field === undefined ? { kind: 'Some', path, condition: inner } : { ...inner, field }
  }
  switch (inner.kind) {
    case 'Or':
      return or(inner.children.map((child) => lift(path, child)))
    case 'Some':
      return lift([...path, ...inner.path], inner.condition)
    case 'Search':
      return { ...inner, scope: [...path, ...inner.scope] }
    case 'Shape':
      return liftShape(path, inner)
    default:
      return { kind: 'Some', path, condition: inner }
  }
}

/** The empty path has other nodes from outside (arrays are not opened), and `missing` is said of each element. */
function liftShape(path: Path, inner: ShapeNode): Condition {
  if (inner.field.length === 0 || inner.kinds.includes('missing')) return { kind: 'Some', path, condition: inner }
  return { ...inner, field: [...path, ...inner.field] }
}

/** The field as seen from outside; undefined where more than one path, or none, ties it to the element. */
function prefixed(path: Path, field: Field): Field | undefined {
  if (Array.isArray(field)) return [...path, ...(field as Path)]
  if (!('call' in field) || countPaths(field) !== 1) return undefined
  return prefixedExpression(path, field)
}

function prefixedExpression(path: Path, expression: ValueExpression): ValueExpression {
  return {
    call: expression.call,
    args: expression.args.map((arg) => {
      if (Array.isArray(arg)) return [...path, ...(arg as Path)]
      return 'call' in arg ? prefixedExpression(path, arg as ValueExpression) : arg
    }),
  }
}

function countPaths(expression: ValueExpression): number {
  let paths = 0
  for (const arg of expression.args) {
    if (Array.isArray(arg)) paths++
    else if ('call' in arg) paths += countPaths(arg as ValueExpression)
  }
  return paths
}
