import {
  type Diagnostic,
  diagnostic,
  failure,
  type LanguageParser,
  type ParseOptions,
  type Result,
  type Rule,
  success,
} from '@ruleglot/core'
import { detectElastic, isJsonText } from './detect.js'
import type { RuleDocument } from './document.js'
import { collectExceptions } from './exceptions.js'
import { readJson } from './read-json.js'
import { readRule } from './read-rule.js'
import { readToml } from './read-toml.js'

/**
 * Elastic detection rules: TOML files as in the detection-rules repository, and what Kibana exports (NDJSON, or one rule
 * as JSON). Every key stays in `rule.vendor`. Several files, or a file of several rules, give what can be read: the
 * result fails only if no rule can.
 */
export const elastic: LanguageParser = {
  id: 'elastic',
  detect: detectElastic,
  parseRules(files, options) {
    const { entry } = options
    const rules: Rule[] = []
    const diagnostics: Diagnostic[] = []
    for (const [path, text] of Object.entries(files)) {
      if (entry !== undefined && path !== entry) continue
      const read = readFile(text, { ...options, ...fileName(path) })
      diagnostics.push(...read.diagnostics)
      if (read.ok) rules.push(...read.value)
    }
    if (rules.length > 0) return success(rules, diagnostics)
    if (diagnostics.some((one) => one.severity === 'error')) return failure(diagnostics)
    return failure([...diagnostics, diagnostic('elastic/no-rule', 'There is no rule here.')])
  },
}

/** A text without a name has spans without one. */
function fileName(path: string): Pick<ParseOptions, 'file'> {
  return path === '' ? {} : { file: path }
}

function readFile(text: string, options: ParseOptions): Result<readonly Rule[]> {
  const { file } = options
  if (text.length > MAX_LENGTH) {
    return failure([
      diagnostic(
        'limit/source-size',
        `The file has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`,
        {
          span: { start: 0, end: text.length, ...(file === undefined ? {} : { file }) },
        },
      ),
    ])
  }
  const lost = lostCharacters(text, file)
  const { documents, diagnostics } = isJsonText(text) ? readJson(text, file) : tomlDocuments(text, file)
  const lists = collectExceptions(documents)
  const results = documents.filter((document) => !isExportPart(document)).map((one) => readRule(one, lists, options))
  const rules = results.flatMap((result) => (result.ok ? [result.value] : []))
  const all = [...lost, ...diagnostics, ...results.flatMap((result) => result.diagnostics)]
  return rules.length > 0 ? success(rules, all) : failure(all)
}

/** UTF-16 units; hundreds of times the longest rule file there is. */
const MAX_LENGTH = 32_000_000

function tomlDocuments(
  text: string,
  file: string | undefined,
): { readonly documents: readonly RuleDocument[]; readonly diagnostics: readonly Diagnostic[] } {
  const read = readToml(text, file)
  return { documents: read.ok ? [read.value] : [], diagnostics: read.diagnostics }
}

/** Lines of an export that are no rules: its summary, exception lists and their items, connectors. */
function isExportPart({ root, rulePath }: RuleDocument): boolean {
  if (rulePath.length > 0 || root['rule_id'] !== undefined || root['risk_score'] !== undefined) return false
  return ['exported_count', 'exported_rules_count', 'list_id', 'attributes', 'connector_type_id'].some((key) =>
    Object.hasOwn(root, key),
  )
}

/** U+FFFD is what a decoder writes where bytes were no UTF-8. */
function lostCharacters(text: string, file: string | undefined): readonly Diagnostic[] {
  const at = text.indexOf('\ufffd')
  if (at === -1) return []
  return [
    diagnostic(
      'elastic/replacement-character',
      'The text has U+FFFD, which usually stands for bytes that were not UTF-8.',
      {
        span: { start: at, end: at + 1, ...(file === undefined ? {} : { file }) },
        hint: 'Save the file as UTF-8.',
      },
    ),
  ]
}
