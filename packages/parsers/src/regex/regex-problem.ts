/** Why a regular expression was not read, with the place in its text (UTF-16 offsets, end exclusive). */
export interface RegexProblemInfo {
  readonly kind: 'syntax' | 'unsupported' | 'limit'
  readonly message: string
  readonly start: number
  readonly end: number
}

/** Carries the problem out of the recursive reader; never leaves `parseRegex`. */
export class RegexProblem extends Error {
  readonly info: RegexProblemInfo
  constructor(kind: RegexProblemInfo['kind'], message: string, start: number, end: number) {
    super(message)
    this.info = { kind, message, start, end }
  }
}
