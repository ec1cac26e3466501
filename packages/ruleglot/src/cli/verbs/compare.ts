import { Option } from 'commander'
import { assumption } from './assume-option.js'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot compare`: its options and help. The work is in commands/compare.ts, loaded when the verb is asked for. */
export const registerCompare: Verb = (program, done) => {
  program
    .command('compare')
    .description('say whether rule B fires on the same events as rule A, with an event where it does not')
    .argument('<a>', 'rule file; - for standard input')
    .argument('<b>', 'rule file, of the same or another language')
    .option('--from-a <language>', 'language of A (guessed from its content)', language)
    .option('--from-b <language>', 'language of B (guessed from its content)', language)
    .option('--assume <fact>', 'look only at events that keep this, such as scalar:user.name; repeatable', assumption)
    .option('--mapping <file>', 'compare over the events as the vendor sends them: a mapping pack, or auto')
    .addOption(new Option('--schema <name>', 'field types').choices(['ecs', 'none']).default('ecs'))
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
Says of B against A:
  equivalent  both fire on the same events
  wider       B fires on more events       narrower   B misses some
  different   both                         unproven   could not be decided

Exit code 0 if the rules are equivalent, 1 if not. Fields have to be named alike in
both, unless --mapping says how the names of two platforms go together.

Example:
  ruleglot compare rule.toml converted/rule.yml
  ruleglot compare old.yml new.yml --assume scalar:user.name
  ruleglot compare okta_rule.toml okta_rule.yml --mapping auto`,
    )
    .action(async (a: string, b: string, options) => {
      const { compareFiles } = await import('../commands/compare.js')
      done(compareFiles(a, b, options))
    })
}
