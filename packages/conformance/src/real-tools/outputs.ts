import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assumptionHolds, evaluate, type JsonValue, type Rule, type RuleTest } from '@ruleglot/core'
import { type LanguageId, parseRule, parseRules, type TranslateOptions, translateRule } from 'ruleglot'
import { readElasticCorpus } from '../corpus/elastic-corpus.js'
import { eventsFor, namedAssumptions } from '../corpus/measure.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'

/** A rule and its name, to be written for the real tools. */
export interface Subject {
  readonly name: string
  readonly rule: Rule
}

/** Corpus rules when there is a corpus, and the project's own golden sources and examples in any case. */
export function subjects(): readonly Subject[] {
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const own = ['spec/golden', 'examples'].flatMap((folder) => tomlBelow(join(root, folder)))
  const corpus = readElasticCorpus()?.rules ?? []
  const subjects = [
    ...own.flatMap((path) => {
      const parsed = parseRule('elastic', readFileSync(path, 'utf8'))
      return parsed.ok ? [{ name: stem(path), rule: parsed.value }] : []
    }),
    ...corpus.map(({ path, rule }) => ({ name: stem(path), rule })),
  ]
  // Panther's ids are made of titles and must differ; a deprecated rule may have the title of its successor.
  const titles = new Set<string | undefined>()
  return subjects.filter(({ rule: { title } }) => !titles.has(title) && titles.add(title))
}

/** Every so many of SigmaHQ's rules; `already` are the titles in use. */
export function sigmaSubjects(already: readonly Subject[], most: number): readonly Subject[] {
  const corpus = readSigmaCorpus() ?? []
  const step = Math.max(1, Math.floor(corpus.length / most))
  const titles = new Set(already.map(({ rule: { title } }) => title))
  return corpus
    .filter((_, i) => i % step === 0)
    .flatMap(({ path, text }) => {
      const parsed = parseRules('sigma', { [path]: text }, { schema: 'none' })
      const [rule] = parsed.ok ? parsed.value : []
      if (rule === undefined || titles.has(rule.title)) return []
      titles.add(rule.title)
      return [{ name: stem(path), rule }]
    })
}

/** What each subject becomes in a language, with tests made from its own literals. Refused ones are left out. */
export function outputs(
  to: LanguageId,
  all: readonly Subject[],
  choice: Pick<TranslateOptions<LanguageId>, 'style'> = {},
): readonly { readonly name: string; readonly files: Readonly<Record<string, string>> }[] {
  const used = new Map<string, number>()
  return all.flatMap(({ name, rule }) => {
    const times = used.get(name) ?? 0
    used.set(name, times + 1)
    const fileStem = times === 0 ? name : `${name}_${times + 1}`
    const options = {
      ...choice,
      to,
      mapping: 'none' as const,
      fileStem,
      target: { logTypes: ['AWS.CloudTrail'], logsource: { product: 'elastic', service: 'events' } },
    }
    const assumptions = namedAssumptions({ name: to, language: to, options: choice }, rule.condition)
    const kept = eventsFor(rule.condition).filter((event) => assumptions.every((a) => assumptionHolds(a, event)))
    const final = translateRule({ ...rule, tests: testsFrom(rule, kept) }, options)
    return final.ok ? [{ name: fileStem, files: final.value.files }] : []
  })
}

/** Up to three events of each polarity; Panther takes objects only. */
function testsFrom(rule: Rule, events: readonly JsonValue[]): readonly RuleTest[] {
  const objects = events.filter((event) => typeof event === 'object' && event !== null && !Array.isArray(event))
  const of = (expected: boolean): readonly RuleTest[] =>
    objects
      .filter((event) => evaluate(rule.condition, event) === expected)
      .slice(0, 3)
      .map((event, i) => ({ name: `${expected ? 'Fires' : 'Silent'} ${i + 1}`, event, expected }))
  return [...of(true), ...of(false)]
}

function tomlBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.toml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function stem(path: string): string {
  return path
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
    .replaceAll('-', '_')
}
