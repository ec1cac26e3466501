import {
  type Diagnostic,
  diagnostic,
  type EmitOptions,
  type EmittedRule,
  type Rule,
  routingKeysOf,
} from '@ruleglot/core'
import { isOwn } from './rule-keys.js'

/** Whether the written rule searches the events that its source is about, and what is said where it searches others too. */
export function indexRouting(
  rule: Rule,
  { target }: EmitOptions,
): { readonly routing: EmittedRule['routing']; readonly diagnostics: readonly Diagnostic[] } {
  const given = routingKeysOf(rule.logSource)
  const hasIndex = (target?.index ?? rule.logSource.index ?? []).length > 0
  if (isOwn(rule) || hasIndex || given.length === 0) return { routing: 'exact', diagnostics: [] }
  const source = given.map((key) => `${key} ${[rule.logSource[key]].flat().join(', ')}`).join('; ')
  const message = `The rule is for ${source}; no mapping knows where Elastic keeps that, so it searches the default indices.`
  const noIndex = diagnostic('elastic/no-index', message, {
    hint: 'Give the rule index patterns, or use a mapping pack that knows the log source.',
    effect: 'widens',
  })
  return { routing: 'none', diagnostics: [noIndex] }
}
