import {
  type Condition,
  dotted,
  isPath,
  mapChildren,
  type NodeOf,
  not,
  type Path,
  type ShapeKind,
  simplify,
} from '@ruleglot/core'

/** A condition that asks only whether fields hold values, and the fields of which it asked for more. */
export interface NullAsMissing {
  readonly condition: Condition
  readonly fields: readonly string[]
}

/**
 * What a person would write where Elastic cannot tell null from missing, nor one type from another: null counts as
 * missing, text as a value. It fires on more events where there is a choice; the comparison says what it comes to.
 * Undefined where nothing near is left of a test.
 */
export function nullAsMissing(condition: Condition): NullAsMissing | undefined {
  const fields = new Set<string>()
  let isNear = true
  const visit = (node: Condition, isPositive: boolean): Condition => {
    if (node.kind === 'Not') return simplify(not(visit(node.child, !isPositive), node.span))
    if (node.kind !== 'Shape') return tidy(mapChildren(node, (child) => visit(child, isPositive)))
    const near = nearest(node, isPositive)
    if (near === undefined) {
      isNear = false
      return node
    }
    if (isPath(node.field)) fields.add(dotted(node.field))
    return near
  }
  const near = visit(condition, true)
  return isNear && near.kind !== 'False' ? { condition: near, fields: [...fields] } : undefined
}

/** Null and missing are one now: what stood beside each of them says the same twice. */
function tidy(node: Condition): Condition {
  if (node.kind !== 'Or') return simplify(node)
  const absent = new Set(node.children.flatMap((child) => absentField(child) ?? []))
  const said = new Set<string>()
  const children = node.children.map((child) => withoutPresence(child, absent))
  const covered = new Set(children.flatMap((child) => ruledOut(child) ?? []))
  const kept = children.filter((child) => {
    const key = JSON.stringify(child, (name, value) => (name === 'span' ? undefined : value))
    const isNew = !said.has(key) && !covered.has(absentField(child) ?? '')
    said.add(key)
    return isNew
  })
  return simplify({ ...node, children: kept })
}

/** The field of `Not Exists`. */
function absentField(node: Condition): string | undefined {
  if (node.kind !== 'Not' || node.child.kind !== 'Exists' || !isPath(node.child.field)) return undefined
  return dotted(node.child.field)
}

/** Beside `not a:*`, `a:* and X` is X. */
function withoutPresence(node: Condition, absent: ReadonlySet<string>): Condition {
  if (node.kind !== 'And') return node
  const isSaid = (child: Condition): boolean =>
    child.kind === 'Exists' && isPath(child.field) && absent.has(dotted(child.field))
  return simplify({ ...node, children: node.children.filter((child) => !isSaid(child)) })
}

/** The field of tests that hold where it has no value, as each of a negated leaf does. */
function ruledOut(node: Condition): string | undefined {
  const fields = (node.kind === 'And' ? node.children : [node]).map((child) => {
    const leaf = child.kind === 'Not' ? child.child : undefined
    const isLeaf = leaf !== undefined && LEAVES.has(leaf.kind) && 'field' in leaf && isPath(leaf.field)
    return isLeaf ? dotted(leaf.field as Path) : undefined
  })
  return fields.length > 0 && fields.every((field) => field === fields[0]) ? fields[0] : undefined
}

const LEAVES: ReadonlySet<string> = new Set(['Compare', 'In', 'Match', 'Regex', 'Cidr'])

const ABSENT: ReadonlySet<ShapeKind> = new Set(['missing', 'null', 'emptyArray', 'emptyObject'])
const VALUES: readonly ShapeKind[] = ['boolean', 'number', 'string', 'array', 'object']

function nearest({ field, kinds, span }: NodeOf<'Shape'>, isPositive: boolean): Condition | undefined {
  const exists: Condition = { kind: 'Exists', field, ...(span === undefined ? {} : { span }) }
  if (kinds.every((kind) => ABSENT.has(kind))) {
    // Null alone is no event's reason to match: missing fields would match with it, or be ruled out with it.
    return kinds.includes('missing') ? not(exists, span) : { kind: 'False' }
  }
  const asksForValue = kinds.every((kind) => VALUES.includes(kind) && kind !== 'object' && kind !== 'array')
  if (asksForValue) return isPositive ? exists : undefined
  if (isPositive && kinds.every((kind) => kind === 'object' || kind === 'emptyObject')) return { kind: 'True' }
  return !kinds.includes('missing') && VALUES.every((kind) => kinds.includes(kind)) ? exists : undefined
}
