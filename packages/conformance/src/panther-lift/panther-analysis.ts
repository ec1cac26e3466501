import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { and, type Rule } from '@ruleglot/core'
import { panther } from '@ruleglot/parsers/panther'
import type { LiftedCase, Setting } from './robustness.js'

/** The rules of a checkout of panther-analysis, their Python read. */
export interface LiftedRepository {
  readonly setting: Setting
  /** Rules with Python. */
  readonly total: number
  readonly cases: readonly LiftedCase[]
}

/** The checkout that RULEGLOT_PANTHER_ANALYSIS names, if it is there: the project holds none of its code. */
export function pantherAnalysis(): string | undefined {
  const root = process.env['RULEGLOT_PANTHER_ANALYSIS']
  return root !== undefined && existsSync(join(root, 'rules')) ? root : undefined
}

/** Lifts the rules whose place among all of them is taken; only those without unread parts are cases. */
export function liftedRepository(
  root: string,
  guards: 'assume' | 'explicit',
  takes: (index: number) => boolean,
): LiftedRepository {
  const rules = filesBelow(root, 'rules')
  const specs = Object.keys(rules)
    .filter((file) => file.endsWith('.yml') && FILENAME.test(rules[file] as string))
    .sort()
  const taken = specs.filter((_, i) => takes(i))
  const files: Record<string, string> = { ...filesBelow(root, 'global_helpers'), ...filesBelow(root, 'data_models') }
  const pythonOf = new Map<string, string>()
  for (const spec of taken) {
    const file = join(dirname(spec), FILENAME.exec(rules[spec] as string)?.[1] as string)
    files[spec] = rules[spec] as string
    files[file] = rules[file] as string
    pythonOf.set(ID.exec(rules[spec] as string)?.[1] as string, file)
  }
  const read = panther.parseRules?.(files, { guards })
  const cases = (read?.ok ? read.value : []).flatMap((rule): readonly LiftedCase[] => {
    const file = pythonOf.get(String(rule.vendor['RuleID']))
    if (file === undefined) return []
    const one = caseOf(rule, { name: file, file: join(root, file), source: files[file] as string })
    return JSON.stringify(one.condition).includes('"Opaque"') ? [] : [one]
  })
  const setting = { search: [join(root, 'global_helpers')], models: join(root, 'data_models') }
  return { setting, total: specs.length, cases }
}

const FILENAME = /^Filename:\s*["']?([^\s"']+)/m
const ID = /^RuleID:\s*["']?([^\s"']+)/m

export function caseOf(rule: Rule, where: { name: string; file: string; source: string }): LiftedCase {
  const guards = rule.defined.map(({ when }) => when)
  return {
    ...where,
    condition: guards.length === 0 ? rule.condition : and([rule.condition, ...guards]),
    assumptions: rule.assumptions ?? [],
    events: rule.tests.flatMap((test) => (hasMocks(test) ? [] : [test.event])),
    scheduled: rule.vendor['AnalysisType'] === 'scheduled_rule',
  }
}

function hasMocks({ vendor }: Rule['tests'][number]): boolean {
  const mocks = vendor?.['Mocks']
  return Array.isArray(mocks) && mocks.length > 0
}

function filesBelow(root: string, folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of readdirSync(join(root, folder), { recursive: true }) as string[]) {
    if (!/\.(py|yml)$/.test(name)) continue
    found[join(folder, name)] = readFileSync(join(root, folder, name), 'utf8')
  }
  return found
}
