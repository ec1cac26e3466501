import { type Diagnostic, diagnostic } from '@ruleglot/core'
import { entryOf, type YamlMapping } from '../yaml/yaml-node.js'
import type { RuleDocument } from './repository.js'

/** A derived rule with what it takes from its base: every key that it does not write itself. */
export function withBase(
  document: RuleDocument,
  rules: readonly RuleDocument[],
  diagnostics: Diagnostic[],
): RuleDocument {
  const name = document.vendor['BaseDetection']
  if (name === undefined || document.node.type !== 'mapping') return document
  const base = rules.find(({ vendor }) => vendor['RuleID'] === name && vendor['BaseDetection'] === undefined)
  if (base === undefined || base.node.type !== 'mapping') {
    diagnostics.push(
      diagnostic('panther/no-base', `The rule is derived from ${String(name)}, which is not among the files.`, {
        span: entryOf(document.node, 'BaseDetection')?.value.span ?? document.node.span,
        hint: 'Give the files of the base rule together with this one.',
      }),
    )
    return { ...document, noBase: true }
  }
  const own = new Set(document.node.entries.map(({ key }) => key.text))
  const node: YamlMapping = {
    ...document.node,
    entries: [...document.node.entries, ...base.node.entries.filter(({ key }) => !own.has(key.text))],
  }
  return { file: base.file, node, vendor: { ...base.vendor, ...document.vendor } }
}
