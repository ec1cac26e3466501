/** Regular expressions of several dialects, read into the tree of the IR. */
export type { RegexDialectId } from './dialect.js'
export { type ParsedRegex, type ParseRegexFlags, parseRegex } from './parse-regex.js'
export type { RegexProblemInfo } from './regex-problem.js'
