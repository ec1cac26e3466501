import { type Diagnostic, diagnostic, type Pack } from '@ruleglot/core'
import type { PackSource } from './choose-pack.js'

/** The log types to write into a rule, and what has to be said about them. */
export interface ChosenLogTypes {
  /** Undefined: those of the pack. */
  readonly logTypes: readonly string[] | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The log types that a user named, of one rule among many: a log type that another pack knows and the rule's own does
 * not holds other events, so the rule would never fire under it. Types that no pack knows are the user's own.
 */
export function logTypesOf(
  named: readonly string[] | undefined,
  pack: Pack,
  platform: string,
  packs: PackSource,
): ChosenLogTypes {
  const own = pack.platforms[platform]?.logTypes
  if (named === undefined || own === undefined) return { logTypes: named, diagnostics: [] }
  const ofOthers = new Set(packs.routing.flatMap(({ platforms }) => platforms[platform]?.logTypes ?? []))
  const [kept, foreign] = [
    named.filter((type) => own.includes(type) || !ofOthers.has(type)),
    named.filter((type) => !own.includes(type) && ofOthers.has(type)),
  ]
  if (foreign.length === 0) return { logTypes: named, diagnostics: [] }
  const said = diagnostic(
    'mapping/other-log-type',
    `${foreign.join(', ')} holds no events of ${pack.id}, which is ${own.join(', ')} on ${platform}: it is not written.`,
    { data: { logTypes: foreign } },
  )
  return { logTypes: kept.length === 0 ? undefined : kept, diagnostics: [said] }
}
