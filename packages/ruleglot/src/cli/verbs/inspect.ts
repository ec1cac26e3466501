import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot inspect`: its options and help. The work is in commands/inspect.ts, loaded when the verb is asked for. */
export const registerInspect: Verb = (program, done) => {
  program
    .command('inspect')
    .description('show everything about one rule: metadata, condition, indicators, tests')
    .argument('[rule]', 'rule file or folder; - or nothing for standard input', '-')
    .option('-f, --from <language>', 'language of the rule (guessed from its content)', language)
    .option('--corpus <path...>', 'rule files or folders: counts who else looks for the same')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .addOption(
      new Option('--format <format>', 'how to print').choices(['pretty', 'json', 'markdown']).default('pretty'),
    )
    .addHelpText(
      'after',
      `
The condition is shown in condition syntax, whatever the rule's language. Its tests are run; a failed one gives exit code 1.

Examples:
  ruleglot inspect rule.toml
  ruleglot inspect rules/okta_api_key_created.yml --corpus rules --format markdown > page.md`,
    )
    .action(async (rule: string, options) => {
      const { inspectFile } = await import('../commands/inspect.js')
      done(inspectFile(rule, options))
    })
}
