import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Rule } from '@ruleglot/core'
import { elastic as emitter } from '@ruleglot/emitters/elastic'
import { elastic as parser } from '@ruleglot/parsers/elastic'
import { sharedData } from '../shared-data.js'

/** Every rule file of the corpus; undefined when it is not on this machine. */
export function elasticFiles(): readonly { readonly path: string; readonly text: string }[] | undefined {
  const path = sharedData('corpora/elastic-rules.jsonl.gz')
  if (path === undefined) return undefined
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as { path: string; text: string })
}

/** The one rule of a file; throws with its diagnostics. */
export function readRule(text: string, path = 'rule.toml'): Rule {
  const parsed = parser.parseRules!({ [path]: text }, {})
  if (!parsed.ok || parsed.value.length !== 1) throw new Error(`${path}: ${JSON.stringify(parsed.diagnostics)}`)
  return parsed.value[0] as Rule
}

/** The file that a rule becomes; throws with its diagnostics. */
export function writeRule(rule: Rule): string {
  const emitted = emitter.emitRule!(rule, {})
  if (!emitted.ok) throw new Error(JSON.stringify(emitted.diagnostics))
  return emitted.value.text
}
