import type { Diagnostic, Rule } from '@ruleglot/core'
import { detect, type LanguageId } from '../index.js'
import { ownCopy } from './own-copy.js'
import { readSources, type Source } from './read-sources.js'
import { withSigmaCollections } from './sigma-collections.js'
import { sourceReader } from './source-reader.js'
import { oneLineName } from './terminal-text.js'
import { textsByName } from './texts-by-name.js'
import { unknownLanguage } from './unknown-language.js'

/** A rule and where it came from. */
export interface LoadedRule {
  readonly rule: Rule
  readonly source: Source
  readonly language: LanguageId
}

export interface LoadedRules {
  readonly rules: readonly LoadedRule[]
  /** Of all files, in their order. */
  readonly diagnostics: readonly Diagnostic[]
  /** Texts by file name, for showing places. */
  readonly files: Readonly<Record<string, string>>
  readonly sources: readonly Source[]
}

export interface LoadOptions {
  readonly from?: LanguageId
  readonly schema: 'ecs' | 'none'
}

/** Reads every rule below the paths and holds them all. */
export function loadRules(
  paths: readonly string[],
  options: LoadOptions,
  onProgress?: (done: number, of: number) => void,
): LoadedRules {
  const rules: LoadedRule[] = []
  const others = eachRule(paths, options, (loaded) => void rules.push(loaded), onProgress)
  return { rules, ...others }
}

/**
 * Hands on every rule below the paths and holds none of them. What a reading would have to assume of events is in the
 * condition instead. A file of a folder that is no rule of any language is passed over; one that was named is an error.
 */
export function eachRule(
  paths: readonly string[],
  options: LoadOptions,
  onRule: (loaded: LoadedRule) => void,
  onProgress?: (done: number, of: number) => void,
): Omit<LoadedRules, 'rules'> {
  const { sources, diagnostics } = withSigmaCollections(readSources(paths))
  const reader = sourceReader()
  const all: Diagnostic[] = [...diagnostics]
  const texts = textsByName()
  for (const [i, source] of sources.entries()) {
    onProgress?.(i, sources.length)
    texts.add(source)
    const language = options.from ?? detect(source.files[source.name] ?? '', source.name)
    if (language === undefined) {
      if (!source.isFound) all.push(unknownLanguage(source.name))
      continue
    }
    const parsed = reader.rulesOf(source, language, { schema: options.schema, guards: 'explicit' })
    for (const one of parsed.diagnostics) all.push(ownCopy(one))
    if (parsed.ok) for (const rule of parsed.value) onRule({ rule, source, language })
  }
  return { diagnostics: all, files: texts.files, sources }
}

/** What messages call a rule. */
export function ruleName({ rule, source }: LoadedRule): string {
  return oneLineName(rule.title ?? rule.id ?? source.name)
}
