import type { Command } from 'commander'
import type { ExitCode } from '../exit-codes.js'

/** Adds one verb to the command; `done` takes the exit code once its work is over. */
export type Verb = (program: Command, done: (code: ExitCode) => void) => void
