import { diagnostic, failure, type LanguageParser, success } from '@ruleglot/core'
import { inTextOrder } from '../elastic-query/in-text-order.js'
import { conditionTooDeep } from '../elastic-query/limits.js'
import { detectEql } from './detect.js'
import { lowerEvent } from './lower.js'
import { parseEqlQuery } from './parse-query.js'

export type * from './ast.js'
export { lowerEvent } from './lower.js'
export { parseEqlQuery } from './parse-query.js'

/**
 * Event Query Language as Elasticsearch runs it. A condition is a query for one kind of event; sequences, samples and
 * pipes are a matter of when a rule alerts, and read with the rule.
 */
export const eql: LanguageParser = {
  id: 'eql',
  platform: 'elastic',
  detect: detectEql,
  parseCondition(text, options) {
    const query = parseEqlQuery(text, options.file)
    if (!query.ok) return query
    const { kind, steps, pipes } = query.value
    const [step] = steps
    const whole = { start: 0, end: text.length, ...(options.file === undefined ? {} : { file: options.file }) }
    if (kind !== 'event' || pipes.length > 0 || step === undefined) {
      return failure([
        diagnostic(
          'eql/not-one-event',
          `The query is a ${kind === 'event' ? 'query with pipes' : kind}: it asks for more than one event.`,
          { span: whole, hint: 'Read it as a rule; its steps are conditions, how they follow is its trigger.' },
        ),
      ])
    }
    const { condition, assumptions, diagnostics } = lowerEvent(step.event, text, options)
    const deep = conditionTooDeep(condition, whole)
    if (deep !== undefined) return failure([deep])
    return success({ condition, assumptions }, inTextOrder(diagnostics))
  },
}
