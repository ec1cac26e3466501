import {
  type Assumption,
  type Condition,
  type Diagnostic,
  depthOf,
  MAX_DEPTH,
  mergeAssumptions,
  type ParseOptions,
} from '@ruleglot/core'
import type { YamlNode } from '../../yaml/yaml-node.js'
import { readExpressions } from './match-expressions.js'
import { type MatchReading, unread } from './reading.js'

export interface ReadMatch {
  readonly condition: Condition
  readonly assumptions: readonly Assumption[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The match expressions of a Simple Detection, or of a part of one. */
export function readDetection(node: YamlNode, options: ParseOptions): ReadMatch {
  return readMatch(node, options, false)
}

/**
 * Inline filters let an event pass when all of them do. An event without the key of a filter passes it: the filters
 * take out what they know, and nothing else (docs.panther.com, inline filters).
 */
export function readInlineFilters(node: YamlNode, options: ParseOptions): ReadMatch {
  return readMatch(node, options, true)
}

function readMatch(node: YamlNode, options: ParseOptions, missingPasses: boolean): ReadMatch {
  const reading: MatchReading = {
    assumptions: [],
    diagnostics: [],
    explicit: options.guards === 'explicit',
    missingPasses,
    budget: { nodes: 0 },
  }
  const condition = readExpressions(node, reading)
  const tooBig = reading.budget.nodes > MOST_NODES || depthOf(condition) > MAX_DEPTH
  if (!tooBig)
    return { condition, assumptions: mergeAssumptions([reading.assumptions]), diagnostics: reading.diagnostics }
  const empty: MatchReading = { ...reading, assumptions: [], diagnostics: [] }
  const kept = unread(node, empty, 'limit/nodes', 'The expressions unfold to a condition that is too big.', {
    hint: 'Nest fewer OnlyOne inside each other.',
  })
  return { condition: kept, assumptions: [], diagnostics: empty.diagnostics }
}

const MOST_NODES = 20_000
