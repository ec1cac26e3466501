import { readFileSync } from 'node:fs'
import type { FieldType, JsonValue } from '@ruleglot/core'
import { sharedData } from '../shared-data.js'

/** Queries with what Kibana's grammar says of them and the verdicts of events. */
export interface KqlCase {
  readonly id: string
  readonly query: string
  readonly accept: boolean
  readonly ast?: JsonValue
  readonly events: readonly { readonly event: JsonValue; readonly match: boolean }[]
  readonly types?: Readonly<Record<string, FieldType>>
}

export const CASES = 'conformance/kql.jsonl'

export function kqlCases(): readonly KqlCase[] | undefined {
  const path = sharedData(CASES)
  if (path === undefined) return undefined
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as KqlCase)
}
