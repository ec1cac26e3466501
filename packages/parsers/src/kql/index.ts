import { failure, type LanguageParser, success } from '@ruleglot/core'
import { inTextOrder } from '../elastic-query/in-text-order.js'
import { conditionTooDeep } from '../elastic-query/limits.js'
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
    const deep = conditionTooDeep(condition, spanOf(0, text.length, options.file))
    if (deep !== undefined) return failure([deep])
    const surprises = warnAboutText(query.value, text, options.file)
    return success({ condition, assumptions }, inTextOrder([...surprises, ...diagnostics]))
  },
}
