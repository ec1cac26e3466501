import type { EventSource } from '@ruleglot/matcher'
import { InvalidArgumentError, Option } from 'commander'
import { readSourceWords } from '../commands/event-source.js'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot match`: its options and help. The work is in commands/match.ts, loaded when the verb is asked for. */
export const registerMatch: Verb = (program, done) => {
  program
    .command('match')
    .description('run many rules on a stream of events')
    .argument('[events]', 'events as NDJSON; - for standard input', '-')
    .requiredOption('-r, --rules <path>', 'rule file, or folder of rules')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .option('-t, --threads <number>', 'worker threads', threads, 1)
    .option('-s, --log-source <words>', 'where the events come from: other rules are not asked', sourceWords)
    .option('--log-source-from <fields>', 'fields of an event that say where it comes from', sourceWords)
    .option('--explain', 'say which values decided (one thread)')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'ndjson']).default('pretty'))
    .addHelpText(
      'after',
      `
Each line of the input is one event, an object in JSON; lines that are not are named, and the exit code is then 2.

Prints one line per match: the number of the event's line (from 1) and the id and title of the rule; with --format
ndjson one line per event that some rule matches. How many events and how fast goes to standard error. Rules that count
matches are asked about each event; counting is left to the reader of the output.

Without a log source every rule is asked about every event. With one, a rule is asked unless its own log source names
something else: product, category and service as in Sigma, logType as in Panther. A word that one of the two leaves out
does not keep them apart. What a field of an event says goes before the words that are given for all.

Example:
  ruleglot match --rules sigma/ events.ndjson --log-source product=windows,category=process_creation
  ruleglot match --rules panther/ events.ndjson --log-source-from logType=p_log_type
  tail -f events.ndjson | ruleglot match --rules rules/ --format ndjson`,
    )
    .action(async (events: string, options) => {
      const { matchEvents } = await import('../commands/match.js')
      done(await matchEvents(events, options))
    })
}

function sourceWords(text: string): EventSource {
  const words = readSourceWords(text)
  if ('problem' in words) throw new InvalidArgumentError(words.problem)
  return words
}

function threads(value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0 && number <= 64) return number
  throw new InvalidArgumentError('A whole number from 1 to 64.')
}
