import { type Diagnostic, diagnostic, failure, type LanguageParser, success } from '@ruleglot/core'
import { readYaml } from '../yaml/read-yaml.js'
import { entryOf } from '../yaml/yaml-node.js'
import { detectSigma } from './detect.js'
import { lintRules } from './lint/lint-rules.js'
import { lowerDetection } from './lower.js'
import { readCollection } from './read-collection.js'
import { hasErrors, newReading } from './reading.js'

/**
 * Sigma rules and correlations (specification 2.1). How arrays, dotted names, missing fields and letter case are read:
 * spec/languages/sigma.md. A condition alone is a `detection` section, with or without its key.
 */
export const sigma: LanguageParser = {
  id: 'sigma',
  detect: detectSigma,
  lint: lintRules,
  parseCondition(text, options) {
    const yaml = readYaml(text, options.file)
    if (!yaml.ok) return yaml
    const [document] = yaml.value
    const detection = entryOf(document, 'detection')?.value ?? document
    if (detection?.type !== 'mapping') {
      return failure([diagnostic('sigma/no-detection', 'There is no detection here.', NO_DETECTION)])
    }
    const reading = newReading(text, options.file, options.placeholders)
    const condition = lowerDetection(detection, reading)
    if (condition === undefined || hasErrors(reading.diagnostics)) return failure(reading.diagnostics)
    return success({ condition, assumptions: [] }, reading.diagnostics)
  },
  parseRules(files, options) {
    const { rules, diagnostics } = readCollection(files, options)
    if (rules.length > 0) return success(rules, diagnostics)
    return failure(
      diagnostics.some(isError) ? diagnostics : [...diagnostics, diagnostic('rule/none', 'There is no rule here.')],
    )
  },
}

const NO_DETECTION = { hint: 'Write search identifiers and "condition:", as under "detection:".' }

const isError = (one: Diagnostic): boolean => one.severity === 'error'
