import { type JsonObject, or, type Rule, withOrigin } from '@ruleglot/core'
import { valueAt, type YamlMapping } from '../yaml/yaml-node.js'
import { readTrigger, scalarsOf, textOf } from './correlation-trigger.js'
import { readMetadata } from './metadata.js'
import { plainValue } from './plain-value.js'
import { requireKeys } from './read-rule.js'
import { type Reading, report, sizeOf, spendTests } from './reading.js'

/** A correlation and the rules it counts over. */
export interface Correlated {
  readonly rule: Rule
  /** Its rules raise alerts of their own too. */
  readonly generate: boolean
  readonly used: readonly Rule[]
}

/** Gives a rule or correlation by id or name; undefined when there is none that can be read. */
export type FindRule = (reference: string) => Rule | undefined

/** A correlation document over rules read beside it. Undefined after problems, which are reported. */
export function readCorrelation(document: YamlMapping, find: FindRule, reading: Reading): Correlated | undefined {
  const node = valueAt(document, 'correlation')
  requireKeys(document, ['title'], reading)
  if (node?.type !== 'mapping') return report(reading, 'sigma/correlation', document.span, 'The correlation is empty.')
  const named = new Set<Rule>()
  for (const { text, span } of scalarsOf(valueAt(node, 'rules'))) {
    const found = find(text)
    if (found === undefined) {
      return report(reading, 'sigma/correlation', span, `There is no rule with the id or name "${text}" beside it.`, {
        hint: 'Give the files of all rules that a correlation refers to.',
      })
    }
    named.add(found)
  }
  const used = [...named]
  const [first] = used
  if (first === undefined) return report(reading, 'sigma/correlation', node.span, 'The correlation names no rules.')
  // A rule stands in every correlation that names it.
  const tests = used.reduce((sum, { condition }) => sum + sizeOf(condition), 0)
  if (!spendTests(reading, tests, used.length, node.span)) return undefined
  const trigger = readTrigger(node, used, reading)
  if (trigger === undefined) return undefined
  const metadata = readMetadata(document, reading)
  const rule = withOrigin({
    ir: 1,
    language: 'sigma',
    ...metadata,
    logSource: first.logSource,
    trigger,
    condition: used.length === 1 ? first.condition : or(used.map(({ condition }) => condition)),
    defined: [],
    tests: [],
    vendor: plainValue(document) as JsonObject,
    span: document.span,
  })
  return { rule, generate: textOf(node, 'generate') === 'true', used }
}
