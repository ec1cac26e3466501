import type { Condition } from '@ruleglot/core'
import type { YamlNode } from '../../yaml/yaml-node.js'
import type { Keys } from './key-specifier.js'
import { type MatchReading, unread } from './reading.js'

/** An expression whose key could not be read. */
export function keyProblem(node: YamlNode, keys: Extract<Keys, { ok: false }>, reading: MatchReading): Condition {
  if (keys.problem === 'malformed') {
    return unread(node, reading, 'panther/bad-expression', keys.reason, {
      span: keys.span,
      hint: 'Write Key: name, DeepKey: [outer, inner] or KeyPath: outer.inner.',
    })
  }
  return unread(node, reading, 'panther/unread-expression', keys.reason, {
    span: keys.span,
    hint: 'Test the elements of the list with AnyElement.',
  })
}
