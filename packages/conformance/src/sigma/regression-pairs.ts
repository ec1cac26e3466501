import { readFileSync } from 'node:fs'
import type { JsonValue, Rule } from '@ruleglot/core'
import { emitCondition, emitRule, parseRule } from 'ruleglot'
import { sharedData } from '../shared-data.js'

/** A rule of SigmaHQ with the events that its authors recorded for it. */
export interface RegressionPair {
  readonly path: string
  readonly rule: Rule
  readonly events: readonly JsonValue[]
}

/** Every pair; undefined when they are not on this machine. */
export function readRegressionPairs(): readonly RegressionPair[] | undefined {
  const path = sharedData('conformance/sigma-regression-pairs.jsonl')
  if (path === undefined) return undefined
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const row = JSON.parse(line) as { rule_path: string; rule: string; events?: JsonValue[]; event?: JsonValue }
      const parsed = parseRule('sigma', row.rule, { file: row.rule_path })
      if (!parsed.ok) throw new Error(`${row.rule_path}: ${JSON.stringify(parsed.diagnostics)}`)
      return {
        path: row.rule_path,
        rule: parsed.value,
        events: row.events ?? (row.event === undefined ? [] : [row.event]),
      }
    })
}

/** The rule as a JavaScript module. */
export function javascriptOf({ path, rule }: RegressionPair): string {
  const emitted = emitCondition('javascript', rule.condition, { as: 'module' })
  if (!emitted.ok) throw new Error(`${path}: ${JSON.stringify(emitted.diagnostics)}`)
  return emitted.value.text
}

/** The rule's Python on Panther, with all the functions that go with it. */
export function pantherPythonOf({ path, rule }: RegressionPair): string {
  const emitted = emitRule('panther', rule, { target: { logTypes: ['Windows.EventLogs'] } })
  const file = emitted.ok ? Object.keys(emitted.value.files).find((name) => name.endsWith('.py')) : undefined
  if (!emitted.ok || file === undefined) throw new Error(`${path}: ${JSON.stringify(emitted.diagnostics)}`)
  return emitted.value.files[file] as string
}
