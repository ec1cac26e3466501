import {
  type Assumption,
  type Condition,
  dotted,
  evaluate,
  isPath,
  type NodeOf,
  type Path,
  transform,
  visit,
} from '@ruleglot/core'

/**
 * What needs one element of a list, or counts them, as Sigma can say it: as tests of the field, which mean the same where
 * the list has no second element. That is named for each list.
 */
export function oneElement(condition: Condition): {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
} {
  const lists = new Map<string, Path>()
  const named = (path: Path, written: Condition): Condition => {
    lists.set(dotted(path), path)
    return written
  }
  const written = transform(condition, (node) => {
    switch (node.kind) {
      case 'Some':
        return saysNothing(node.condition, false) ? named(node.path, moved(node.condition, node.path)) : node
      case 'Every':
        return saysNothing(node.condition, true) ? named(node.path, moved(node.condition, node.path)) : node
      case 'And':
        return withoutImplied(node, named)
      default:
        return node
    }
  })
  const assumptions = [...lists.values()].map(
    (path): Assumption => ({ kind: 'oneElement', path, why: 'Sigma looks at all elements of a list for each test' }),
  )
  return { condition: written, assumptions }
}

/** What the condition says where there is no element. Shared parts that are bound outside are left alone. */
function saysNothing(condition: Condition, expected: boolean): boolean {
  let isShared = false
  visit(condition, ({ kind }) => {
    if (kind === 'Ref' || kind === 'Let') isShared = true
  })
  return !isShared && evaluate(condition, {}) === expected
}

/** The tests of an element under the whole path. Elements inside elements have been moved before. */
function moved(condition: Condition, path: Path): Condition {
  return transform(condition, (node) => {
    if ('field' in node && isPath(node.field)) return { ...node, field: [...path, ...node.field] } as Condition
    if (node.kind !== 'CompareFields') return node
    const [left, right] = [node.left, node.right].map((field) => (isPath(field) ? [...path, ...field] : field))
    return { ...node, left: left as Path, right: right as Path }
  })
}

/** That a list has one element goes without saying beside a test of what stands in it, where it has no second. */
function withoutImplied(node: NodeOf<'And'>, named: (path: Path, written: Condition) => Condition): Condition {
  const tested = node.children.flatMap((child) =>
    'field' in child && child.kind !== 'Shape' && isPath(child.field) ? [dotted(child.field)] : [],
  )
  const children = node.children.filter((child) => {
    if (child.kind !== 'Count' || child.condition.kind !== 'True' || child.count !== 1) return true
    const list = `${dotted(child.path)}.`
    if ((child.op !== 'eq' && child.op !== 'ge') || !tested.some((name) => name.startsWith(list))) return true
    named(child.path, child)
    return false
  })
  return children.length === node.children.length ? node : { ...node, children }
}
