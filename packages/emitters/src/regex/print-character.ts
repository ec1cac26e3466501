import { pythonClasses, setHas } from '@ruleglot/core'
import type { PrintDialect } from './print-dialect.js'

/** A code point outside a class: the one place where text of a tree becomes text of an expression. */
export function printCharacter(code: number, dialect: PrintDialect): string | undefined {
  const text = String.fromCodePoint(code)
  if (dialect.special.includes(text)) return `\\${text}`
  return isPlain(code) ? text : dialect.escape(code)
}

/** Inside a class other characters are special. */
export function printClassCharacter(code: number, dialect: PrintDialect): string | undefined {
  const text = String.fromCodePoint(code)
  // The doubled ones (&&, --, ||, ~~, [[) are set operations in newer dialects.
  if ('\\]^-['.includes(text)) return `\\${text}`
  return isPlain(code) ? text : dialect.escape(code)
}

/**
 * Printable as it is: ASCII, and letters and digits of other scripts. From a pinned table, so that no engine's Unicode
 * version shows in the output.
 */
function isPlain(code: number): boolean {
  return code < 0x80 ? code >= 0x20 && code < 0x7f : setHas(pythonClasses().word, code)
}
