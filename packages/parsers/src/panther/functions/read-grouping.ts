import { type Grouping, type Path, takesFirstOf, titlePaths } from '@ruleglot/core'
import type { Machine, Values } from '../lift/index.js'
import type { ConditionContext } from './condition-of.js'
import { kept, type Read } from './lifted-functions.js'
import { readTitle } from './read-title.js'

/**
 * dedup(): the fields that its text is made of. Events without them get one text, which is one group: Panther has a
 * text of its own for an empty one and for an exception.
 */
export function readGrouping(
  m: Machine,
  values: Values,
  context: ConditionContext,
): Read<Pick<Grouping, 'by' | 'text' | 'missing'>> {
  const read = readTitle(m, values, context)
  if (!read.ok) return read
  const by = titlePaths(read.value)
  if (by.length === 0) return { ok: true, value: { by } }
  return { ok: true, value: { by, ...(takesFirstOf(read.value) ? { text: read.value } : {}), missing: 'suppress' } }
}

/** unique(): one field, as it is or as text. */
export function readDistinct(m: Machine, values: Values, context: ConditionContext): Read<Path> {
  const read = readTitle(m, values, context)
  if (!read.ok) return read
  const [only, ...more] = titlePaths(read.value)
  const isOne = only !== undefined && more.length === 0 && !takesFirstOf(read.value)
  return !isOne ? kept('it is not one field') : { ok: true, value: only }
}
