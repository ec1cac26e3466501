import { join } from 'node:path'
import { and, type Rule } from '@ruleglot/core'
import { readPantherAnalysis } from '../panther-analysis.js'
import type { LiftedCase, Setting } from './robustness.js'

/** The rules of a checkout of panther-analysis, their Python read. */
export interface LiftedRepository {
  readonly setting: Setting
  /** Rules with Python. */
  readonly total: number
  readonly cases: readonly LiftedCase[]
}

/** Lifts the rules whose place among all of them is taken; only those without unread parts are cases. */
export function liftedRepository(
  root: string,
  guards: 'assume' | 'explicit',
  takes: (index: number) => boolean,
): LiftedRepository {
  const { total, rules } = readPantherAnalysis(root, { takes, guards })
  const cases = rules.flatMap(({ rule, file, python, whole }): readonly LiftedCase[] =>
    whole ? [caseOf(rule, { name: file, file: join(root, file), source: python })] : [],
  )
  const setting = { search: [join(root, 'global_helpers')], models: join(root, 'data_models') }
  return { setting, total, cases }
}

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
