import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot mapping missing`: its options and help. The work is in commands/mapping-missing.ts. */
export const registerMapping: Verb = (program, done) => {
  program
    .command('mapping')
    .description('work on mappings of field names')
    .command('missing')
    .description('write a mapping file with the fields that no mapping knows')
    .argument('<paths...>', 'rule files or folders')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .option('--mapping <file>', 'mapping pack (JSON or YAML) that goes before the shipped ones')
    .option('-o, --out <folder>', 'write one file a log source there (default: standard output)')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .addHelpText(
      'after',
      `
Exit code 1 when fields are missing. The file extends the shipped mapping: fill it in, then
  ruleglot convert rules/ --to sigma --mapping own.okta.system.yaml`,
    )
    .action(async (paths: readonly string[], options) => {
      const { mappingMissing } = await import('../commands/mapping-missing.js')
      done(mappingMissing(paths, options))
    })
}
