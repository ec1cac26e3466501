import {
  type Assumption,
  assumptionHolds,
  dotted,
  joinKeySpellings,
  mergeAssumptions,
  opaque,
  type Span,
} from '@ruleglot/core'
import { liftFunction } from '../python/lift.js'
import { readModule as readOwnModule } from '../python/read-syntax.js'
import { firingByModel, functionNamed } from './firing.js'
import { type Place, TooLarge } from './formula-node.js'
import { withinBudget } from './formula-size.js'
import { keptBy } from './kept-by.js'
import { underAssumptions } from './least-roles.js'
import type { LiftedRule, LiftOptions, LiftSource } from './lifted-rule.js'
import { opaqueIn } from './opaque-in.js'
import { openModule } from './open-module.js'
import { treeOf } from './read-once.js'
import { toCondition } from './render.js'
import { assumeDropped, assumeItems, createRendering } from './rendering.js'
import type { Role } from './roles.js'
import { split } from './split-guards.js'
import { undecidedLists } from './undecided-lists.js'
import { PYTHON } from './unread-part.js'

/** What the functions of a Panther rule mean, as far as they can be read. Total: any text gives an answer. */
export function liftRule(source: LiftSource, options: LiftOptions = {}): LiftedRule {
  const span: Span = { start: 0, end: source.body.length, file: source.file }
  // What ruleglot itself writes is known letter for letter, and read so.
  const own = liftFunction(readOwnModule(source.body, source.file, treeOf(source)), 'rule', options.anyCase)
  const plain: LiftedRule | undefined =
    own.ok && (options.guards !== 'explicit' || own.assumptions.length === 0)
      ? {
          ...unread(source, span, ''),
          condition: own.condition,
          assumptions: joinKeySpellings(own.assumptions),
          opaque: [],
        }
      : undefined
  if (plain !== undefined && keepsAll(plain.assumptions, source.samples)) return plain
  try {
    const lifted = lift(source, options, span)
    return plain !== undefined && lifted.opaque.length > 0 ? plain : lifted
  } catch (problem) {
    if (problem instanceof TooLarge && plain !== undefined) return plain
    if (!(problem instanceof TooLarge)) throw problem
    return unread(source, span, 'the rule is too large to be followed')
  }
}

/** The rule's own tests are no events to be assumed away: then it is followed, as any other body is. */
function keepsAll(assumptions: readonly Assumption[], samples: LiftSource['samples'] = []): boolean {
  return assumptions.every((one) => samples.every((event) => assumptionHolds(one, event)))
}

function unread(source: LiftSource, span: Span, reason: string): LiftedRule {
  return {
    condition: opaque(PYTHON, source.body, [], span),
    defined: [],
    assumptions: [],
    diagnostics: [],
    opaque: [{ span, reason }],
  }
}

function lift(source: LiftSource, options: LiftOptions, span: Span): LiftedRule {
  const { m, load } = openModule(source)
  const rule = functionNamed(load(), 'rule')
  if (rule === undefined) return unread(source, span, 'there is no rule(event)')
  const fires = firingByModel(m, rule, { text: source.body, span })
  const explicit = options.guards === 'explicit'
  const kept = keptBy(source.samples ?? [])
  const allowed: typeof kept = (kind, path) =>
    !(kind === 'keyCase' && options.anyCase?.has(dotted(path)) === true) && kept(kind, path)
  const { roles, formula: whole } = explicit
    ? { roles: new Map<Place, Role>(), formula: undecidedLists(m, fires, { text: source.body, span }) }
    : underAssumptions(m, fires, allowed)
  const exact = withinBudget(m.store, whole, { text: source.body, span })
  const { condition, guards } = split(m, exact)
  const rendering = createRendering(m, { explicit, roles, allowed, span })
  assumeItems(rendering)
  const written = toCondition(condition, rendering)
  const defined = guards.map((guard) => ({ when: toCondition(guard, rendering), span }))
  if (!explicit) assumeDropped(rendering, fires, whole)
  return {
    condition: written,
    defined,
    assumptions: joinKeySpellings(mergeAssumptions([rendering.assumptions])),
    diagnostics: [],
    opaque: opaqueIn(exact),
  }
}
