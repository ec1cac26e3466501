import type { Assumption, AssumptionKind, Condition, Path } from '@ruleglot/core'
import { dotted } from '@ruleglot/core'
import {
  assumeDropped,
  assumed,
  assumeItems,
  createRendering,
  type Formula,
  keptBy,
  type LiftSource,
  type Machine,
  rolesOf,
  toCondition,
  undecidedLists,
} from '../lift/index.js'

/** What a function beside rule() decides by is read as rule() itself is. */
export interface ConditionContext {
  readonly source: LiftSource
  readonly explicit: boolean
  /** What the condition of the rule relies on. */
  readonly ruleRelies: readonly Assumption[]
}

/** A formula as a condition, and what that relies on. */
export function conditionOf(
  m: Machine,
  formula: Formula,
  { source, explicit, ruleRelies }: ConditionContext,
): { readonly condition: Condition; readonly relied: readonly Assumption[] } {
  const kept = keptBy(source.samples ?? [])
  const allowed: typeof kept = (kind, path) => kept(kind, path) && !ruleRelies.some((one) => excludes(one, kind, path))
  const roles = explicit ? new Map() : rolesOf(m, [formula], allowed)
  const span = { start: 0, end: source.body.length, file: source.file }
  const exact = explicit ? undecidedLists(m, formula, { text: source.body, span }) : assumed(m.store, formula, roles)
  const rendering = createRendering(m, { explicit, roles, allowed, span })
  assumeItems(rendering)
  const condition = toCondition(exact, rendering)
  if (!explicit) assumeDropped(rendering, formula, exact)
  return { condition, relied: rendering.assumptions }
}

/** A field that rule() takes for a list is none without lists here, nor the other way round: no event would be left. */
function excludes(one: Assumption, kind: AssumptionKind, path: Path): boolean {
  const [list, scalar] = one.kind === 'list' ? [one.path, path] : [path, one.path]
  if (!(one.kind === 'list' && kind === 'scalar') && !(one.kind === 'scalar' && kind === 'list')) return false
  const above = dotted(list).toLowerCase()
  return `${dotted(scalar).toLowerCase()}.`.startsWith(`${above}.`)
}
