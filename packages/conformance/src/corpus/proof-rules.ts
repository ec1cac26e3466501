import { type Condition, wholeCondition } from '@ruleglot/core'
import { parseRule } from 'ruleglot'
import { pantherAnalysis, readPantherAnalysis } from '../panther-analysis.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'

/** A real rule as what fires it. */
export interface ProofRule {
  readonly name: string
  readonly condition: Condition
}

/** Elastic and SigmaHQ rules; undefined when the corpora are not on this machine. */
export function readProofRules():
  | { readonly elastic: readonly ProofRule[]; readonly sigma: readonly ProofRule[] }
  | undefined {
  const elastic = readElasticCorpus()?.rules.map(({ path, condition }) => ({ name: path, condition }))
  const sigma = readSigmaCorpus()?.flatMap(({ path, text }): readonly ProofRule[] => {
    const parsed = parseRule('sigma', text, { file: path })
    return parsed.ok ? [{ name: path, condition: wholeCondition(parsed.value) }] : []
  })
  return elastic === undefined || sigma === undefined ? undefined : { elastic, sigma }
}

/** The rules of a checkout of panther-analysis, which RULEGLOT_PANTHER_ANALYSIS names, that were lifted without opaque parts. */
export function readLiftedRules(): readonly ProofRule[] | undefined {
  const root = pantherAnalysis()
  if (root === undefined) return undefined
  return readPantherAnalysis(root)
    .rules.filter(({ whole }) => whole)
    .map(({ rule, file }) => ({ name: file, condition: wholeCondition(rule) }))
}
