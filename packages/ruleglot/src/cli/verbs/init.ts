import { languages } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot init`: its options and help. The work is in commands/init.ts, loaded when the verb is asked for. */
export const registerInit: Verb = (program, done) => {
  program
    .command('init')
    .description('look at a folder of rules and write ruleglot.config.json')
    .argument('[rules...]', 'rule files or folders (default: this folder)')
    .option('-t, --to <language>', 'language of the output; repeat it or separate with commas', languages)
    .option('-o, --out <folder>', 'folder for the output', 'converted')
    .option('--force', 'write over a config that is there')
    .addHelpText(
      'after',
      `
From rules to a folder that can be deployed:
  ruleglot init rules --to panther     writes ruleglot.config.json
  ruleglot convert --plan              says what would come of it, and writes nothing
  ruleglot convert                     writes the rules and ruleglot.lock.json
  ruleglot convert --check             for CI: exit code 1 when the output is not that of the rules`,
    )
    .action(async (rules: readonly string[], options) => {
      const { init } = await import('../commands/init.js')
      done(init(rules.length === 0 ? ['.'] : rules, options))
    })
}
