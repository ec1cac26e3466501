import {
  dotted,
  type EmitOptions,
  type EmittedRule,
  fieldsRead,
  mergeAssumptions,
  type Result,
  type Rule,
  routingKeysOf,
  success,
  wholeCondition,
} from '@ruleglot/core'
import { functionText, prepare } from './emit-condition.js'
import { commentText, quoteText } from './escape.js'
import { provenance } from './provenance.js'
import { listText } from './writer.js'

/**
 * A rule as an ES module without dependencies: `rule` says what it is, `matches(event)` whether an event matches, and a
 * declaration file gives both their types. What counts matches is left to the program that calls it.
 */
export function emitRule(rule: Rule, options: EmitOptions): Result<EmittedRule> {
  const condition = wholeCondition(rule)
  const prepared = prepare(condition, options)
  if (!prepared.ok) return prepared
  const { assembled, diagnostics } = prepared.value
  const header = provenance(rule, options.verdict).map((line) => `// ${commentText(line)}\n`)
  const fields = fieldsRead(condition).map((path) => quoteText(dotted(path)))
  const facts = [
    ...(rule.id === undefined ? [] : [`  id: ${quoteText(rule.id)},`]),
    ...(rule.title === undefined ? [] : [`  title: ${quoteText(rule.title)},`]),
    `  fields: ${listText(fields, '  ')},`,
  ]
  const clock = assembled.usesNow ? '@param {{ now?: number }} [options] ' : ''
  const documentation = `/** @param {unknown} event ${eventName(options)} ${clock}@returns {boolean} */\n`
  const constant = `export const rule = {\n${facts.join('\n')}\n};\n\n`
  const text = `${header.join('')}${constant}${functionText(assembled, 'export ', documentation)}`
  const stem = options.fileStem ?? 'rule'
  return success({
    text,
    files: { [`${stem}.mjs`]: text, [`${stem}.d.mts`]: declarations(rule, options, assembled.usesNow) },
    assumptions: mergeAssumptions([assembled.writer.assumptions]),
    diagnostics,
    trigger: rule.trigger.kind === 'each' ? 'exact' : 'lost',
    ...(rule.trigger.kind === 'each' ? {} : { triggerCause: TRIGGER_CAUSE }),
    severity: 'exact',
    // Which events it is given is for the program to say.
    routing: routingKeysOf(rule.logSource).length === 0 ? 'exact' : 'none',
  })
}

const TRIGGER_CAUSE = 'The predicate decides one event; counting is left to the program that calls it.'

/** The words stand in a comment: nothing in them can close it. */
function eventName({ target }: EmitOptions): string {
  const name = target?.eventName
  if (name === undefined) return 'an event'
  const words = /\bevent$/i.test(name) ? name : `${name} event`
  return `${/^[aeio]/i.test(words) ? 'an' : 'a'} ${commentText(words).replaceAll('*/', '* /')}`
}

function declarations(rule: Rule, options: EmitOptions, usesNow: boolean): string {
  const facts = [
    ...(rule.id === undefined ? [] : ['  readonly id: string;']),
    ...(rule.title === undefined ? [] : ['  readonly title: string;']),
    '  readonly fields: readonly string[];',
  ]
  return [
    'export declare const rule: {',
    ...facts,
    '};',
    '',
    `/** Whether ${eventName(options)} matches${usesNow ? '; `now` is in milliseconds since 1970' : ''}. */`,
    `export declare function matches(event: unknown${usesNow ? ', options?: { readonly now?: number }' : ''}): boolean;`,
    '',
  ].join('\n')
}
