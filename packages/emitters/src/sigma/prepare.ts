import {
  type Condition,
  type Field,
  foldText,
  inlineLets,
  isPath,
  type NodeOf,
  normalise,
  type Path,
  transform,
} from '@ruleglot/core'

/**
 * The same condition without what only wraps: shared parts put in place, `And` in `And` and `Not` of `Not` taken
 * apart, element scopes around a single test written as the test (spec/semantics.md: a leaf on p.q is Some(p, leaf on
 * q)), searches split at their alternatives, expressions that are a few texts written as those. Order and spans stay, so
 * that the output reads like the source.
 */
export function prepare(condition: Condition, letterCase: 'fold' | 'exact'): Condition {
  return transform(inlineLets(condition), (node) => {
    switch (node.kind) {
      case 'And':
      case 'Or':
        return flat(node)
      case 'Not':
        return node.child.kind === 'Not' ? node.child.child : node
      case 'Some':
        return unwrapSome(node.condition, node.path) ?? node
      case 'Every':
        return unwrapEvery(node.condition, node.path) ?? node
      case 'Search':
        return node.condition.kind === 'Or'
          ? { kind: 'Or', children: node.condition.children.map((child) => ({ ...node, condition: child })) }
          : node
      case 'Regex':
        return fewTexts(node, letterCase) ?? node
      default:
        return node
    }
  })
}

/**
 * `contains` and `endswith` in place of an expression that means no more. Not where letters would then need `cased`, and
 * not for what Sigma's own author wrote as an expression.
 */
function fewTexts(node: NodeOf<'Regex'>, letterCase: 'fold' | 'exact'): Condition | undefined {
  if (node.source?.dialect === 'sigma' || (letterCase === 'exact' && !node.ignoreCase)) return undefined
  const simple = normalise(node)
  const leaves = simple.kind === 'Or' ? simple.children : [simple]
  const isText = (leaf: Condition): boolean => leaf.kind === 'Match' || leaf.kind === 'Compare' || leaf.kind === 'In'
  if (leaves.length > MOST_TEXTS || !leaves.every(isText)) return undefined
  // `[aA]dministrator` is one text when letter case is not looked at: the one in lower case.
  const lower = (leaf: Condition): boolean =>
    leaf.kind === 'Match' && leaf.pattern.every((part) => typeof part !== 'string' || foldText(part) === part)
  const ordered = [...leaves.filter(lower), ...leaves.filter((leaf) => !lower(leaf))]
  const span = node.span === undefined ? {} : { span: node.span }
  return ordered.length === 1 ? ({ ...ordered[0], ...span } as Condition) : { kind: 'Or', children: ordered, ...span }
}

const MOST_TEXTS = 8

function flat(node: Condition & { kind: 'And' | 'Or' }): Condition {
  const children = node.children.flatMap((child) => (child.kind === node.kind ? child.children : [child]))
  return children.length === 1 ? (children[0] as Condition) : { ...node, children }
}

/** Some element satisfies a or b: some element satisfies a, or some element satisfies b. `and` and `not` do not split. */
function unwrapSome(condition: Condition, path: Path): Condition | undefined {
  if (condition.kind === 'Or') {
    const children = condition.children.map((child) => unwrapSome(child, path))
    return children.includes(undefined) ? undefined : { kind: 'Or', children: children as Condition[] }
  }
  return moved(condition, path)
}

/** No element satisfies a, nor b. */
function unwrapEvery(condition: Condition, path: Path): Condition | undefined {
  const children = condition.kind === 'And' ? condition.children : [condition]
  const denied = children.map((child) => (child.kind === 'Not' ? unwrapSome(child.child, path) : undefined))
  if (denied.includes(undefined)) return undefined
  const nots = denied.map((child): Condition => ({ kind: 'Not', child: child as Condition }))
  return nots.length === 1 ? nots[0] : { kind: 'And', children: nots }
}

/** A leaf that speaks of values, under the whole path. Shapes speak of nodes and stay. */
function moved(leaf: Condition, path: Path): Condition | undefined {
  switch (leaf.kind) {
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
    case 'Exists':
      return isPath(leaf.field) ? { ...leaf, field: [...path, ...(leaf.field as Path)] as Field & Path } : undefined
    case 'Some':
      // What stayed wrapped inside cannot be unwrapped here either, unless the whole path makes the difference.
      return unwrapSome(leaf.condition, [...path, ...leaf.path])
    default:
      return undefined
  }
}
