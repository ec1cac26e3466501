import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Rule } from '@ruleglot/core'
import { parseRules } from 'ruleglot'
import { sharedData } from '../shared-data.js'

/**
 * Rules of a checkout of panther-analysis, in a folder of that name in RULEGLOT_CORPORA, with their helpers and data
 * models: those that name one of the log types. Undefined without a checkout.
 */
export function pantherCheckout(logTypes: readonly string[]): readonly Rule[] | undefined {
  const root = sharedData('panther-analysis')
  if (root === undefined) return undefined
  const files: Record<string, string> = {}
  const add = (path: string): void => {
    files[relative(root, path)] = readFileSync(path, 'utf8')
  }
  for (const path of ['global_helpers', 'data_models'].flatMap((folder) => filesBelow(join(root, folder)))) add(path)
  const rules = filesBelow(join(root, 'rules'))
  for (const path of rules.filter((one) => /\.ya?ml$/.test(one))) {
    const text = readFileSync(path, 'utf8')
    if (!logTypes.some((type) => text.includes(type))) continue
    add(path)
    const python = /^Filename:\s*["']?([\w.-]+\.py)/m.exec(text)?.[1]
    const beside = python === undefined ? undefined : join(dirname(path), python)
    if (beside !== undefined && rules.includes(beside)) add(beside)
  }
  const parsed = parseRules('panther', files)
  return parsed.ok ? parsed.value : []
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|py)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
