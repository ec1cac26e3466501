import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot check`: its options and help. The work is in commands/check.ts, loaded when the verb is asked for. */
export const registerCheck: Verb = (program, done) => {
  program
    .command('check')
    .description('find mistakes in rules: in their text, and in their logic')
    .argument('[paths...]', 'rule files or folders; - or nothing for standard input')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .option('--related', 'also find rules that fire on the same events, or only where another does')
    .option('--all', 'also show what is only for information')
    .addOption(new Option('--schema <name>', 'field types').choices(['ecs', 'none']).default('ecs'))
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['pretty', 'json', 'sarif', 'markdown'])
        .default('pretty'),
    )
    .addHelpText(
      'after',
      `
By logic it finds, each one proven for all events: rules that never fire or always do, parts that make no difference,
values that others cover, exclusions that remove nothing.

Exit code 0 if nothing was found, 1 for warnings, 2 if a file could not be read.

Example:
  ruleglot check rules/
  ruleglot check rules/ --related --format sarif > findings.sarif`,
    )
    .action(async (paths: readonly string[], options) => {
      const { checkRules } = await import('../commands/check.js')
      done(checkRules(paths.length === 0 ? ['-'] : paths, options))
    })
}
