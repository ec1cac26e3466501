import { and, type Condition, or } from '@ruleglot/core'
import type { YamlMapping, YamlNode } from '../yaml/yaml-node.js'
import { lowerItem, lowerKeyword } from './item.js'
import { type Reading, report } from './reading.js'

/**
 * One search identifier: a map is all of its items, a list any of its members (maps, or keywords), a scalar a keyword.
 * Undefined after a problem, which is reported.
 */
export function lowerSelection(name: string, node: YamlNode, reading: Reading): Condition | undefined {
  if (node.type === 'mapping') return lowerMap(name, node, reading)
  if (node.type === 'scalar') {
    const hint = `Write it as a list of one: ${name}: ['...'].`
    report(
      reading,
      'sigma/dialect',
      node.span,
      'A search identifier is a map or a list; not every tool takes a text.',
      {
        hint,
        effect: 'none',
      },
    )
    return lowerKeyword(node, reading)
  }
  if (node.type === 'empty' || node.items.length === 0) {
    return report(reading, 'sigma/empty-selection', node.span, `The search identifier ${name} has no content.`)
  }
  const members: Condition[] = []
  for (const item of node.items) {
    const member = lowerMember(name, item, reading)
    if (member === undefined) return undefined
    members.push(member)
  }
  return members.length === 1 ? members[0] : or(members, node.span)
}

function lowerMember(name: string, node: YamlNode, reading: Reading): Condition | undefined {
  if (node.type === 'mapping') return lowerMap(name, node, reading)
  if (node.type === 'scalar') return lowerKeyword(node, reading)
  return report(reading, 'sigma/bad-selection', node.span, `A member of ${name} must be a map or a keyword.`)
}

function lowerMap(name: string, node: YamlMapping, reading: Reading): Condition | undefined {
  if (node.entries.length === 0) {
    return report(reading, 'sigma/empty-selection', node.span, `The search identifier ${name} has no content.`)
  }
  const items: Condition[] = []
  for (const { key, value } of node.entries) {
    const item = lowerItem(key, value, reading)
    if (item === undefined) return undefined
    items.push(item)
  }
  return items.length === 1 ? items[0] : and(items, node.span)
}
