import type { EmitOptions, Rule } from '@ruleglot/core'
import type { Pairs } from './rule-keys.js'
import { given } from './rule-keys.js'
import { yamlMap } from './yaml-lines.js'

/** The log source as keys, from the pack or, where the source already speaks Sigma, from the rule; none if nobody knows. */
export function logSourceKeys(rule: Rule, options: EmitOptions): Pairs {
  const { category, product, service } = options.target?.logsource ?? rule.logSource
  const definition = options.target?.logsource === undefined ? rule.logSource.definition : undefined
  const pairs = [...given('category', category), ...given('product', product), ...given('service', service)]
  if (pairs.length === 0) return []
  return [['logsource', yamlMap([...pairs, ...given('definition', definition)])]]
}
