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
  const path = sharedData(`corpora/${language}-rules.jsonl.gz`)
  return path === undefined ? undefined : readRules(language, path)
}

function* readRules(language: LanguageId, path: string): Generator<NamedRule> {
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')) {
    const { path: name, text } = JSON.parse(line) as { readonly path: string; readonly text: string }
    if (language === 'elastic' && !/^language = "kuery"$/m.test(text)) continue
    const parsed = parseRules(language, { [name]: text }, { file: name })
    const [rule, second] = parsed.ok ? parsed.value : []
    if (rule !== undefined && second === undefined) yield { rule, name }
  }
}
