import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot generate-tests`: its options and help. The work is in commands/generate-tests.ts. */
export const registerGenerateTests: Verb = (program, done) => {
  program
    .command('generate-tests')
    .description('write the tests a rule lacks: events that fire it and events that only just do not')
    .argument('<rule>', 'rule file; - for standard input')
    .option('-f, --from <language>', 'language of the rule (guessed from its content)', language)
    .addOption(
      new Option('--format <format>', 'Tests: of a Panther rule, one JSON object a line, or a vitest file')
        .choices(['panther', 'ndjson', 'vitest'])
        .default('ndjson'),
    )
    .addOption(
      new Option('--include <what>', 'only a pair of events for each test of the rule, or the usual edge cases too')
        .choices(['coverage', 'all'])
        .default('all'),
    )
    .addOption(new Option('--schema <name>', 'field types').choices(['ecs', 'none']).default('ecs'))
    .addHelpText(
      'after',
      `
For each test and value in the rule there is a pair of events that differ in the outcome because of it alone. Beside
them stand letter case, wrong type, missing, null, a list with one match, and values that only resemble the wanted ones.
Every outcome was run. What no event can show is said on standard error, with the reason.

Example:
  ruleglot generate-tests rule.toml
  ruleglot generate-tests my_rule.yml --format panther >> my_rule.yml
  ruleglot generate-tests rule.toml --format vitest > rule.test.js`,
    )
    .action(async (rule: string, options) => {
      const { generateTestsFor } = await import('../commands/generate-tests.js')
      done(generateTestsFor(rule, options))
    })
}
