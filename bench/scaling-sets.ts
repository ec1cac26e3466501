import {
  and,
  compare,
  type Diagnostic,
  diagnostic,
  diagnosticsToMarkdown,
  diagnosticsToSarif,
  findRelated,
  match,
  type Rule,
  renderDiagnostics,
  ruleOf,
} from '@ruleglot/core'
import { compileMatcher } from '@ruleglot/matcher'
import { emitModule, inspect, parsePack, translateRule } from 'ruleglot'
import type { HeldRule } from '../packages/ruleglot/src/cli/held-rule.js'
import { NO_LOCK } from '../packages/ruleglot/src/cli/repository/lock-file.js'
import type { Outcome } from '../packages/ruleglot/src/cli/repository/outcome.js'
import { planRepository } from '../packages/ruleglot/src/cli/repository/plan-repository.js'
import { summaryFold } from '../packages/ruleglot/src/cli/repository/summary.js'
import { ruleChanges } from '../packages/ruleglot/src/cli/rule-changes.js'
import { EVENT } from './scaling-operations.js'

/** Operations on many small rules at a time. */
export const SETS: Readonly<
  Record<string, { readonly from: number; readonly most: number; readonly prepare: (n: number) => () => unknown }>
> = {
  'matcher of many rules': {
    from: 125,
    most: 8000,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => compileMatcher(rules.map(({ condition }, i) => ({ id: String(i), condition }))).match(EVENT)
    },
  },
  'module of many rules': {
    from: 20,
    most: 640,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => emitModule('javascript', rules)
    },
  },
  'related rules': {
    from: 62,
    most: 3968,
    prepare: (n) => {
      const rules = smallRules(n)
      return () => findRelated(rules)
    },
  },
  'inspect beside many rules': {
    from: 125,
    most: 8000,
    prepare: (n) => {
      const [rule, ...corpus] = smallRules(n + 1) as [Rule, ...Rule[]]
      return () => inspect(rule, { corpus })
    },
  },
  'diff of two sets': {
    from: 62,
    most: 3968,
    prepare: (n) => {
      const [before, after] = [0, 1].map((by) =>
        smallRules(n, by).map((rule, i) => ({ ...source(i), rule, hash: `${by}`, whole: () => rule })),
      )
      return () => ruleChanges(before as HeldRule[], after as HeldRule[])
    },
  },
  'repository and its lock': {
    from: 125,
    most: 8000,
    prepare: (n) => {
      const outcomes = smallRules(n).map((rule, i): Outcome => {
        const emitted = translateRule(rule, { to: 'kql', mapping: 'none' })
        if (!emitted.ok) throw new Error('a rule of the bench is not written')
        const file = { language: 'kql', id: String(i), path: `r${i}.kql`, hash: '' }
        const identity = { target: 'kql', source: file }
        return { ...source(i), from: 'kql', to: 'kql', rule, identity, translation: emitted.value, diagnostics: [] }
      })
      return () => {
        const planner = planRepository('no-such-folder', NO_LOCK, { isWhole: true, severalTargets: false })
        const summary = summaryFold()
        for (const outcome of outcomes) {
          planner.add(outcome)
          summary.add(outcome)
        }
        return summary.result(n, planner.result())
      }
    },
  },
  'mapping pack': { from: 250, most: 16000, prepare: (n) => () => parsePack(packText(n), 'p.yaml') },
  'mapping pack full of mistakes': {
    from: 125,
    most: 8000,
    prepare: (n) => () => parsePack(packText(n, 'nowhere: x'), 'p.yaml'),
  },
  'findings as text': { from: 500, most: 32000, prepare: (n) => reporting(n, renderDiagnostics) },
  'findings as Markdown': { from: 500, most: 32000, prepare: (n) => reporting(n, diagnosticsToMarkdown) },
  'findings as SARIF': { from: 500, most: 32000, prepare: (n) => reporting(n, diagnosticsToSarif) },
}

function smallRules(n: number, by = 0): readonly Rule[] {
  return Array.from({ length: n }, (_, i) => {
    const contains = match(
      ['a'],
      [{ wildcard: 'many' }, `word${i * 7 + (i % 10 === 0 ? by : 0)}`, { wildcard: 'many' }],
    )
    const condition = and([compare(['b'], 'eq', `v${i % 50}`), contains])
    return { ...ruleOf('kql', condition), id: `r${i}`, title: `t${i}` }
  })
}

function source(i: number) {
  const own = { name: `r${i}.kql`, folder: '', stem: `r${i}`, files: { [`r${i}.kql`]: `text ${i}` } }
  return { source: own, language: 'kql' as const }
}

function packText(n: number, more = ''): string {
  const rows = Array.from({ length: n }, (_, i) => `  - { path: f${i}, names: { elastic: g${i} }, ${more} }`)
  return `id: p\nevidence: [e]\nplatforms:\n  elastic: {}\nfields:\n${rows.join('\n')}\n`
}

function reporting(
  n: number,
  report: (found: readonly Diagnostic[], files: Readonly<Record<string, string>>) => unknown,
): () => unknown {
  const text = 'a line of text\n'.repeat(n)
  const found = Array.from({ length: n }, (_, i) =>
    diagnostic('rule/none', `finding ${i}`, { span: { start: i * 15, end: i * 15 + 6, file: 'f' } }),
  )
  return () => report(found, { f: text })
}
