import { Command, CommanderError } from 'commander'
import { EXIT, type ExitCode } from './exit-codes.js'
import { fileProblem } from './file-problem.js'
import { registerCheck } from './verbs/check.js'
import { registerCompare } from './verbs/compare.js'
import { registerConvert } from './verbs/convert.js'
import { registerDiff } from './verbs/diff.js'
import { registerEval } from './verbs/eval.js'
import { registerFields } from './verbs/fields.js'
import { registerGenerateTests } from './verbs/generate-tests.js'
import { registerInit } from './verbs/init.js'
import { registerInspect } from './verbs/inspect.js'
import { registerMapping } from './verbs/mapping.js'
import { registerMatch } from './verbs/match.js'
import { registerTest } from './verbs/test.js'
import type { Verb } from './verbs/verb.js'
import { VERSION } from './version.js'

/** The `ruleglot` command: reads the arguments, loads the verb that was asked for, sets the exit code. */

const EXIT_HELP = `
Exit codes:
  0   done, nothing to report
  1   findings: a verdict that is not exact under --strict, an event that does not match under --expect, a failed test
  2   input that could not be read or translated
  3   wrong use of the command
  70  a bug in ruleglot`

/** In the order of `--help`. */
const VERBS: readonly Verb[] = [
  registerInit,
  registerConvert,
  registerCheck,
  registerCompare,
  registerDiff,
  registerEval,
  registerInspect,
  registerFields,
  registerMapping,
  registerTest,
  registerGenerateTests,
  registerMatch,
]

export async function runCommand(): Promise<void> {
  let exitCode: ExitCode = EXIT.clean
  // Who reads the output, as `head` does, may have enough of it.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(EXIT.clean)
      throw error
    })
  }

  const program = new Command('ruleglot')
    .description('Translates detection rules between security platforms and proves what the translation means.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('Options and examples: ruleglot --help, ruleglot <command> --help')
    .addHelpText(
      'after',
      `
Languages:
  elastic            rule TOML around KQL or EQL, or a Kibana export
  kql                Kibana Query Language alone
  eql                Event Query Language alone, one event at a time
  panther            rule YAML with its Python, or a Simple Detection
  panther-condition  the condition notation of detection catalogs
  sigma              Sigma rules
  javascript         a predicate as an ES module

Examples:
  ruleglot convert rule.toml --to panther,sigma --out converted
  ruleglot convert rules/ --to sigma --out sigma-rules --strict
  ruleglot compare old.toml new.toml
  echo 'user.name: root and not source.ip: 10.0.0.0/8' | ruleglot convert - --from kql --to javascript
  ruleglot eval rule.toml --events events.ndjson
  ruleglot test rules/
${EXIT_HELP}`,
    )

  for (const register of VERBS) {
    register(program, (code) => {
      exitCode = code
    })
  }

  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.usage
    else if (fileProblem(error) !== undefined) {
      process.stderr.write(`${fileProblem(error)}\n`)
      exitCode = EXIT.badInput
    } else {
      process.stderr.write(`ruleglot bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      process.stderr.write('Please report it with the input that caused it.\n')
      exitCode = EXIT.bug
    }
  }
  process.exitCode = exitCode
}
