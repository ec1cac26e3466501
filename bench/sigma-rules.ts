import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Rule } from '@ruleglot/core'
import { sigma } from '@ruleglot/parsers/sigma'
import { sharedData } from '../packages/conformance/src/shared-data.js'

export interface SigmaRule {
  readonly path: string
  readonly text: string
  readonly rule: Rule & { readonly id: string }
}

/** SigmaHQ's rules, in the order of their paths; undefined without the shared folder. Ids that occur twice count once. */
export function sigmaRules(): readonly SigmaRule[] | undefined {
  const path = sharedData('corpora/sigma-rules.jsonl.gz')
  if (path === undefined) return undefined
  const rows = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')
  const found: SigmaRule[] = []
  const ids = new Set<string>()
  for (const row of rows) {
    const { path, text } = JSON.parse(row) as { readonly path: string; readonly text: string }
    const read = sigma.parseRules?.({ [path]: text }, {})
    for (const rule of read?.ok === true ? read.value : []) {
      const id = rule.id ?? path
      if (ids.has(id) || rule.trigger.kind !== 'each') continue
      ids.add(id)
      found.push({ path, text, rule: { ...rule, id } })
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}
