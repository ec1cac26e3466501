import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot eval`: its options and help. The work is in commands/eval.ts, loaded when the verb is asked for. */
export const registerEval: Verb = (program, done) => {
  program
    .command('eval')
    .description('run a rule on events')
    .argument('<rule>', 'rule file; - for standard input')
    .option('-f, --from <language>', 'language of the rule (guessed from its content)', language)
    .option('-e, --events <file>', 'events: NDJSON, a JSON array or one JSON object; - for standard input', '-')
    .option('--now <time>', 'clock for rules that compare with now: ISO 8601 or milliseconds')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'ndjson']).default('pretty'))
    .addOption(
      new Option('--expect <what>', 'exit 1 unless all or none of the events match').choices(['match', 'no-match']),
    )
    .addHelpText(
      'after',
      `
Prints one line per event: its number, true, false or unknown (a part of the rule that could not be read), and the event.`,
    )
    .action(async (rule: string, options) => {
      const { evaluateEvents } = await import('../commands/eval.js')
      done(evaluateEvents(rule, options))
    })
}
