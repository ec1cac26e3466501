import type { Assumption } from '../assumptions/assumption.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import { type MappingContext, readInAnyCase } from '../mapping/mapping-context.js'
import type { Pack } from '../mapping/pack.js'
import { assumptionsToSource, isContradicted } from '../mapping/pack-assumptions.js'
import { packIndex } from '../mapping/pack-index.js'
import type { Rule } from '../rule/rule.js'
import { wholeCondition } from '../translate/emit-verified.js'
import { pullBack } from '../translate/judge-mapped.js'

/** What fires a rule, over the events of its log source as the vendor sends them. */
export interface OverSource {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
  /** Why it has no meaning there: a field that the mapping does not know. */
  readonly problem?: string
}

/** Puts the names of the rule's platform back into those of the vendor, by their definitions in the pack. */
export function overSource(rule: Rule, pack: Pack, platform: string): OverSource {
  const diagnostics: Diagnostic[] = []
  const context: MappingContext = {
    index: packIndex(pack),
    platform,
    logTypes: rule.logSource.logTypes ?? [],
    unmapped: 'refuse',
    anyCase: readInAnyCase(rule.assumptions),
    diagnostics,
  }
  const pulled = pullBack(wholeCondition(rule), context)
  const assumptions = assumptionsToSource(rule.assumptions ?? [], context)
  const failed = pulled.diagnostics.find(({ severity }) => severity === 'error')
  const misread = assumptions.find((assumption) => isContradicted(assumption, context.index))
  const problem =
    failed?.message ??
    (misread === undefined
      ? undefined
      : `The rule reads ${dotted(misread.path)} as one value, and the mapping ${pack.id} says that it is in a list.`)
  return { condition: pulled.condition, assumptions, ...(problem === undefined ? {} : { problem }) }
}
