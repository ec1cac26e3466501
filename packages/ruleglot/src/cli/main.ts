#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { EXIT, type ExitCode } from './exit-codes.js'

/** The `ruleglot` command: reads the arguments, loads the verb that was asked for, sets the exit code. */

const LANGUAGES = ['kql', 'elastic', 'panther-condition', 'panther', 'sigma', 'javascript'] as const

const EXIT_HELP = `
Exit codes:
  0   done, nothing to report
  1   findings: a verdict that is not exact under --strict, an event that does not match under --expect
  2   input that could not be read or translated
  3   wrong use of the command
  70  a bug in ruleglot`

function language(value: string): string {
  if ((LANGUAGES as readonly string[]).includes(value)) return value
  throw new InvalidArgumentError(`Known languages: ${LANGUAGES.join(', ')}.`)
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(',').map((id) => language(id))]
}

let exitCode: ExitCode = EXIT.clean

const program = new Command('ruleglot')
  .description('Translates detection rules between security platforms and proves what the translation means.')
  .version('0.1.0')
  .exitOverride()
  .showHelpAfterError('Run with --help for usage.')
  .addHelpText(
    'after',
    `
Languages:
  elastic            rule TOML around KQL, or a Kibana export
  kql                Kibana Query Language alone
  panther            rule YAML and its Python
  panther-condition  the condition notation of detection catalogs
  sigma              Sigma rules
  javascript         a predicate as an ES module

Examples:
  ruleglot convert rule.toml --to panther,sigma --out converted
  ruleglot convert rules/ --to sigma --out sigma-rules --strict
  echo 'user.name: root and not source.ip: 10.0.0.0/8' | ruleglot convert - --from kql --to javascript
  ruleglot eval rule.toml --events events.ndjson
${EXIT_HELP}`,
  )

program
  .command('convert')
  .description('write rules in another language, with a verdict on what the output means')
  .argument('[paths...]', 'rule files or folders; - or nothing for standard input')
  .option('-f, --from <language>', 'language of the input (guessed from its content)', language)
  .requiredOption('-t, --to <language>', 'language of the output; repeat it or separate with commas', collect)
  .option('-o, --out <folder>', 'folder for the output, mirroring the input tree (default: standard output)')
  .option('--mapping <file>', 'mapping pack (JSON or YAML) that names fields on both platforms')
  .addOption(
    new Option('--unmapped <what>', 'a field the mapping does not know').choices(['refuse', 'keep']).default('refuse'),
  )
  .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
  .addOption(
    new Option('--guards <how>', 'state assumptions, or write tests instead')
      .choices(['assume', 'explicit'])
      .default('assume'),
  )
  .addOption(
    new Option('--case <how>', 'Sigma: fold letter case, or write |cased').choices(['fold', 'exact']).default('fold'),
  )
  .addOption(
    new Option('--as <form>', 'JavaScript form').choices(['expression', 'function', 'module']).default('module'),
  )
  .addOption(
    new Option('--events <shape>', 'JavaScript: how events are written')
      .choices(['nested', 'flat', 'any'])
      .default('nested'),
  )
  .addOption(
    new Option('--arrays <how>', 'JavaScript: arrays match by any element, or never occur')
      .choices(['any', 'scalar'])
      .default('any'),
  )
  .addOption(
    new Option('--enable <when>', 'switch on only what is safe, or all').choices(['safe', 'all']).default('safe'),
  )
  .option('--log-type <type...>', 'Panther log types to write into the rule')
  .option('--logsource <source>', 'Sigma log source, such as product=okta,service=okta')
  .addOption(
    new Option('--format <format>', 'standard output without --out')
      .choices(['pretty', 'json', 'ndjson'])
      .default('pretty'),
  )
  .option('--strict', 'exit 1 unless every verdict is exact')
  .option('--check', 'write nothing; exit 1 if the files under --out are not what would be written')
  .option('--plan', 'write nothing; say what would be written')
  .option('--explain', 'also show assumptions and mapped fields')
  .option('-q, --quiet', 'no report, only errors')
  .addHelpText(
    'after',
    `
Every output is read back and compared with its source:
  exact      fires on the same events, given the assumptions that --explain lists
  wider      fires on more events      narrower   misses some
  different  both                      unproven   could not be decided

Without --out one output goes to standard output and the report to standard error.`,
  )
  .action(async (paths: readonly string[], options) => {
    const { convert } = await import('./commands/convert.js')
    exitCode = convert(paths.length === 0 ? ['-'] : paths, options)
  })

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
    const { evaluateEvents } = await import('./commands/eval.js')
    exitCode = evaluateEvents(rule, options)
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.usage
  else {
    process.stderr.write(`ruleglot bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.stderr.write('Please report it with the input that caused it.\n')
    exitCode = EXIT.bug
  }
}
process.exitCode = exitCode
