import { basename } from 'node:path'
import {
  type Diagnostic,
  diagnostic,
  failure,
  type ParseRulesOptions,
  type Result,
  type Rule,
  success,
} from '@ruleglot/core'
import { type LanguageId, parseRules, type ReadOptions } from '../index.js'
import type { Source } from './read-sources.js'
import { hashOf } from './repository/lock-file.js'

/**
 * Reads sources. Sources of one Sigma collection share their files; the collection is read once and each gets its own
 * rules of it, so that the time of a collection does not grow with the square of its size.
 */
export interface SourceReader {
  /**
   * The rules of this source, with its own diagnostics: what is wrong in the files beside it is said where they are the
   * source. None, and no error, for a part of rules in other files: a filter, or a rule that only feeds a correlation.
   */
  readonly rulesOf: (source: Source, language: LanguageId, options: Reading) => Result<readonly Rule[]>
  /** SHA-256 of its files, wherever on the machine they are. */
  readonly hashOf: (source: Source) => string
}

/** The same for all sources of one reader. */
export type Reading = ReadOptions & Pick<ParseRulesOptions, 'guards'>

export function sourceReader(): SourceReader {
  const collections = new WeakMap<Source['files'], Collection>()
  const hashes = new WeakMap<Source['files'], string>()
  return {
    rulesOf: (source, language, options) => {
      const { name, files } = source
      if (language !== 'sigma') return parseRules(language, files, { ...options, file: name, entry: name })
      const collection = collections.get(files) ?? readCollection(files, { ...options, file: name })
      collections.set(files, collection)
      return ownOf(source, collection)
    },
    hashOf: ({ files }) => {
      const hash = hashes.get(files) ?? hashOf(contentsOf(files))
      hashes.set(files, hash)
      return hash
    },
  }
}

/** By the name of the file that they stand in; diagnostics without a place by none. */
interface Collection {
  readonly rules: ReadonlyMap<string, readonly Rule[]>
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>
}

function readCollection(files: Source['files'], options: Reading): Collection {
  const read = parseRules('sigma', files, options)
  const said = read.diagnostics.filter(({ code }) => code !== 'rule/none')
  return { rules: byFile(read.ok ? read.value : []), diagnostics: byFile(said) }
}

function byFile<T extends { readonly span?: { readonly file?: string } }>(all: readonly T[]): Map<string, T[]> {
  const lists = new Map<string, T[]>()
  for (const one of all) {
    const name = one.span?.file ?? ''
    const list = lists.get(name) ?? []
    lists.set(name, list)
    list.push(one)
  }
  return lists
}

function ownOf({ name, files, isPart }: Source, { rules, diagnostics }: Collection): Result<readonly Rule[]> {
  const said = [...(diagnostics.get('') ?? []), ...(diagnostics.get(name) ?? [])]
  const own = rules.get(name)
  if (own !== undefined) return success(own, said)
  if (said.some(({ severity }) => severity === 'error')) return failure(said)
  // Whether a filter for all rules has any cannot be said here: they are not all beside it.
  if (isPart === true)
    return success(
      [],
      said.filter(({ code }) => code !== 'sigma/filter-not-applied'),
    )
  if (Object.keys(files).length > 1) return success([], said)
  return failure([...said, diagnostic('rule/none', 'There is no rule here.')])
}

function contentsOf(files: Source['files']): string {
  const named = Object.entries(files).map(([path, text]) => [basename(path), text] as const)
  return JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}
