import { type EmitOptions, isUnchanged, type Rule } from '@ruleglot/core'
import { isOwn, ownStyle, type Style } from './own-rule.js'
import { isAlertTitle } from './simple/index.js'
import { canWriteText } from './text-function.js'

/** What title() and dedup() of a source say that cannot be written. */
export function textLosses(rule: Rule, style: Style, options: EmitOptions): readonly string[] {
  const { alertTitle = [], grouping, trigger } = rule
  const stays =
    isOwn(rule) && ownStyle(rule) === style && isUnchanged(rule, 'alertTitle') && isUnchanged(rule, 'grouping')
  if (stays) return []
  if (style === 'simple') {
    return isAlertTitle(alertTitle)
      ? []
      : ['AlertTitle names fields one by one; what the source puts into titles is left out.']
  }
  const losses: string[] = []
  if (!canWriteText(alertTitle, options))
    losses.push('title() is left out: a condition in it cannot be written as Python.')
  if (trigger.kind !== 'threshold' && !canWriteText(grouping?.text ?? [], options)) {
    losses.push('dedup() takes all its fields: a condition in it cannot be written as Python.')
  }
  return losses
}
