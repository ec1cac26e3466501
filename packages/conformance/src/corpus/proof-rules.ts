import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Condition, visit, wholeCondition } from '@ruleglot/core'
import { parseRule, parseRules } from 'ruleglot'
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
  const checkout = process.env['RULEGLOT_PANTHER_ANALYSIS']
  if (checkout === undefined) return undefined
  const files: Record<string, string> = {}
  for (const folder of ['rules', 'global_helpers', 'data_models']) {
    for (const name of readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })) {
      if (/\.(?:ya?ml|py)$/.test(name)) files[`${folder}/${name}`] = readFileSync(join(checkout, folder, name), 'utf8')
    }
  }
  const parsed = parseRules('panther', files, {})
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics.slice(0, 3)))
  return parsed.value.flatMap((rule, i): readonly ProofRule[] => {
    const condition = wholeCondition(rule)
    let opaque = false
    visit(condition, (node) => {
      if (node.kind === 'Opaque') opaque = true
    })
    return opaque ? [] : [{ name: `${rule.id ?? rule.title ?? ''} ${i}`, condition }]
  })
}
