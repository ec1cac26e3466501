import type { Grouping, Path } from '@ruleglot/core'
import type { Machine, Values } from '../lift/index.js'
import { kept, type Read } from './lifted-functions.js'
import { templateOf } from './text-template.js'

/**
 * dedup(): the fields that its text is made of. Events without them get one text, which is one group: Panther has a
 * text of its own for an empty one and for an exception.
 */
export function readGrouping(m: Machine, values: Values): Read<Pick<Grouping, 'by' | 'missing'>> {
  const read = templateOf(m, values)
  if (!read.ok) return read
  const paths = read.value.flatMap((part) => (typeof part === 'string' ? [] : [part.node.path]))
  const by = paths.filter((path, i) => paths.indexOf(path) === i)
  return { ok: true, value: by.length === 0 ? { by } : { by, missing: 'suppress' } }
}

/** unique(): one field, as it is or as text. */
export function readDistinct(m: Machine, values: Values): Read<Path> {
  const read = templateOf(m, values)
  if (!read.ok) return read
  const fields = read.value.flatMap((part) => (typeof part === 'string' ? [] : [part.node.path]))
  const [only, ...more] = fields
  return only === undefined || more.length > 0 ? kept('it is not one field') : { ok: true, value: only }
}
