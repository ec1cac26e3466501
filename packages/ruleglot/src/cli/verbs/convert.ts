import { type Command, Option } from 'commander'
import type { ConvertOptions } from '../commands/convert.js'
import { CONFIG_NAME, readConfig } from '../config.js'
import { EXIT } from '../exit-codes.js'
import { reportDiagnostics, stderrReport } from '../report.js'
import { language, languages } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot convert`: its options and help. The work is in commands/convert.ts, loaded when the verb is asked for. */
export const registerConvert: Verb = (program, done) => {
  program
    .command('convert')
    .description('write rules in another language, with a verdict on what the output means')
    .argument('[paths...]', 'rule files or folders; - or nothing for standard input')
    .option('-f, --from <language>', 'language of the input (guessed from its content)', language)
    .option('-t, --to <language>', 'language of the output; repeat it or separate with commas', languages)
    .option('-o, --out <folder>', 'folder for the output, mirroring the input tree (default: standard output)')
    .option(
      '--mapping <file>',
      'mapping pack (JSON or YAML) that names fields on both platforms, or the id of a shipped one',
    )
    .option('--placeholders <file>', 'Sigma: values that %names% stand for (YAML or JSON: name to a list of values)')
    .addOption(
      new Option('--unmapped <what>', 'a field the mapping does not know')
        .choices(['refuse', 'keep'])
        .default('refuse'),
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
      new Option(
        '--style <how>',
        'Panther: a Python module, or a Simple Detection (default: as the source, else python)',
      ).choices(['python', 'simple']),
    )
    .addOption(
      new Option('--query-language <name>', 'Elastic: language of the query')
        .choices(['auto', 'kuery', 'eql'])
        .default('auto'),
    )
    .option('--generate-tests', 'Panther: give rules without tests some, made from their literals')
    .addOption(
      new Option('--as <form>', 'JavaScript form').choices(['expression', 'function', 'module']).default('module'),
    )
    .option('--module <file>', 'JavaScript: all rules in one module (.mjs), with its types beside it')
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
      new Option('--format <format>', 'what goes to standard output')
        .choices(['pretty', 'json', 'ndjson', 'markdown', 'sarif'])
        .default('pretty'),
    )
    .option('--strict', 'exit 1 unless every verdict is exact')
    .option('--check', 'write nothing; exit 1 if --out or --module is not what would be written')
    .option('--config <file>', `defaults for these options (${CONFIG_NAME} when there is one)`)
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

Without --out one output goes to standard output and the report to standard error. With --out, ruleglot.lock.json there
keeps ids and file names: a second run changes nothing, a renamed rule keeps its id, a file edited by hand is left alone
(the new output goes beside it as .new, exit code 1).

Examples:
  ruleglot convert rule.toml --to sigma
  ruleglot convert rules/ --to panther --out panther-rules --plan
  ruleglot convert rules/ --module rules.mjs
  ruleglot convert --check          with the ruleglot.config.json that ruleglot init wrote`,
    )
    .action(
      async (paths: readonly string[], flags: ConvertOptions & { readonly config?: string }, command: Command) => {
        const { convert } = await import('../commands/convert.js')
        const { config, problems } = readConfig(flags.config)
        if (problems.length > 0) {
          reportDiagnostics(stderrReport(), problems, {})
          return done(EXIT.usage)
        }
        const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli'
        const { rules = [], ...defaults } = config
        const chosen = Object.fromEntries(Object.entries(defaults).filter(([name]) => !isGiven(name)))
        // A module is JavaScript: nobody has to say so.
        const implied = flags.module !== undefined && !isGiven('to') ? { to: ['javascript'] as const } : {}
        const options: ConvertOptions = { ...flags, ...chosen, ...implied }
        if (options.to === undefined) command.error("error: required option '-t, --to <language>' not specified")
        const sources = paths.length > 0 ? paths : rules.length > 0 ? rules : ['-']
        return done(await convert(sources, options))
      },
    )
}
