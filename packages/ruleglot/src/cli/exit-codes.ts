/** What the command's exit code says. Documented in `ruleglot --help` and the README. */
export const EXIT = {
  /** Nothing to report. */
  clean: 0,
  /** Findings: loss under --strict, or an event that fails. */
  findings: 1,
  /** Input that could not be read or translated. */
  badInput: 2,
  /** Wrong use of the command. */
  usage: 3,
  /** A bug of ruleglot. */
  bug: 70,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
