/** Trees of regular expressions written in the dialects of the targets. */
export type { PrintedRegexDialect } from './print-dialect.js'
export { printRegex } from './print-regex.js'
