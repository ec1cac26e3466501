import { Option } from 'commander'
import { language, languages } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot fields`: its options and help. The work is in commands/fields.ts, loaded when the verb is asked for. */
export const registerFields: Verb = (program, done) => {
  program
    .command('fields')
    .description('list the fields that rules read, and their names on other platforms')
    .argument('[paths...]', 'rule files or folders; - or nothing for standard input')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .option('-t, --to <language>', 'platforms to name the fields on', languages)
    .option('--mapping <file>', 'mapping pack (JSON or YAML) that goes before the shipped ones')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
"-" is a field that the platform does not have, "?" one that the mapping does not know: \`ruleglot mapping missing\` writes
a file to fill in.

Example:
  ruleglot fields rules/ --to panther`,
    )
    .action(async (paths: readonly string[], options) => {
      const { listFields } = await import('../commands/fields.js')
      done(listFields(paths.length === 0 ? ['-'] : paths, options))
    })
}
