import { foldedPairs, type Path, type Span } from '@ruleglot/core'
import { assume, type Scope } from './symbols.js'

/** Whether a text may be equal to another one when case is ignored. */
export function hasCase(text: string): boolean {
  cased ??= new Set([...foldedPairs()].flat())
  for (const character of text) if (cased.has(character.codePointAt(0) as number)) return true
  return false
}

let cased: ReadonlySet<number> | undefined

export function assumeFold(scope: Scope, path: Path, span: Span): void {
  assume(scope, 'asciiCase', path, span)
}
