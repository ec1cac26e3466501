import type { JsonObject, Rule } from '@ruleglot/core'
import { withOrigin } from '@ruleglot/core'
import { entryOf, type YamlMapping } from '../yaml/yaml-node.js'
import { lowerDetection } from './lower.js'
import { readMetadata } from './metadata.js'
import { namedLists } from './named-lists.js'
import { plainValue } from './plain-value.js'
import { hasErrors, type Reading, report } from './reading.js'

/** A detection rule. Undefined after problems, which are reported. */
export function readRule(document: YamlMapping, reading: Reading): Rule | undefined {
  const before = reading.diagnostics.length
  requireKeys(document, ['title', 'logsource'], reading)
  const version = entryOf(document, 'sigma-version')
  if (version !== undefined && !(version.value.type === 'scalar' && /^[12](?:\.\d+)*$/.test(version.value.text))) {
    report(reading, 'sigma/sigma-version', version.value.span, 'This version of the Sigma format is not read.', {
      hint: 'Array matching of sigma-version 3 has to be written without it.',
    })
  }
  const detection = entryOf(document, 'detection')
  if (detection?.value.type !== 'mapping') {
    return report(reading, 'sigma/no-detection', detection?.value.span ?? document.span, 'The rule has no detection.', {
      hint: 'Add "detection:" with a selection and a condition.',
    })
  }
  const condition = lowerDetection(detection.value, reading)
  const metadata = readMetadata(document, reading)
  if (condition === undefined || hasErrors(reading.diagnostics.slice(before))) return undefined
  const lists = namedLists(detection.value)
  return withOrigin({
    ir: 1,
    language: 'sigma',
    ...metadata,
    trigger: { kind: 'each' },
    condition,
    defined: [],
    tests: [],
    ...(lists.length === 0 ? {} : { namedLists: lists }),
    vendor: plainValue(document) as JsonObject,
    span: document.span,
  })
}

/** Keys that the specification asks for. */
export function requireKeys(document: YamlMapping, keys: readonly string[], reading: Reading): void {
  for (const key of keys) {
    const entry = entryOf(document, key)
    const value = entry?.value
    const wanted = key === 'title' ? value?.type === 'scalar' : value?.type === 'mapping'
    if (!wanted) {
      report(reading, 'sigma/missing-key', entry?.value.span ?? document.span, `The rule has no ${key}.`, {
        hint: `Add "${key}:"; Sigma demands it.`,
      })
    }
    if (key === 'title' && value?.type === 'scalar' && value.text.length > LONGEST_TITLE) {
      report(reading, 'sigma/missing-key', value.span, `The title is longer than ${LONGEST_TITLE} characters.`)
    }
  }
}

const LONGEST_TITLE = 256
