import { fingerprint, type OpaqueNode, opaque } from '@ruleglot/core'
import type { Unknown } from './formula-node.js'
import { textAt } from './machine.js'
import type { Rendering } from './rendering.js'

/** The language of what is kept unread. */
export const PYTHON = 'panther-python'

/**
 * A part that was not read, with a mark of where it stands: Opaque parts that are equal are taken for one and the same,
 * but `odd(x)` says something else in another rule, or where x is something else.
 */
export function unreadPart({ text, atom, span }: Unknown, { m, span: rule }: Rendering): OpaqueNode {
  const file = m.texts.get(span.file ?? '') ?? ''
  const mark = fingerprint([textAt(m, rule), file, atom.replace(`unknown ${span.file}`, '')])
  return { ...opaque(PYTHON, text, [], span), mark }
}
