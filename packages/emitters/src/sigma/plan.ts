import type { Condition } from '@ruleglot/core'
import type { Item } from './item.js'
import type { ItemContext } from './leaf-item.js'
import { anyOf, type Body, bodyOf, mapsOfAll, oneItem } from './selection.js'

/** A search identifier to be. What is excluded is called a filter. */
export interface Block {
  readonly role: 'selection' | 'filter' | 'keywords'
  readonly body: Body
}

/** Sigma's condition over search identifiers. */
export type Plan =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'not'; readonly part: Plan }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Plan[] }

/**
 * Cuts a prepared and checked condition into search identifiers as an author would: tests that must all hold in one
 * map, alternatives of single tests in one list, everything else as an identifier of its own under the condition; what
 * is excluded as filters at the end.
 */
export function planDetection(condition: Condition, context: ItemContext): Plan {
  return plan(condition, 'selection', context)
}

type Role = 'selection' | 'filter'

function plan(node: Condition, role: Role, context: ItemContext): Plan {
  const body = bodyOf(node, context)
  if (body !== undefined) return block(role, body)
  switch (node.kind) {
    case 'And':
      return planAnd(node.children, role, context)
    case 'Or':
      return planOr(node.children, role, context)
    case 'Not':
      return joined('and', exclusions(node.child, role === 'selection' ? 'filter' : 'selection', context))
    default:
      throw new TypeError(`not checked before writing: ${node.kind}`)
  }
}

function planAnd(children: readonly Condition[], role: Role, context: ItemContext): Plan {
  const items: Item[] = []
  const others: Plan[] = []
  const excluded: Plan[] = []
  for (const child of children) {
    const item = oneItem(child, context)
    if (item !== undefined) items.push(item)
    else if (child.kind === 'Not') {
      excluded.push(...exclusions(child.child, role === 'selection' ? 'filter' : 'selection', context))
    } else others.push(plan(child, role, context))
  }
  const maps = mapsOfAll(items).map((map) => block(role, { kind: 'map', items: map }))
  return joined('and', [...maps, ...others, ...excluded])
}

function planOr(children: readonly Condition[], role: Role, context: ItemContext): Plan {
  // Items of one kind first grow into one list, wherever they stand among the alternatives.
  const leaves = children.filter((child) => anyOf(child, context) !== undefined)
  const items = anyOf({ kind: 'Or', children: leaves }, context) ?? []
  const single = items.map((item) =>
    item.field === undefined ? block(role, { kind: 'keywords', item }) : block(role, { kind: 'map', items: [item] }),
  )
  const others = children.filter((child) => !leaves.includes(child)).map((child) => plan(child, role, context))
  return joined('or', [...single, ...others])
}

/** What must not match, one plan each: not (a or b) is not a, and not b. */
function exclusions(child: Condition, role: Role, context: ItemContext): readonly Plan[] {
  const list = oneItem(child, context)
  if (list === undefined && child.kind === 'Or') {
    const merged = planOr(child.children, role, context)
    return (merged.kind === 'or' ? merged.parts : [merged]).map((part) => ({ kind: 'not', part }))
  }
  return [{ kind: 'not', part: plan(child, role, context) }]
}

function joined(kind: 'and' | 'or', parts: readonly Plan[]): Plan {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
  return flat.length === 1 ? (flat[0] as Plan) : { kind, parts: flat }
}

function block(role: Role, body: Body): Plan {
  return { kind: 'block', block: { role: body.kind === 'keywords' && role === 'selection' ? 'keywords' : role, body } }
}
