import {
  type AlertTitle,
  type Assumption,
  type Diagnostic,
  diagnostic,
  type OutputField,
  type ParseOptions,
  type Path,
  parseSeverity,
  type SeverityOverride,
} from '@ruleglot/core'
import { entryOf, valueAt, type YamlNode } from '../../yaml/yaml-node.js'
import { readKeys } from './key-specifier.js'
import { readDetection } from './read-detection.js'

/** What stands beside the detection in YAML, in place of severity(), alert_context() and dedup(). */
export interface DetectionFields {
  readonly severityOverrides: readonly SeverityOverride[]
  /** What the conditions of the overrides rely on. */
  readonly assumptions: readonly Assumption[]
  readonly outputFields: readonly OutputField[]
  readonly groupBy: readonly Path[]
  readonly alertTitle?: AlertTitle
  readonly diagnostics: readonly Diagnostic[]
}

/** DynamicSeverities (the first whose conditions hold), AlertTitle, AlertContext and GroupBy of a rule document. */
export function readDetectionFields(document: YamlNode, options: ParseOptions): DetectionFields {
  const diagnostics: Diagnostic[] = []
  const assumptions: Assumption[] = []
  const itemsOf = (key: string): readonly YamlNode[] => {
    const node = valueAt(document, key)
    if (node === undefined || node.type === 'empty') return []
    if (node.type === 'sequence') return node.items
    diagnostics.push(wrong(node, `${key} is a list.`))
    return []
  }
  return {
    severityOverrides: itemsOf('DynamicSeverities').flatMap((node) =>
      readOverride(node, options, { diagnostics, assumptions }),
    ),
    assumptions,
    outputFields: itemsOf('AlertContext').flatMap((node) => readOutput(node, diagnostics)),
    groupBy: itemsOf('GroupBy').flatMap((node) => readPath(node, diagnostics)),
    ...readTitle(document),
    diagnostics,
  }
}

/** `User {actor.email} did it`: names in braces are fields, by their keys. */
function readTitle(document: YamlNode): { readonly alertTitle?: AlertTitle } {
  const node = valueAt(document, 'AlertTitle')
  if (node?.type !== 'scalar' || node.text === '') return {}
  const parts = node.text.split(/(\{[^{}]+\})/).filter((part) => part !== '')
  return {
    alertTitle: parts.map((part) => {
      const name = /^\{([^{}]+)\}$/.exec(part)?.[1]
      return name === undefined ? part : { path: name.trim().split('.') }
    }),
  }
}

function readOverride(
  node: YamlNode,
  options: ParseOptions,
  { diagnostics, assumptions }: { readonly diagnostics: Diagnostic[]; readonly assumptions: Assumption[] },
): readonly SeverityOverride[] {
  const change = entryOf(node, 'ChangeTo')?.value
  const conditions = entryOf(node, 'Conditions')?.value
  const severity = change?.type === 'scalar' ? parseSeverity(change.text) : undefined
  if (severity === undefined || conditions === undefined) {
    diagnostics.push(wrong(node, 'A dynamic severity has ChangeTo, a severity, and Conditions.'))
    return []
  }
  const read = readDetection(conditions, options)
  diagnostics.push(...read.diagnostics)
  assumptions.push(...read.assumptions)
  return [{ condition: read.condition, severity }]
}

function readOutput(node: YamlNode, diagnostics: Diagnostic[]): readonly OutputField[] {
  const name = entryOf(node, 'KeyName')?.value
  const value = entryOf(node, 'KeyValue')?.value
  if (name?.type !== 'scalar' || value === undefined) {
    diagnostics.push(wrong(node, 'A line of AlertContext has KeyName and KeyValue.'))
    return []
  }
  return readPath(value, diagnostics).map((path) => ({ name: name.text, path }))
}

function readPath(node: YamlNode, diagnostics: Diagnostic[]): readonly Path[] {
  const keys = readKeys(node)
  if (keys.ok) return [keys.keys]
  diagnostics.push(wrong({ ...node, span: keys.span }, keys.reason))
  return []
}

function wrong(node: YamlNode, message: string): Diagnostic {
  return diagnostic('panther/unread-field', message, { span: node.span, hint: 'It is kept as it is and not used.' })
}
