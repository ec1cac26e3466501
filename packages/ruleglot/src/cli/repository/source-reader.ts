import { basename } from 'node:path'
import { type Diagnostic, diagnostic, failure, type Result, type Rule, success } from '@ruleglot/core'
import { type LanguageId, parseRules, type ReadOptions } from '../../index.js'
import type { Source } from '../read-sources.js'
import { hashOf } from './lock-file.js'

/**
 * Reads sources. Sources of one Sigma collection share their files; the collection is read once and each gets its own
 * rules of it, so that the time of a collection does not grow with the square of its size.
 */
export interface SourceReader {
  /** The rules of this source alone; diagnostics of all files beside it. */
  readonly rulesOf: (source: Source, language: LanguageId, options: ReadOptions) => Result<readonly Rule[]>
  /** SHA-256 of its files, wherever on the machine they are. */
  readonly hashOf: (source: Source) => string
}

export function sourceReader(): SourceReader {
  const collections = new WeakMap<Source['files'], Result<ReadonlyMap<string, readonly Rule[]>>>()
  const hashes = new WeakMap<Source['files'], string>()
  return {
    rulesOf: (source, language, options) => {
      const { name, files } = source
      if (language !== 'sigma') return parseRules(language, files, { ...options, file: name })
      const read = collections.get(files) ?? readCollection(files, { ...options, file: name })
      collections.set(files, read)
      const own = read.ok ? read.value.get(name) : undefined
      return own === undefined ? withoutRules(read.diagnostics) : success(own, read.diagnostics)
    },
    hashOf: ({ files }) => {
      const hash = hashes.get(files) ?? hashOf(contentsOf(files))
      hashes.set(files, hash)
      return hash
    },
  }
}

function readCollection(files: Source['files'], options: ReadOptions): Result<ReadonlyMap<string, readonly Rule[]>> {
  const read = parseRules('sigma', files, options)
  if (!read.ok) return read
  const byFile = new Map<string, Rule[]>()
  for (const rule of read.value) {
    const name = rule.span?.file ?? ''
    const own = byFile.get(name) ?? []
    own.push(rule)
    byFile.set(name, own)
  }
  return success(byFile, read.diagnostics)
}

function withoutRules(diagnostics: readonly Diagnostic[]): Result<readonly Rule[]> {
  const isSaid = diagnostics.some(({ code, severity }) => severity === 'error' || code === 'rule/none')
  return failure(isSaid ? diagnostics : [...diagnostics, diagnostic('rule/none', 'There is no rule here.')])
}

function contentsOf(files: Source['files']): string {
  const named = Object.entries(files).map(([path, text]) => [basename(path), text] as const)
  return JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}
