import { type Diagnostic, depthOf, diagnostic, failure, type LanguageParser, MAX_DEPTH, success } from '@ruleglot/core'
import { detectKql } from './detect.js'
import { lowerQuery } from './lower.js'
import { parseKqlQuery } from './parse-query.js'
import { spanOf } from './query-span.js'
import { warnAboutText } from './warnings.js'

export type * from './ast.js'
export { parseKqlQuery } from './parse-query.js'

/** Kibana Query Language: Kibana's grammar, with the meaning that Elasticsearch's field types give it. */
export const kql: LanguageParser = {
  id: 'kql',
  platform: 'elastic',
  detect: detectKql,
  parseCondition(text, options) {
    const query = parseKqlQuery(text, options.file)
    if (!query.ok) return query
    const { condition, assumptions, diagnostics } = lowerQuery(query.value, text, options)
    if (depthOf(condition) > MAX_DEPTH) {
      return failure([
        diagnostic('limit/nesting', `The condition is more than ${MAX_DEPTH} levels deep.`, {
          span: spanOf(0, text.length, options.file),
          hint: 'Split the rule.',
        }),
      ])
    }
    const surprises = warnAboutText(query.value, text, options.file)
    return success({ condition, assumptions }, [...surprises, ...diagnostics].sort(bySpan))
  },
}

function bySpan(a: Diagnostic, b: Diagnostic): number {
  return (a.span?.start ?? 0) - (b.span?.start ?? 0)
}
