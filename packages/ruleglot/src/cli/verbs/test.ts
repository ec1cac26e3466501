import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot test`: its options and help. The work is in commands/test.ts, loaded when the verb is asked for. */
export const registerTest: Verb = (program, done) => {
  program
    .command('test')
    .description("run the rules' own tests against what the rules mean, offline")
    .argument('[paths...]', 'rule files or folders; - or nothing for standard input')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .option('--now <time>', 'clock for rules that compare with now: ISO 8601 or milliseconds')
    .addOption(new Option('--schema <name>', 'field types and cardinality').choices(['ecs', 'none']).default('ecs'))
    .option('--all', 'list every rule, not only those with something to say')
    .option('--strict', 'exit 1 also for tests that could not be decided')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
Panther rules are tested with the Python, helper modules and data models of the repository around them; Simple
Detections and inline filters too. No code of a rule is executed: its Python is read. A test that replaces functions
(Mocks) is run with the constants that they return.

  passed     the rule decides the event as the test expects
  failed     it does not: exit code 1
  undecided  a part of the rule that the event depends on could not be read
  skipped    the test replaces something (Mocks) other than a function that the rule calls by name

Examples:
  ruleglot test rules/okta_rules
  ruleglot test rules/okta_rules/okta_api_key_created.yml --all
  ruleglot test . --format json > results.json`,
    )
    .action(async (paths: readonly string[], options) => {
      const { testRules } = await import('../commands/test.js')
      done(testRules(paths.length === 0 ? ['-'] : paths, options))
    })
}
