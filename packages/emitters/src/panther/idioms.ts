import {
  type CompareNode,
  type Condition,
  dotted,
  isPath,
  type NodeOf,
  type Path,
  type Scalar,
  type Span,
} from '@ruleglot/core'

/** Parts of one `And` or `Or` that Python says shorter together. */
export type Idiom =
  /** Exists and none of "", 0 and false: what Python takes for true. `negated` in an `Or` of the opposites. */
  | { readonly idiom: 'truth'; readonly path: Path; readonly negated: boolean; readonly span: Span | undefined }
  /** Two bounds of one number: `1 <= x < 5`. */
  | { readonly idiom: 'range'; readonly path: Path; readonly low: CompareNode; readonly high: CompareNode }

/** The parts, with idioms where the first of their parts stands. `takes`: whether a field may be read as one value. */
export function withIdioms(
  parts: readonly Condition[],
  kind: 'And' | 'Or',
  takes: (path: Path) => boolean,
): readonly (Condition | Idiom)[] {
  const result: (Condition | Idiom | undefined)[] = [...parts]
  const join = (own: (part: Condition) => Part | undefined): void => {
    const first = new Map<string, { readonly at: number; readonly part: Part }>()
    for (const [at, part] of result.entries()) {
      const found = part === undefined || 'idiom' in part ? undefined : own(part)
      if (found === undefined || !takes(found.path)) continue
      const name = dotted(found.path)
      const before = first.get(name)
      const joined = before === undefined ? undefined : found.with(before.part)
      if (before === undefined) first.set(name, { at, part: found })
      else if (joined !== undefined) {
        result[before.at] = joined
        result[at] = undefined
        first.delete(name)
      }
    }
  }
  join((part) => truthPart(part, kind))
  if (kind === 'And') join(boundPart)
  return result.filter((part) => part !== undefined)
}

/** One half of an idiom, and what it makes with another half. */
interface Part {
  readonly path: Path
  readonly half: 'there' | 'not empty' | 'low' | 'high'
  readonly node: Condition
  readonly with: (other: Part) => Idiom | undefined
}

/** `Exists` or `Not In ["", 0, false]`; in an `Or` their opposites. */
function truthPart(part: Condition, kind: 'And' | 'Or'): Part | undefined {
  const positive = kind === 'And' ? part : opposite(part)
  if (positive === undefined) return undefined
  const exists = positive.kind === 'Exists' && isPath(positive.field) ? positive.field : undefined
  const path = exists ?? notEmpty(positive)
  if (path === undefined || path.length === 0) return undefined
  const half = exists === undefined ? 'not empty' : 'there'
  const span = part.span
  return {
    path,
    half,
    node: part,
    with: (other) =>
      half === other.half ? undefined : { idiom: 'truth', path, negated: kind === 'Or', span: span ?? other.node.span },
  }
}

function opposite(part: Condition): Condition | undefined {
  if (part.kind === 'Not') return part.child
  return part.kind === 'In' || part.kind === 'Or' ? { kind: 'Not', child: part } : undefined
}

/** The field of `Not` of exactly these three values. */
function notEmpty(part: Condition): Path | undefined {
  if (part.kind !== 'Not') return undefined
  const leaves = part.child.kind === 'Or' ? part.child.children : [part.child]
  const [first] = leaves
  const path = first !== undefined && 'field' in first && isPath(first.field) ? first.field : undefined
  if (path === undefined) return undefined
  const values = new Set<Scalar>()
  for (const leaf of leaves) {
    const own = leaf.kind === 'In' ? leaf.values : leaf.kind === 'Compare' ? equalTo(leaf) : undefined
    if (own === undefined || !('field' in leaf) || !isPath(leaf.field) || dotted(leaf.field) !== dotted(path))
      return undefined
    for (const value of own) values.add(value)
  }
  return values.size === 3 && values.has('') && values.has(0) && values.has(false) ? path : undefined
}

function equalTo({ op, domain, value }: NodeOf<'Compare'>): readonly Scalar[] | undefined {
  return op === 'eq' && domain === undefined && typeof value !== 'object' ? [value] : undefined
}

function boundPart(part: Condition): Part | undefined {
  if (part.kind !== 'Compare' || part.domain !== 'number' || part.op === 'eq' || typeof part.value !== 'number')
    return undefined
  const { field, op } = part
  if (!isPath(field) || field.length === 0) return undefined
  const half = op === 'gt' || op === 'ge' ? 'low' : 'high'
  return {
    path: field,
    half,
    node: part,
    with: (other) => {
      if (half === other.half) return undefined
      const [low, high] = half === 'low' ? [part, other.node] : [other.node, part]
      return { idiom: 'range', path: field, low: low as CompareNode, high: high as CompareNode }
    },
  }
}
