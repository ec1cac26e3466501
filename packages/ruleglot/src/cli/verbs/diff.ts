import { Option } from 'commander'
import { language } from './language-option.js'
import type { Verb } from './verb.js'

/** `ruleglot diff`: its options and help. The work is in commands/diff.ts, loaded when the verb is asked for. */
export const registerDiff: Verb = (program, done) => {
  program
    .command('diff')
    .description('say what changed in the meaning of rules between two versions of a folder')
    .argument('<old>', 'folder or file before')
    .argument('<new>', 'folder or file after')
    .option('-f, --from <language>', 'language of the rules (guessed from their content)', language)
    .addOption(new Option('--schema <name>', 'field types').choices(['ecs', 'none']).default('ecs'))
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['pretty', 'json', 'markdown', 'sarif'])
        .default('pretty'),
    )
    .addHelpText(
      'after',
      `
Rules are matched by id, then by path, then by title. Of each one it says: added, removed, unchanged (the same text),
equivalent (other text, same events), wider, narrower, different or unproven; with an event that shows it.

Exit code 0 if no rule changed what it fires on, 1 if one did (its log source too), was added or removed, 2 if a file could not be read.

Example:
  git worktree add ../before main
  ruleglot diff ../before/rules rules --format markdown`,
    )
    .action(async (before: string, after: string, options) => {
      const { diffRules } = await import('../commands/diff.js')
      done(diffRules(before, after, options))
    })
}
