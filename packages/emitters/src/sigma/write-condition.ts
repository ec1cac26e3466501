import { identifierHint } from './identifier-hint.js'
import type { Block, Plan } from './plan.js'

/** The condition line, and each search identifier with its name in the order of the file. */
export interface WrittenPlan {
  readonly condition: string
  readonly blocks: readonly { readonly name: string; readonly block: Block }[]
}

/**
 * Names the identifiers and writes the condition over them. A group that is all there is of a role is written as
 * `1 of filter_main_*`; other groups of many get a prefix of their own.
 */
export function writePlan(plan: Plan): WrittenPlan {
  const root = groupNegations(plan)
  const blocks = blocksOf(root)
  const groups = quantifiedGroups(root, blocks)
  const names = nameBlocks(blocks, groups)
  const { text } = write(root, { names, groups })
  return { condition: text, blocks: blocks.map((block) => ({ name: names.get(block) as string, block })) }
}

/** `not a and not b` is `not (a or b)`, which reads as `not 1 of filter_*`. */
function groupNegations(plan: Plan): Plan {
  if (plan.kind === 'block') return plan
  if (plan.kind === 'not') return { ...plan, part: groupNegations(plan.part) }
  const parts = plan.parts.map(groupNegations)
  if (plan.kind === 'or') return { ...plan, parts }
  const denied = parts.flatMap((part) => (part.kind === 'not' && part.part.kind === 'block' ? [part.part] : []))
  if (denied.length < 2) return { ...plan, parts }
  const others = parts.filter((part) => !(part.kind === 'not' && part.part.kind === 'block'))
  const group: Plan = { kind: 'not', part: { kind: 'or', parts: denied } }
  // Exclusions that take a condition of their own come last.
  const negated = others.filter((part) => part.kind === 'not')
  const kept = [...others.filter((part) => part.kind !== 'not'), group, ...negated]
  return kept.length === 1 ? (kept[0] as Plan) : { ...plan, parts: kept }
}

function blocksOf(plan: Plan): readonly Block[] {
  const found: Block[] = []
  const stack: Plan[] = [plan]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'block') found.push(next.block)
    else if (next.kind === 'not') stack.push(next.part)
    else for (const part of [...next.parts].reverse()) stack.push(part)
  }
  // Filters stand behind what they take away from.
  return [...found.filter((block) => block.role !== 'filter'), ...found.filter((block) => block.role === 'filter')]
}

/** Groups of blocks that are written with a pattern, and the prefix that only their members have. */
type Groups = ReadonlyMap<Plan, string>

const FEW = 3

function quantifiedGroups(root: Plan, blocks: readonly Block[]): Groups {
  const groups = new Map<Plan, string>()
  const taken = new Map<string, number>()
  const stack: Plan[] = [root]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'block') continue
    if (next.kind === 'not') {
      stack.push(next.part)
      continue
    }
    for (const part of [...next.parts].reverse()) stack.push(part)
    const members = next.parts.flatMap((part) => (part.kind === 'block' ? [part.block] : []))
    const role = members[0]?.role
    if (members.length !== next.parts.length || members.some((member) => member.role !== role) || role === undefined) {
      continue
    }
    const all = blocks.filter((block) => block.role === role).length === members.length
    if (all) groups.set(next, role === 'filter' ? 'filter_main' : role)
    else if (members.length > FEW) {
      const stem = role === 'filter' ? 'filter_optional' : `${role}_option`
      const count = (taken.get(stem) ?? 0) + 1
      taken.set(stem, count)
      groups.set(next, count === 1 ? stem : `${stem}${count}`)
    }
  }
  return groups
}

function nameBlocks(blocks: readonly Block[], groups: Groups): ReadonlyMap<Block, string> {
  const prefixes = new Map<Block, string>()
  for (const [group, prefix] of groups) {
    if (group.kind !== 'and' && group.kind !== 'or') continue
    for (const part of group.parts) if (part.kind === 'block') prefixes.set(part.block, prefix)
  }
  const names = new Map<Block, string>()
  const used = new Set<string>()
  const numbers = new Map<string, number>()
  const roles = new Map<Block['role'], number>()
  for (const { role } of blocks) roles.set(role, (roles.get(role) ?? 0) + 1)
  for (const block of blocks) {
    const alone = roles.get(block.role) === 1
    const prefix = prefixes.get(block) ?? (block.role === 'filter' ? 'filter_main' : block.role)
    const base = alone ? prefix : `${prefix}_${identifierHint(block.body)}`
    let name = base
    for (let n = numbers.get(base) ?? 2; used.has(name); n++) {
      name = `${base}_${n}`
      numbers.set(base, n)
    }
    used.add(name)
    names.set(block, name)
  }
  return names
}

interface Names {
  readonly names: ReadonlyMap<Block, string>
  readonly groups: Groups
}

/** Binding strength: or 1, and 2, not 3, quantifiers and names 4. */
interface Written {
  readonly text: string
  readonly strength: number
}

function write(plan: Plan, context: Names): Written {
  if (plan.kind === 'block') return { text: context.names.get(plan.block) as string, strength: 4 }
  if (plan.kind === 'not') return { text: `not ${within(write(plan.part, context), 3)}`, strength: 3 }
  const prefix = context.groups.get(plan)
  if (prefix !== undefined) return { text: `${plan.kind === 'and' ? 'all' : '1'} of ${prefix}_*`, strength: 4 }
  const strength = plan.kind === 'and' ? 2 : 1
  // Sigma's readers know that `and` binds tighter; people like to see it.
  const parts = plan.parts.map((part) => within(write(part, context), plan.kind === 'or' ? 3 : 2))
  return { text: parts.join(` ${plan.kind} `), strength }
}

const within = ({ text, strength }: Written, least: number): string => (strength < least ? `(${text})` : text)
