import { markdownText, type Verdict } from '@ruleglot/core'
import { type Cause, causeFold } from './causes.js'
import { isExact, type Outcome } from './outcome.js'
import type { RepositoryPlan } from './plan-repository.js'

/** A conversion in numbers. */
export interface Summary {
  readonly sources: number
  /** Sources of which no rule could be read. */
  readonly unread: number
  /** Documents of another kind than a rule. */
  readonly passedOver: number
  readonly targets: readonly TargetSummary[]
  readonly causes: readonly Cause[]
  readonly files: Readonly<Record<'create' | 'update' | 'same' | 'edited', number>>
  /** Rules of the lock whose source is gone: `target path`. */
  readonly orphans: readonly string[]
}

export interface TargetSummary {
  readonly target: string
  readonly verdicts: Readonly<Record<Verdict | 'refused', number>>
  /** Rules whose condition is exact and whose trigger or severity is not. */
  readonly approximate: number
}

/** Counts outcomes as they come. */
export interface SummaryFold {
  readonly add: (outcome: Outcome) => void
  readonly result: (sources: number, plan: RepositoryPlan | undefined) => Summary
}

export function summaryFold(): SummaryFold {
  const causes = causeFold()
  const targets = new Map<string, Counts>()
  let [unread, passedOver] = [0, 0]
  return {
    add: (outcome) => {
      causes.add(outcome)
      const { to } = outcome
      if (outcome.passedOver === true) passedOver++
      else if (to === undefined) unread++
      if (to === undefined) return
      const counts = targets.get(to) ?? { verdicts: { ...NONE }, approximate: 0 }
      targets.set(to, counts)
      count(counts, outcome)
    },
    result: (sources, plan) => {
      const files = { create: 0, update: 0, same: 0, edited: 0 }
      for (const { action } of plan?.files ?? []) files[action]++
      return {
        sources,
        unread,
        passedOver,
        targets: [...targets].map(([target, counts]) => ({ target, ...counts })),
        causes: causes.result(),
        files,
        orphans: (plan?.orphans ?? []).map(({ target, source }) => `${target} ${source.path}`),
      }
    },
  }
}

interface Counts {
  readonly verdicts: Record<keyof TargetSummary['verdicts'], number>
  approximate: number
}

const NONE: TargetSummary['verdicts'] = { exact: 0, wider: 0, narrower: 0, different: 0, unproven: 0, refused: 0 }

function count(counts: Counts, { translation }: Outcome): void {
  counts.verdicts[translation?.verdict ?? 'refused']++
  if (translation?.verdict === 'exact' && !isExact(translation)) counts.approximate++
}

const COLUMNS = ['exact', 'wider', 'narrower', 'different', 'unproven', 'refused'] as const

/** Causes that a terminal shows; the JSON report has all. */
const MOST_CAUSES = 12

/** For a terminal, with a line break at the end. */
export function summaryText(summary: Summary): string {
  const width = Math.max(6, ...summary.targets.map(({ target }) => target.length))
  const lines = [
    `${numbered(summary.sources, 'source')}${summary.unread === 0 ? '' : `, ${summary.unread} not read`}${summary.passedOver === 0 ? '' : `, ${summary.passedOver} without a rule`}`,
    ...(summary.targets.length === 0
      ? []
      : [`${'target'.padEnd(width)}  ${COLUMNS.map((name) => name.padStart(10)).join('')}`]),
    ...summary.targets.map(
      ({ target, verdicts }) =>
        `${target.padEnd(width)}  ${COLUMNS.map((name) => String(verdicts[name]).padStart(10)).join('')}`,
    ),
  ]
  const approximate = summary.targets.reduce((sum, target) => sum + target.approximate, 0)
  if (approximate > 0) lines.push(`${approximate} of the exact ones count or rank otherwise than their source.`)
  const causes = overTargets(summary.causes)
  if (causes.length > 0) {
    lines.push('', 'Refused, by cause (rules stopped, rules that this alone stops):')
    let said: string | undefined
    for (const { rules, unlocks, target, title, example, hint } of causes.slice(0, MOST_CAUSES)) {
      lines.push(`${String(rules).padStart(6)}${String(unlocks).padStart(6)}  ${target}: ${title}`)
      lines.push(`              for example: ${example}`)
      if (hint !== undefined && hint !== said) lines.push(`              help: ${hint}`)
      said = hint
    }
    if (causes.length > MOST_CAUSES) lines.push(`        and ${causes.length - MOST_CAUSES} more causes`)
  }
  return `${lines.join('\n')}\n`
}

/** What stops as many rules on several targets is told once. */
function overTargets(causes: readonly Cause[]): readonly Cause[] {
  const told = new Map<string, Cause>()
  for (const cause of causes) {
    const key = JSON.stringify([cause.code, cause.title, cause.rules, cause.unlocks])
    const known = told.get(key)
    told.set(key, known === undefined ? cause : { ...known, target: `${known.target}, ${cause.target}` })
  }
  return [...told.values()]
}

/** For a pull request or a job summary. */
export function summaryMarkdown(summary: Summary): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  const lines = [
    '## Rules converted',
    '',
    `${numbered(summary.sources, 'source')}${summary.unread === 0 ? '' : `, ${summary.unread} not read`}; ${numbered(summary.files.create, 'file')} new, ${summary.files.update} changed, ${summary.files.same} as before, ${summary.files.edited} edited by hand.`,
    '',
    row(['target', ...COLUMNS]),
    row(['---', ...COLUMNS.map(() => '---:')]),
    ...summary.targets.map(({ target, verdicts }) => row([target, ...COLUMNS.map((name) => verdicts[name])])),
  ]
  if (summary.causes.length > 0) {
    lines.push(
      '',
      '### Refused, by cause',
      '',
      row(['rules', 'stopped by it alone', 'target', 'cause', 'for example']),
      row(['---:', '---:', '---', '---', '---']),
    )
    for (const { rules, unlocks, target, code, title, example } of summary.causes) {
      lines.push(row([rules, unlocks, target, `${markdownText(title)} (\`${code}\`)`, markdownText(example)]))
    }
  }
  if (summary.orphans.length > 0)
    lines.push('', '### Outputs without a source', '', ...summary.orphans.map((name) => `- ${markdownText(name)}`))
  return `${lines.join('\n')}\n`
}

function numbered(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
