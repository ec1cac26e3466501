/** A condition as written: names and selectors under operators. Offsets are of the condition's text. */
export type ConditionTree =
  | { readonly type: 'name'; readonly name: string; readonly start: number; readonly end: number }
  | {
      readonly type: 'selector'
      readonly quantifier: '1' | 'all' | 'any'
      /** A pattern of names; undefined for `them`. */
      readonly pattern: string | undefined
      readonly start: number
      readonly end: number
    }
  | { readonly type: 'not'; readonly part: ConditionTree; readonly start: number; readonly end: number }
  | {
      readonly type: 'and' | 'or'
      readonly parts: readonly ConditionTree[]
      readonly start: number
      readonly end: number
    }

/**
 * Puts operands and operators together while they are read, with a stack of its own: nesting costs no call stack.
 * `and` binds tighter than `or`, `not` tighter than both.
 */
export interface TreeBuilder {
  readonly groups: Group[]
}

interface Group {
  readonly start: number
  /** Finished `or` parts, and the parts of the `and` that is being read. */
  readonly alternatives: ConditionTree[]
  conjuncts: ConditionTree[]
  /** Offsets of the `not`s that wait for an operand. */
  nots: number[]
}

export function newBuilder(): TreeBuilder {
  return { groups: [newGroup(0)] }
}

const newGroup = (start: number): Group => ({ start, alternatives: [], conjuncts: [], nots: [] })

const innermost = (builder: TreeBuilder): Group => builder.groups[builder.groups.length - 1] as Group

export function addNot(builder: TreeBuilder, start: number): void {
  innermost(builder).nots.push(start)
}

export function addOperand(builder: TreeBuilder, operand: ConditionTree): void {
  const group = innermost(builder)
  let tree = operand
  // Two negations are none; each level is a level of the tree otherwise.
  const nots = group.nots.length % 2 === 1 ? group.nots.slice(0, 1) : []
  for (const start of nots) tree = { type: 'not', part: tree, start, end: tree.end }
  group.nots = []
  group.conjuncts.push(tree)
}

export function addOr(builder: TreeBuilder): void {
  const group = innermost(builder)
  group.alternatives.push(joined('and', group.conjuncts))
  group.conjuncts = []
}

export function openGroup(builder: TreeBuilder, start: number): void {
  builder.groups.push(newGroup(start))
}

/** False when there is no group to close. */
export function closeGroup(builder: TreeBuilder): boolean {
  if (builder.groups.length < 2) return false
  const tree = finishGroup(builder.groups.pop() as Group)
  addOperand(builder, tree)
  return true
}

/** The whole, or the offset of a bracket that was not closed. */
export function finish(builder: TreeBuilder): ConditionTree | { readonly unclosed: number } {
  const group = builder.groups.pop() as Group
  return builder.groups.length > 0 ? { unclosed: group.start } : finishGroup(group)
}

function finishGroup(group: Group): ConditionTree {
  return joined('or', [...group.alternatives, joined('and', group.conjuncts)])
}

function joined(type: 'and' | 'or', parts: readonly ConditionTree[]): ConditionTree {
  const [first] = parts
  const last = parts[parts.length - 1]
  if (parts.length === 1 || first === undefined || last === undefined) return first as ConditionTree
  return { type, parts, start: first.start, end: last.end }
}
