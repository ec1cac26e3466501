import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, load } from 'js-yaml'
import { loadSuites, spellings } from '../cases/load-cases.js'
import { type ErrorCase, loadErrors } from '../errors/load-errors.js'

/** A text that fuzzing starts from, or one that once broke something. Files by name where a rule has several. */
export interface CorpusEntry {
  /** What is special about it; for one that failed, what went wrong. */
  readonly about: string
  readonly text?: string
  readonly files?: Readonly<Record<string, string>>
}

interface CorpusFile {
  /** Good rules of our own: mutation starts from them. */
  readonly seeds: readonly CorpusEntry[]
  /** Every input that ever failed, as small as it got. */
  readonly failed?: readonly CorpusEntry[]
}

const folder = fileURLToPath(new URL('corpus/', import.meta.url))

export function loadCorpus(name: string): CorpusFile {
  return load(readFileSync(`${folder}${name}.yaml`, 'utf8'), { filename: name, schema: CORE_SCHEMA }) as CorpusFile
}

/** Texts of spec/cases in the language: every construct there is, by example. */
export function caseTexts(language: string): readonly string[] {
  return loadSuites().flatMap(({ cases }) => cases.flatMap((one) => spellings(one, language).map(({ text }) => text)))
}

/** Texts of spec/errors: one for every diagnostic. */
export function errorTexts(language: string): readonly string[] {
  type Texts = ErrorCase & { readonly text?: unknown; readonly query?: unknown; readonly condition?: unknown }
  return loadErrors<Texts>(language)
    .flatMap(({ text, query, condition }) => [text, query, condition])
    .filter((text): text is string => typeof text === 'string')
}
