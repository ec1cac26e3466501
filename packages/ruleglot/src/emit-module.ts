import type { Diagnostic, EmitOptions, Result, Rule, RuleEmission } from '@ruleglot/core'
import { ecsSchema, emitVerifiedRule, success } from '@ruleglot/core'
import { javascript, emitModule as writeModule } from '@ruleglot/emitters/javascript'
import { javascript as reader } from '@ruleglot/parsers/javascript'

/** Many rules in one text. */
export interface ModuleEmission {
  readonly text: string
  readonly files: Readonly<Record<string, string>>
  /** What is in it, in order. The verdict is that of the rule written alone: its function is the same. */
  readonly rules: readonly {
    readonly id: string | undefined
    readonly fields: readonly string[]
    readonly verdict: RuleEmission['verdict']
    readonly assumptions: RuleEmission['assumptions']
  }[]
  /** Why others are not. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Many rules as one JavaScript module over one small shared runtime: `rules` and a typed `matches(event)`. */
export function emitModule(
  language: 'javascript',
  rules: readonly Rule[],
  options: Pick<EmitOptions, 'events' | 'arrays' | 'fileStem'> = {},
): Result<ModuleEmission> {
  if (language !== 'javascript') throw new TypeError(`No module is written in ${String(language)}`)
  const written = writeModule(rules, options)
  if (!written.ok) return written
  const judged = written.value.rules.flatMap(({ rule, fields }) => {
    const emission = emitVerifiedRule(rule, { emitter: javascript, reader }, { ...options, schema: ecsSchema })
    if (!emission.ok) return []
    const { verdict, assumptions } = emission.value
    return [{ id: rule.id, fields, verdict, assumptions }]
  })
  return success({ ...written.value, rules: judged }, written.value.diagnostics)
}
