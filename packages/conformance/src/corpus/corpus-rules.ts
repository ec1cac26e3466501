import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Rule } from '@ruleglot/core'
import { type LanguageId, parseRules } from 'ruleglot'
import { sharedData } from '../shared-data.js'

export interface NamedRule {
  readonly rule: Rule
  readonly name: string
}

/** The rules of a corpus (Elastic's: those in KQL), one from each text that holds one. Undefined without the corpus. */
export function corpusRules(language: LanguageId): Iterable<NamedRule> | undefined {
  return sharedData(`corpora/${language}-rules.jsonl.gz`) === undefined ? undefined : readRules(language)
}

/** The texts themselves; none without the corpus. */
export function corpusTexts(language: LanguageId): readonly { readonly path: string; readonly text: string }[] {
  const path = sharedData(`corpora/${language}-rules.jsonl.gz`)
  if (path === undefined) return []
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as { readonly path: string; readonly text: string })
}

function* readRules(language: LanguageId): Generator<NamedRule> {
  for (const { path: name, text } of corpusTexts(language)) {
    if (language === 'elastic' && !/^language = "kuery"$/m.test(text)) continue
    const parsed = parseRules(language, { [name]: text }, { file: name })
    const [rule, second] = parsed.ok ? parsed.value : []
    if (rule !== undefined && second === undefined) yield { rule, name }
  }
}
