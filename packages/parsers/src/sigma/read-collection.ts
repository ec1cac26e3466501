import type { Diagnostic, Rule } from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { entryOf, type YamlMapping } from '../yaml/yaml-node.js'
import { readCorrelation } from './correlation.js'
import { readRule } from './read-rule.js'
import { newReading, type Reading, report } from './reading.js'

/**
 * The rules of one or several texts, each of any number of documents. A rule that only feeds a correlation is no rule
 * of its own, unless the correlation says `generate: true`.
 */
export function readCollection(files: Readonly<Record<string, string>>): {
  readonly rules: readonly Rule[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const diagnostics: Diagnostic[] = []
  const found: { readonly document: YamlMapping; readonly reading: Reading; rule?: Rule }[] = []
  for (const [path, text] of Object.entries(files)) {
    const file = path === '' ? undefined : path
    const yaml = readYaml(text, file)
    diagnostics.push(...yaml.diagnostics)
    if (!yaml.ok) continue
    const reading = newReading(text, file)
    for (const document of yaml.value) {
      if (document.type === 'empty') continue
      if (document.type === 'mapping') found.push({ document, reading })
      else report(reading, 'sigma/not-a-rule', document.span, 'A Sigma rule is a map of keys.')
    }
    if (found.every((one) => one.reading !== reading)) diagnostics.push(...reading.diagnostics)
  }
  for (const entry of found) {
    if (entryOf(entry.document, 'correlation') === undefined)
      entry.rule = readDetectionRule(entry.document, entry.reading)!
  }
  const plain = found.flatMap(({ rule }) => (rule === undefined ? [] : [rule]))
  const fed = new Set<Rule>()
  for (const entry of found) {
    if (entryOf(entry.document, 'correlation') === undefined) continue
    const correlated = readCorrelation(entry.document, plain, entry.reading)
    if (correlated === undefined) continue
    entry.rule = correlated.rule
    if (!correlated.generate) for (const rule of correlated.used) fed.add(rule)
  }
  for (const reading of new Set(found.map((entry) => entry.reading))) diagnostics.push(...reading.diagnostics)
  return { rules: found.flatMap(({ rule }) => (rule === undefined || fed.has(rule) ? [] : [rule])), diagnostics }
}

function readDetectionRule(document: YamlMapping, reading: Reading): Rule | undefined {
  const filter = entryOf(document, 'filter')
  if (filter !== undefined && entryOf(document, 'detection') === undefined) {
    return report(reading, 'sigma/filter', filter.key.span, 'Sigma filters are not read yet.', {
      hint: 'Add the exclusion to the rules it speaks of.',
    })
  }
  const action = entryOf(document, 'action')
  if (action !== undefined) {
    return report(reading, 'sigma/not-a-rule', action.key.span, 'Collections with "action" were removed in Sigma 2.', {
      hint: 'Write each rule out.',
    })
  }
  return readRule(document, reading)
}
