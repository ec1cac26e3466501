import { fingerprint } from '@ruleglot/core'
import type { Unknown } from './formula-node.js'
import { textAt } from './machine.js'
import type { Rendering } from './rendering.js'

/**
 * The words of a part that was not read, and a mark of where they stand: Opaque parts of equal text are taken for one
 * and the same, but `odd(x)` says something else in another rule, or where x is something else.
 */
export function unreadText({ text, atom, span }: Unknown, { m, span: rule }: Rendering): string {
  const file = m.texts.get(span.file ?? '') ?? ''
  const mark = fingerprint([textAt(m, rule), file, atom.replace(`unknown ${span.file}`, '')])
  return `${text}  # ${mark}`
}
